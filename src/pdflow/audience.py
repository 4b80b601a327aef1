"""Who may read what: every event says it for each of its fields, and of a field's parts where they differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum, StrEnum
from functools import cache, partial
from types import UnionType
from typing import Annotated, Any, Protocol, Union, get_args, get_origin

import attrs

from pdflow.errors import WrongType
from pdflow.kernel.fields import PERSONAL, Name, per_class, types_of
from pdflow.kernel.frozen import frozen
from pdflow.kernel.messages import EVENTS, AnyEvent, Event


class Audience(StrEnum):
    """Readers, from many to few; who may read a narrower class may read the wider ones too."""

    ALL = "ALL"
    """Anybody on the engagement."""
    TEAM = "TEAM"
    """The participant, their supporters and their manager."""
    PAIR = "PAIR"
    """The participant and whoever was there as coach or observer, by record, not by role."""

    def may_read(self, kept_for: Audience) -> bool:
        """Whether this audience may read what is kept for another."""
        return _WIDTH[kept_for] <= _WIDTH[self]


PairNote = Annotated[str | None, Audience.PAIR, PERSONAL]
"""Personal free text that only the pair reads."""
TeamNote = Annotated[str | None, Audience.TEAM, PERSONAL]
"""Personal free text that the team reads."""

_WIDTH = {Audience.ALL: 0, Audience.TEAM: 1, Audience.PAIR: 2}


class OfOnePerson(Protocol):
    """A state about one person: a participation, or a member of a cadre."""

    person: Name


def audiences(event: type[AnyEvent]) -> Mapping[str, Audience]:
    """For each field of an event type, who may read it; a field without a mark is for the team."""
    return _audiences(event.name)


def personal(event: type[AnyEvent]) -> tuple[str, ...]:
    """The fields of an event type that hold personal notes; parts of other fields may hold some too."""
    return tuple(field for field, marks in _marks(event.name).items() if PERSONAL in marks)


@cache
def _audiences(name: str) -> Mapping[str, Audience]:
    return {
        field: next((mark for mark in marks if isinstance(mark, Audience)), Audience.TEAM)
        for field, marks in _marks(name).items()
    }


@cache
def _marks(name: str) -> Mapping[str, tuple[Any, ...]]:
    return {field: get_args(hint) for field, hint in types_of(EVENTS[name].type).items()}


def pair_of(event: AnyEvent, state: OfOnePerson) -> frozenset[Name]:
    """The pair of an event's record: whom its stream is about, and whoever was there as coach or observer.

    It goes by the record, so that a successor of the coach is in the pair of what they do, and of nothing earlier.

    Args:
        event: An event of a participation, or of a member of a cadre.
        state: The state of its stream, at any time.
    """
    observed_with: tuple[Name, ...] = getattr(event, "observed_with", ())
    return frozenset({state.person, event.by.person, *observed_with})


def view(event: AnyEvent, reader: Audience, *, notes: bool = True) -> dict[str, Any]:
    """What a reader of this audience sees of an event: its fields by name as JSON values, without those for fewer.

    A successor of the pair reads growth areas, steps and levels, but not its notes: ``view(event, PAIR, notes=False)``.

    Raises:
        WrongType: ``event`` is no event, or ``reader`` no Audience; a role is none, for who reads goes by the record.
    """
    if not isinstance(event, Event):
        raise WrongType("event", event, "an event")
    return visible(type(event), _as_json(event), reader, notes=notes)


def visible(
    event: type[AnyEvent], values: Mapping[str, Any], reader: Audience, *, notes: bool = True
) -> dict[str, Any]:
    """What a reader sees of an event's JSON values, which may lack some of its fields.

    Raises:
        WrongType: ``reader`` is no Audience.
    """
    if not isinstance(reader, Audience):
        raise WrongType("reader", reader, "an Audience such as Audience.TEAM")
    return _visible_fields(_shown_fields(event)(Audience.TEAM, reader, notes), values)


@frozen(eq=False)
class VisibleFields:
    """The fields of a class that a reader sees, each with what they see of its parts where these have marks."""

    fields: Mapping[str, VisibleFields | None]


@per_class
def _shown_fields(kind: type) -> Callable[[Audience, Audience, bool], VisibleFields]:
    """Gives what is shown of a class, by the audience of a field without a mark, the reader, and whether with notes."""
    return cache(partial(_find_shown_fields, kind))


def _find_shown_fields(kind: type, unmarked: Audience, reader: Audience, notes: bool) -> VisibleFields:
    shown = dict[str, VisibleFields | None]()
    for name, hint in types_of(kind).items():
        marks = (*getattr(hint, "__metadata__", ()), unmarked)
        kept_for = next(mark for mark in marks if isinstance(mark, Audience))
        if reader.may_read(kept_for) and (notes or PERSONAL not in marks):
            within = _kind_with_marks(hint)
            shown[name] = None if within is None else _shown_fields(within)(Audience.ALL, reader, notes)
    return VisibleFields(shown)


def _visible_fields(shown: VisibleFields, values: Mapping[str, Any]) -> dict[str, Any]:
    fields = shown.fields
    return {name: _visible_parts(fields[name], value) for name, value in values.items() if name in fields}


def _visible_parts(shown: VisibleFields | None, value: Any) -> Any:
    """A field's JSON value without the parts that have a mark of their own and are for fewer."""
    if shown is None or value is None:
        return value
    if isinstance(value, list):
        return [_visible_parts(shown, each) for each in value]
    return _visible_fields(shown, value)


def _kind_with_marks(hint: Any) -> type | None:
    """The class, in a type or in the items of its tuple, of which some field has a mark."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Annotated, Union, UnionType, tuple):
        return next(filter(None, map(_kind_with_marks, inner[:1] if origin is Annotated else inner)), None)
    return hint if isinstance(hint, type) and attrs.has(hint) and _has_marks(hint) else None


@per_class
def _has_marks(kind: type) -> bool:
    hints = types_of(kind).values()
    marks = [mark for hint in hints for mark in getattr(hint, "__metadata__", ())]
    return any(isinstance(mark, Audience) or mark is PERSONAL for mark in marks) or any(map(_kind_with_marks, hints))


def _as_json(value: Any) -> Any:
    """A value as JSON has it: objects for classes, lists for tuples and sets, pairs for dictionaries."""
    match value:
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case tuple() | list():
            return [*map(_as_json, value)]
        case set() | frozenset():
            return sorted(map(_as_json, value))
        case Mapping():
            return [[_as_json(name), _as_json(each)] for name, each in value.items()]
    if attrs.has(type(value)):
        return {field.name: _as_json(getattr(value, field.name)) for field in attrs.fields(type(value))}
    return value
