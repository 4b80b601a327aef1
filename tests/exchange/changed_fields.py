"""Events of which everything is changed that a reader may not read: texts, numbers and levels, at any depth."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from itertools import count
from typing import Any, get_args

import attrs

from pdflow import Audience, Event, Level
from pdflow.kernel.fields import PERSONAL, NameLimit, NameOrBlankLimit, types_of

AN_ID = (NameLimit, NameOrBlankLimit)
_numbers = count()


def changed(event: Event, reader: Audience) -> Event:
    """The event with other texts, numbers and levels where the reader may not look, and in all personal notes.

    Its header, the ids in it, its days and times, and what its codes say are as before; so is a value of which the
    event allows no other.
    """
    return _with_changes(event, reader, Audience.TEAM, hidden=False)


def _with_changes(value: Any, reader: Audience, unmarked: Audience, *, hidden: bool) -> Any:
    for name, hint in types_of(type(value)).items():
        if name == "header":
            continue
        marks = getattr(hint, "__metadata__", ())
        kept_for = next((mark for mark in marks if isinstance(mark, Audience)), unmarked)
        here = hidden or not reader.may_read(kept_for) or PERSONAL in marks
        for other in _others(getattr(value, name), hint, reader, here):
            try:
                value = attrs.evolve(value, **{name: other})
                break
            except ValueError:
                continue
    return value


def _others(value: Any, hint: Any, reader: Audience, hidden: bool) -> Iterator[Any]:
    """Other values in the place of one, to be tried in turn; none where it has to be as it is."""
    match value:
        case tuple():
            inner = get_args(_bare(hint))
            hints = [inner[0]] * len(value) if len(inner) == 2 and inner[1] is ... else list(inner)
            parts = [next(_others(each, kind, reader, hidden), each) for each, kind in zip(value, hints, strict=False)]
            yield tuple(parts)
        case Level():
            yield from [level for level in Level if level is not value] if hidden else []
        case None | bool() | Enum() | date():
            return
        case int() | float():
            yield from (value + 61, value + 1, value - 1) if hidden else ()
        case str():
            is_id = any(isinstance(mark, AN_ID) for mark in _marks(hint))
            yield from [f"marked {next(_numbers)}"] if hidden and value and not is_id else []
        case _ if attrs.has(type(value)):
            yield _with_changes(value, reader, Audience.ALL, hidden=hidden)


def _bare(hint: Any) -> Any:
    """A type without its marks, and without None."""
    if hasattr(hint, "__metadata__"):
        return _bare(get_args(hint)[0])
    parts = [each for each in get_args(hint) if each is not type(None)]
    return _bare(parts[0]) if type(None) in get_args(hint) else hint


def _marks(hint: Any) -> Iterator[Any]:
    yield from getattr(hint, "__metadata__", ())
    for each in get_args(hint):
        yield from _marks(each)
