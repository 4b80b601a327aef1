"""Who may read what: every event says it for each of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, get_args

from pdflow.errors import WrongType
from pdflow.kernel.fields import PERSONAL, types_of
from pdflow.kernel.messages import EVENTS, AnyEvent, Event


class Audience(StrEnum):
    """Readers, from many to few; who may read a narrower class may read the wider ones too."""

    ALL = "ALL"
    """Anybody on the engagement."""
    TEAM = "TEAM"
    """The participant, their supporters and their manager."""
    PAIR = "PAIR"
    """The participant and whoever was there as coach or observer, by record, not by role."""


PairNote = Annotated[str | None, Audience.PAIR, PERSONAL]
"""Personal free text that only the pair reads."""
TeamNote = Annotated[str | None, Audience.TEAM, PERSONAL]
"""Personal free text that the team reads."""

_WIDTH = {Audience.ALL: 0, Audience.TEAM: 1, Audience.PAIR: 2}


def audiences(event: type[AnyEvent]) -> Mapping[str, Audience]:
    """For each field of an event type, who may read it; a field without a mark is for the team."""
    return {
        field: next((mark for mark in marks if isinstance(mark, Audience)), Audience.TEAM)
        for field, marks in _marks(event.name).items()
    }


def personal(event: type[AnyEvent]) -> tuple[str, ...]:
    """The fields of an event type that hold personal notes."""
    return tuple(field for field, marks in _marks(event.name).items() if PERSONAL in marks)


@cache
def _marks(name: str) -> Mapping[str, tuple[Any, ...]]:
    return {field: get_args(hint) for field, hint in types_of(EVENTS[name].type).items()}


def view(event: AnyEvent, reader: Audience, *, notes: bool = True) -> dict[str, Any]:
    """What a reader of this audience sees of an event: its fields by name, without those meant for fewer.

    A successor of the pair reads growth areas, steps and levels, but not its notes: ``view(event, PAIR, notes=False)``.

    Raises:
        WrongType: ``event`` is no event, or ``reader`` no Audience; a role is none, for who reads goes by the record.
    """
    if not isinstance(event, Event):
        raise WrongType("event", event, "an event")
    if not isinstance(reader, Audience):
        raise WrongType("reader", reader, "an Audience such as Audience.TEAM")
    kept = () if notes else personal(type(event))
    return {
        name: getattr(event, name)
        for name, audience in audiences(type(event)).items()
        if _WIDTH[audience] <= _WIDTH[reader] and name not in kept
    }
