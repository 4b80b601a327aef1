"""Events that a former build stored with days at the ends of time, 0001-01-01 and 9999-12-31, hurt nobody."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from random import Random
from typing import Annotated, Any, Final, get_args, get_origin

import attrs
import pytest
from tests.cadre import corpus as members
from tests.engagement import corpus as engagements
from tests.participation import corpus as participations
from tests.robustness import readers

from pdflow import Actor, Header, Role
from pdflow.kernel.fields import types_of
from pdflow.kernel.messages import EVENTS
from pdflow.storage.event_store import NewEvent

CORPORA: Final[dict[str, Any]] = {"participation": participations, "engagement": engagements, "cadre": members}
FIRST: Final = datetime.min.replace(tzinfo=timezone(timedelta(hours=14)))
LAST: Final = datetime.max.replace(tzinfo=timezone(timedelta(hours=-12)))
ENDS: Final = {"first": FIRST, "last": LAST}
AT: Final = datetime(2026, 10, 1, tzinfo=UTC)


def is_dated(hint: Any) -> bool:
    """Whether a value of this type is a date, or holds one."""
    if isinstance(hint, type) and attrs.has(hint):
        return any(map(is_dated, types_of(hint).values()))
    return hint in (date, datetime) or any(map(is_dated, get_args(hint)))


def at_the_end(hint: Any, value: Any, end: datetime) -> Any:
    """A stored value of this type with every date in it, also one left out, at an end of time."""
    if hint in (date, datetime):
        return (end if hint is datetime else end.date()).isoformat()
    if get_origin(hint) is Annotated or type(None) in get_args(hint):
        inner = get_args(hint)[0]
        return at_the_end(inner, value, end) if value is not None or inner in (date, datetime) else None
    if get_origin(hint) is tuple:
        return [at_the_end(get_args(hint)[0], item, end) for item in value]
    if isinstance(hint, type) and attrs.has(hint):
        own = types_of(hint)
        return {name: at_the_end(own[name], part, end) for name, part in value.items()}
    return value


def dated_fields(aggregate: str) -> Iterator[tuple[str, str]]:
    """The fields of an aggregate's events that hold dates, each with the stored name of its event."""
    for name, known in EVENTS.items():
        if name.startswith(f"{aggregate}."):
            hints = {field: hint for field, hint in types_of(known.type).items() if field != "header"}
            yield from ((name, field) for field, hint in hints.items() if is_dated(hint))


@cache
def stored_streams(aggregate: str) -> list[list[NewEvent]]:
    """The shorter streams of a corpus, as rows."""
    corpus = CORPORA[aggregate]
    streams = [history.events for history in corpus.corpus() if 10 <= len(history.events) <= 100]
    return [readers.CODECS[aggregate].to_rows(events) for events in sorted(streams, key=len)]


def stream_with(aggregate: str, name: str) -> list[NewEvent]:
    """The shortest of those that has an event of this name; the longest where none has."""
    streams = stored_streams(aggregate)
    return next((rows for rows in streams if any(row.type == name for row in rows)), streams[-1])


def ask_everything(aggregate: str, rows: list[NewEvent]) -> None:
    """Decode a stream as it was stored, fold it, and have everything read it."""
    codec, decider = readers.CODECS[aggregate], readers.DECIDERS[aggregate]
    events = tuple(map(codec.from_row, rows))
    state = decider.fold(events)
    header = Header("00000000-0000-4000-8000-00000000ffff", Actor("cora", Role.COORDINATOR), AT)
    readers.stored_and_read_again(aggregate, state, events)
    readers.lists_and_options(aggregate, state, events, header)
    readers.routes(aggregate, state, header, Random(1))
    readers.pages(aggregate, state, events)
    readers.the_relay(aggregate, events)


def everything(of: Callable[[str], Iterator[tuple[str, ...]]]) -> list[tuple[str, ...]]:
    return [(aggregate, *place, end) for aggregate in CORPORA for place in of(aggregate) for end in ENDS]


@pytest.mark.parametrize(("aggregate", "name", "field", "end"), everything(dated_fields))
def test_a_date_at_an_end_of_time_in_a_stored_event_breaks_nothing_that_reads(
    aggregate: str, name: str, field: str, end: str
) -> None:
    def moved(row: NewEvent) -> NewEvent:
        values = json.loads(row.data)
        if row.type != name:
            return row
        values[field] = at_the_end(types_of(EVENTS[name].type)[field], values.get(field), ENDS[end])
        return attrs.evolve(row, data=json.dumps(values))

    ask_everything(aggregate, [moved(row) for row in stream_with(aggregate, name)])


@pytest.mark.parametrize(("aggregate", "end"), everything(lambda _: iter([()])))
def test_events_that_happened_at_an_end_of_time_break_nothing_that_reads(aggregate: str, end: str) -> None:
    rows = stored_streams(aggregate)[-1]
    for place in (*range(len(rows))[:: len(rows) // 5], -1):
        moved = [*rows]
        moved[place] = attrs.evolve(rows[place], occurred_at=ENDS[end])
        ask_everything(aggregate, moved)
    ask_everything(aggregate, [attrs.evolve(row, occurred_at=ENDS[end]) for row in rows])
