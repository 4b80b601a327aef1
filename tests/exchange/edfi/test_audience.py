"""No record holds what its reader may not read, nor any personal text."""

from collections.abc import Iterable
from enum import Enum
from typing import Any

import attrs
import pytest
from tests.documents import example_participations
from tests.documents.example_engagement import engagement_year
from tests.exchange.edfi.records import SOURCE, of
from tests.exchange.xapi.test_audience import MARK, with_marked_notes
from tests.history.example_store import store_of
from tests.participation.corpus import corpus

from pdflow import Audience, Event
from pdflow.audience import audiences
from pdflow.exchange.edfi import EVENTS, GOALS, NOT_FOR_READER, SOURCE_SYSTEMS, EdFiRecord, EdFiRecords
from pdflow.exchange.edfi.files import as_line

OWN = attrs.evolve(SOURCE, absent="Unexcused Absence")
STREAMS: list[tuple[Event, ...]] = [
    *(tuple(events) for events in example_participations.streams().values()),
    *(history.events for history in corpus()[::5] if history.events),
]


def records(events: Iterable[Event], audience: Audience) -> list[EdFiRecord]:
    return [*EdFiRecords(store_of({"e": engagement_year(), "p": events}), OWN, audience=audience)]


@pytest.mark.parametrize("events", STREAMS)
def test_what_is_for_the_pair_changes_nothing_in_what_the_team_gets(events: tuple[Event, ...]) -> None:
    otherwise = [_with_other_content_for_the_pair(event) for event in events]
    assert records(otherwise, Audience.TEAM) == records(events, Audience.TEAM)


def _with_other_content_for_the_pair(event: Event) -> Event:
    readers = audiences(type(event)).items()
    return attrs.evolve(
        event, **{name: _other(getattr(event, name)) for name, reader in readers if reader is Audience.PAIR}
    )


def _other(value: Any) -> Any:
    """Another value of the same type."""
    match value:
        case Enum():
            return next(each for each in type(value) if each is not value)
        case str():
            return MARK
        case int():
            return value - 1 if value > 1 else value + 1
        case tuple():
            return ()
    return None


@pytest.mark.parametrize("events", STREAMS)
@pytest.mark.parametrize("audience", Audience)
def test_no_personal_text_is_in_any_record(events: tuple[Event, ...], audience: Audience) -> None:
    marked = records(map(with_marked_notes, events), audience)
    assert not any(MARK in as_line(record.body) for record in marked)
    assert marked == records(events, audience)


def test_only_the_pair_gets_goals_and_the_others_hear_how_many_there_are() -> None:
    streams = example_participations.streams()
    counts = {}
    for audience in Audience:
        export = EdFiRecords(store_of(streams), SOURCE, audience=audience)
        counts[audience] = len(of(GOALS, export)), export.passed_over["action step", NOT_FOR_READER]
    assert counts[Audience.ALL] == (0, 0)
    assert counts[Audience.TEAM] == counts[Audience.PAIR][::-1]
    assert counts[Audience.PAIR][0] > 0


@pytest.mark.parametrize("events", STREAMS[:4])
def test_everybody_on_the_engagement_gets_events_and_nothing_about_anybody(events: tuple[Event, ...]) -> None:
    found = records(events, Audience.ALL)
    assert {record.resource.name for record in found} == {SOURCE_SYSTEMS.name, EVENTS.name}
