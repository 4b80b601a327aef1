"""Events that a former build stored with absurd counts, minutes and ratings hurt nobody."""

from __future__ import annotations

from typing import Annotated, Any, Final, get_args, get_origin

import attrs
import pytest
from tests.robustness.stored_streams import CORPORA, altered, ask_everything, fields_that, stream_with

from pdflow.kernel.fields import Between, types_of
from pdflow.kernel.messages import EVENTS
from pdflow.policy import Policy

ABSURD: Final = {"negative": -60, "huge": 10**10}


def is_counted(hint: Any) -> bool:
    """Whether a value of this type is a whole number, or holds one; a policy counts its own."""
    if isinstance(hint, type) and attrs.has(hint) and hint is not Policy:
        return any(map(is_counted, types_of(hint).values()))
    return hint is int or any(map(is_counted, get_args(hint)))


def with_counts(hint: Any, value: Any, count: int) -> Any:
    """A stored value of this type with every whole number in it, also one left out, at this one."""
    if hint is int:
        return count
    if get_origin(hint) is Annotated or type(None) in get_args(hint):
        return with_counts(get_args(hint)[0], value, count) if value is not None or is_number(hint) else None
    if get_origin(hint) is tuple:
        return [with_counts(get_args(hint)[0], item, count) for item in value]
    if isinstance(hint, type) and attrs.has(hint):
        own = types_of(hint)
        return {name: with_counts(own[name], part, count) for name, part in value.items()}
    return value


def is_number(hint: Any) -> bool:
    """Whether a type is a whole number, with or without marks or None."""
    return hint is int or (get_origin(hint) is not tuple and bool(get_args(hint)) and is_number(get_args(hint)[0]))


def unbounded(hint: Any) -> bool:
    """Whether a type holds a whole number that no mark keeps between a least and a most."""
    if any(isinstance(mark, Between) for mark in getattr(hint, "__metadata__", ())) or hint is Policy:
        return False
    if isinstance(hint, type) and attrs.has(hint):
        return any(map(unbounded, types_of(hint).values()))
    return hint is int or any(map(unbounded, get_args(hint)))


EVENTS_THAT_COUNT: Final = [
    (aggregate, name)
    for aggregate in CORPORA
    for name in dict.fromkeys(event for event, _ in fields_that(is_counted, aggregate))
]


def test_every_whole_number_of_an_event_has_a_least_and_a_most() -> None:
    assert [place for aggregate in CORPORA for place in fields_that(unbounded, aggregate)] == []


@pytest.mark.parametrize("count", ABSURD.values(), ids=ABSURD)
@pytest.mark.parametrize(("aggregate", "name"), EVENTS_THAT_COUNT)
def test_absurd_counts_in_a_stored_event_break_nothing_that_reads(aggregate: str, name: str, count: int) -> None:
    counted = [field for event, field in fields_that(is_counted, aggregate) if event == name]
    hints = types_of(EVENTS[name].type)

    def with_absurd_counts(values: dict[str, Any]) -> dict[str, Any]:
        return values | {field: with_counts(hints[field], values.get(field), count) for field in counted}

    ask_everything(aggregate, altered(stream_with(aggregate, name), name, with_absurd_counts))
