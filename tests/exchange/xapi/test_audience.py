"""No statement holds what its reader may not read, nor any personal text."""

import json
from collections.abc import Iterable
from typing import Any

import attrs
import pytest
from tests.documents import example_participations
from tests.documents.example_engagement import engagement_year
from tests.exchange.xapi.statements import SOURCE
from tests.participation.corpus import corpus

from pdflow import Audience, Event
from pdflow.audience import audiences, personal
from pdflow.exchange.xapi import stream_statements
from pdflow.storage.json_values import JsonObject

STREAMS: list[tuple[Event, ...]] = [
    engagement_year(),
    *example_participations.streams().values(),
    *(history.events for history in corpus()[::7]),
]
MARK = "what only its writer should ever see"


def of_stream(events: Iterable[Event], audience: Audience) -> list[JsonObject]:
    return stream_statements("a stream", events, SOURCE, audience=audience)[0]


def without_fields_for(audience: Audience, event: Event) -> Event:
    """The event with everything emptied that only this audience reads."""
    kept_for = [name for name, reader in audiences(type(event)).items() if reader is audience]
    return attrs.evolve(event, **{name: _emptied(getattr(event, name)) for name in kept_for})


def _emptied(value: Any) -> Any:
    return () if isinstance(value, tuple) else None


def with_marked_notes(event: Event) -> Event:
    return attrs.evolve(event, **dict.fromkeys(personal(type(event)), MARK))


@pytest.mark.parametrize("events", STREAMS)
def test_what_is_for_the_pair_changes_nothing_in_what_the_team_gets(events: tuple[Event, ...]) -> None:
    emptied = [without_fields_for(Audience.PAIR, event) for event in events]
    assert of_stream(emptied, Audience.TEAM) == of_stream(events, Audience.TEAM)


@pytest.mark.parametrize("events", STREAMS)
@pytest.mark.parametrize("audience", [Audience.TEAM, Audience.PAIR])
def test_no_personal_text_is_in_any_statement(events: tuple[Event, ...], audience: Audience) -> None:
    marked = of_stream(map(with_marked_notes, events), audience)
    assert MARK not in json.dumps(marked)
    assert marked == of_stream(events, audience)


def test_what_is_for_the_pair_is_in_what_the_pair_gets() -> None:
    differ = [events for events in STREAMS if of_stream(events, Audience.PAIR) != of_stream(events, Audience.TEAM)]
    assert len(differ) > 10


@pytest.mark.parametrize("events", STREAMS)
def test_everybody_on_the_engagement_gets_nothing(events: tuple[Event, ...]) -> None:
    assert of_stream(events, Audience.ALL) == []
