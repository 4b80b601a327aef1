"""In no form of export is there anything that its reader may not read, and the same store gives the same bytes."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.cadre.corpus import corpus as cadres
from tests.documents import example_participations
from tests.documents.example_engagement import engagement_year
from tests.engagement.corpus import corpus as engagements
from tests.exchange.changed_fields import changed
from tests.exchange.xapi.statements import CODECS, decided, stored
from tests.participation.corpus import corpus as participations
from tests.participation.stories import completed
from tests.storage.golden_store import golden_streams

from pdflow import Audience, Event, participation
from pdflow.command_line import parse_arguments
from pdflow.command_line.export import FORMS, write
from pdflow.storage.event_store import EventStore

ARGUMENTS: dict[str, list[str]] = {
    "cloudevents": ["--source", "https://pd.example.org"],
    "credit": ["--rule", "TEXAS_CPE"],
    "ed-fi": ["--namespace", "uri://district.example", "--source-system", "District", "--absent", "Unexcused Absence"],
    "icalendar": ["--person", "ana", "--at", "2026-11-02T08:00Z"],
    "learning-history": ["--provider", "Example District", "--provider-number", "500123"],
    "open-badges": [
        *("--issuer", "https://district.example", "--issuer-name", "Example District"),
        *("--achievement", "https://district.example/talk", "--achievement-name", "Questions that open talk"),
        *("--description", "Asks open questions.", "--criteria", "Two days of training, and coaching."),
    ],
    "xapi": ["--home-page", "https://people.example.org", "--activities", "https://pd.example.org/xapi"],
}
EXPORTS = {
    **{name: [name, *ARGUMENTS.get(name, [])] for name in FORMS},
    **{
        f"learning-history {profile}": ["learning-history", *ARGUMENTS["learning-history"], "--profile", profile]
        for profile in ("TOTARA", "SUCCESSFACTORS_CONNECTOR")
    },
}
"""The arguments of every export."""


@cache
def streams() -> Mapping[str, tuple[Event, ...]]:
    """Histories of every kind: those of the documents, others at random under each policy, and those of old builds."""
    old = list(golden_streams().items())[::40]
    return {
        "engagement-e1": engagement_year(),
        **example_participations.streams(),
        "completed": tuple(decided(participation.decider, completed())),
        **{f"walk-{number}": history.events for number, history in enumerate(participations()[::35])},
        **{f"engagement-{number}": history.events for number, history in enumerate(engagements()[5::12])},
        **{f"cadre-{number}": history.events for number, history in enumerate(cadres()[::10])},
        **{
            f"old-{stream}": tuple(CODECS[rows[0].type.partition(".")[0]].from_row(row) for row in rows)
            for stream, rows in old
        },
    }


@cache
def store_of(changed_for: Audience | None) -> EventStore:
    """The streams in a store; with all changed that an audience may not read."""
    made = streams()
    if changed_for is not None:
        made = {name: tuple(changed(event, changed_for) for event in events) for name, events in made.items()}
    # Walks have the ids of others; a delivery of old names its booking by an id, which has to stay.
    store = stored({name: events for name, events in made.items() if not name.startswith("old-")})
    for name in (name for name in made if name.startswith("old-")):
        codec = CODECS[made[name][0].name.partition(".")[0]]
        store.append(name, codec.to_rows(made[name]), expected=0)
    return store


def contents(name: str, audience: Audience, changed_for: Audience | None = None) -> dict[str, bytes]:
    """What an export writes, by file."""
    with TemporaryDirectory() as folder:
        place = Path(folder) / "place"
        options = parse_arguments(["export", *EXPORTS[name], "-", "--audience", audience, "--out", str(place)])
        write(FORMS[options.form], store_of(changed_for), options)
        files = sorted(place.iterdir()) if place.is_dir() else [place]
        return {file.name: file.read_bytes() for file in files}


contents_known = cache(contents)


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("name", EXPORTS)
def test_what_its_reader_may_not_read_changes_no_byte_of_an_export(name: str, audience: Audience) -> None:
    assert contents(name, audience, changed_for=audience) == contents_known(name, audience)


@pytest.mark.parametrize("name", EXPORTS)
def test_the_same_store_gives_the_same_bytes_again(name: str) -> None:
    again = contents(name, Audience.PAIR)
    assert again == contents_known(name, Audience.PAIR)
    assert all(again.values())


@pytest.mark.parametrize("reader", [Audience.TEAM, Audience.PAIR])
@pytest.mark.parametrize(
    "name", ["cloudevents", "ed-fi", "event-csv", "ocel-json", "ocel-sqlite", "ocel-xml", "xapi", "xes"]
)
def test_what_is_for_fewer_is_seen_where_its_reader_may_read_it(name: str, reader: Audience) -> None:
    """Without this, the test above would hold of an export that writes nothing."""
    fewer = {Audience.TEAM: Audience.ALL, Audience.PAIR: Audience.TEAM}[reader]
    assert contents(name, reader, changed_for=fewer) != contents_known(name, reader)


def test_much_is_changed_for_each_reader() -> None:
    """Of the fields that are for the team and for the pair most, whatever their type."""
    differ = {
        audience: sum(event != changed(event, audience) for events in streams().values() for event in events)
        for audience in Audience
    }
    assert 100 < differ[Audience.PAIR] < differ[Audience.TEAM] < differ[Audience.ALL]
