"""Events that a former build stored with days at the ends of time, 0001-01-01 and 9999-12-31, hurt nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from typing import Annotated, Any, Final, get_args, get_origin

import attrs
import pytest
from tests.robustness.stored_streams import (
    CORPORA,
    altered,
    ask_everything,
    fields_that,
    stored_streams,
    stream_with,
)

from pdflow.kernel.fields import types_of
from pdflow.kernel.messages import EVENTS

FIRST: Final = datetime.min.replace(tzinfo=timezone(timedelta(hours=14)))
LAST: Final = datetime.max.replace(tzinfo=timezone(timedelta(hours=-12)))
ENDS: Final = {"first": FIRST, "last": LAST}


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
    return fields_that(is_dated, aggregate)


def everything(of: Callable[[str], Iterator[tuple[str, ...]]]) -> list[tuple[str, ...]]:
    return [(aggregate, *place, end) for aggregate in CORPORA for place in of(aggregate) for end in ENDS]


@pytest.mark.parametrize(("aggregate", "name", "field", "end"), everything(dated_fields))
def test_a_date_at_an_end_of_time_in_a_stored_event_breaks_nothing_that_reads(
    aggregate: str, name: str, field: str, end: str
) -> None:
    hint = types_of(EVENTS[name].type)[field]

    def moved(values: dict[str, Any]) -> dict[str, Any]:
        return values | {field: at_the_end(hint, values.get(field), ENDS[end])}

    ask_everything(aggregate, altered(stream_with(aggregate, name), name, moved))


@pytest.mark.parametrize(("aggregate", "end"), everything(lambda _: iter([()])))
def test_events_that_happened_at_an_end_of_time_break_nothing_that_reads(aggregate: str, end: str) -> None:
    rows = stored_streams(aggregate)[-1]
    for place in (*range(len(rows))[:: len(rows) // 5], -1):
        moved = [*rows]
        moved[place] = attrs.evolve(rows[place], occurred_at=ENDS[end])
        ask_everything(aggregate, moved)
    ask_everything(aggregate, [attrs.evolve(row, occurred_at=ENDS[end]) for row in rows])
