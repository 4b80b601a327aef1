"""What a stream still tells: its events without those whose record was taken back."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from pdflow import cadre, engagement, participation
from pdflow.kernel.fields import fields
from pdflow.kernel.messages import Event

E = TypeVar("E", bound=Event[Any])
K = TypeVar("K", bound=Hashable)

VOIDING = (participation.RecordVoided, engagement.RecordVoided, cadre.RecordVoided)


class Told:
    """The events of one stream that still stand, in the order of their recording, by type."""

    def __init__(self, events: Iterable[Event[Any]]) -> None:
        kept = tuple(events)
        self.events = _standing(kept) if any(isinstance(event, VOIDING) for event in kept) else kept

    def each(self, *kinds: type[E]) -> list[E]:
        """The events of these types."""
        return [event for event in self.events if isinstance(event, kinds)]

    def last(self, kind: type[E]) -> E | None:
        """The latest recorded of a type."""
        return next((event for event in reversed(self.events) if isinstance(event, kind)), None)

    def latest(self, kind: type[E], about: Callable[[E], K]) -> dict[K, E]:
        """For each thing they are about the event recorded last: the later counts."""
        return {about(event): event for event in self.each(kind)}


def name_of(event: Event[Any]) -> str:
    """The name of the record an event made; of one that only did something, the id of its command."""
    field = _keys().get(type(event))
    named: str = event.header.id if field is None else getattr(event, field)
    return named


def _standing(events: Sequence[Event[Any]]) -> tuple[Event[Any], ...]:
    """Events without what was taken back: the last that went by the name, which a cycle may have used before."""
    gone: set[int] = set()
    made: dict[str, tuple[str, list[int]]] = {}
    for place, event in enumerate(events):
        if isinstance(event, VOIDING):
            gone.update(made.pop(event.record, ("", []))[1])
        else:
            name, by = name_of(event), event.header.id
            places = made[name][1] if name in made and made[name][0] == by else []
            made[name] = by, [*places, place]
    return tuple(event for place, event in enumerate(events) if place not in gone)


@cache
def _keys() -> Mapping[type[Event[Any]], str]:
    """For each type of event that makes a record, the field that names it: the key of a command that leads to it."""
    return {
        made: key
        for decider in (participation.decider, engagement.decider, cadre.decider)
        for command, rows in decider.table.rows.items()
        for key in [field.name for field in fields(command) if "key" in field.metadata]
        for row in rows.values()
        for made in row.move.events
        if fields(made)[1:] and fields(made)[1].name == key
    }
