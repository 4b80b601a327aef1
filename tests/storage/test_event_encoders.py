"""What the generated encoders write is to the byte what ``json.dumps`` makes, and is read again as it is."""

import inspect
from datetime import datetime, timedelta, timezone
from typing import Any

import attrs
import pytest
from hypothesis import given, settings, strategies as st
from tests.benchmarks.story import commands, history, whole
from tests.storage.any_values import objects
from tests.storage.test_class_readers import EVENT_TYPES
from tests.storage.test_codec import BY_KIM

from pdflow import cadre, engagement, participation
from pdflow.kernel.messages import Event
from pdflow.participation import ActionStepExtended, CoachingClosed, SessionPlanned
from pdflow.storage.codec import Codec
from pdflow.storage.event_encoders import _encoder, plain_texts
from pdflow.storage.json_text import dumps

CODECS = {of.decider.name: Codec(of.decider) for of in (participation, engagement, cadre)}


class Slowly:
    """A host's own JSON library, which writes what the usual one does."""

    def dumps(self, value: Any, /) -> str:
        return dumps(value)

    def loads(self, data: str, _: Any, /) -> Any:
        raise NotImplementedError


SLOWLY = {of.decider.name: Codec(of.decider, Slowly()) for of in (participation, engagement, cadre)}
for codec in SLOWLY.values():
    codec._loads = CODECS["participation"]._loads


def is_written_alike(event: Event[Any]) -> bool:
    [(row, read)], [(slow_row, slowly_read)] = (
        codecs[event.name.partition(".")[0]].written([event], {"a": 1}, "f") for codecs in (CODECS, SLOWLY)
    )
    return (row, whole_text(read)) == (slow_row, whole_text(slowly_read))


def whole_text(event: Event[Any]) -> str:
    """All that an event says, with the types of its values: 1 is not 1.0 here, nor a role's name the role."""
    return repr([event.header, *event._values()])


@pytest.mark.parametrize("chosen", range(8))
@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_any_event_is_written_as_the_slow_way_writes_it(chosen: int, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(EVENT_TYPES[chosen::8]))
    assert is_written_alike(data.draw(objects(kind)))


def test_most_events_of_a_story_are_plain() -> None:
    events = history(commands(whole()))
    assert all(map(is_written_alike, events))
    assert sum(plain_texts(event) is not None for event in events) > 0.9 * len(events)


CLOSED = CoachingClosed(BY_KIM, session="s", minutes=30, return_visit=None, note=None)
START = datetime.fromisoformat("2026-09-14T08:30-05:00")
PLANNED = SessionPlanned(
    BY_KIM, plan="p", session="s", start=START, minutes=60, makes_up=None, cycle=1, supersedes=None
)
NAMED_ZONE = timezone(timedelta(hours=-5), "Chicago")


@pytest.mark.parametrize(
    "event",
    [
        attrs.evolve(CLOSED, session="half of a pair \ud83d\ude00"),
        attrs.evolve(CLOSED, session="whole 😀"),
        attrs.evolve(CLOSED, minutes=100_000),
        attrs.evolve(PLANNED, start=PLANNED.start.replace(tzinfo=NAMED_ZONE)),
        attrs.evolve(PLANNED, start=PLANNED.start.replace(year=1492)),
        attrs.evolve(PLANNED, start=PLANNED.start.replace(fold=1)),
    ],
)
def test_what_is_read_as_something_else_is_read_back(event: Event[Any]) -> None:
    assert plain_texts(event) is None
    assert is_written_alike(event)


def test_a_traceback_shows_the_generated_source() -> None:
    assert '{{"step": {_field_step}' in inspect.getsource(_encoder(ActionStepExtended))
