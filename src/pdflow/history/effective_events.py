"""The effective events of a stream: all but those whose record was voided."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Generic, TypeVar

from pdflow import cadre, engagement, participation
from pdflow.kernel.fields import fields
from pdflow.kernel.messages import Event, require_events

S = TypeVar("S")
E = TypeVar("E", bound=Event[Any])
K = TypeVar("K", bound=Hashable)

RECORD_VOIDED = (participation.RecordVoided, engagement.RecordVoided, cadre.RecordVoided)


class EffectiveEvents(Generic[S]):
    """The events of one stream without those voided, in the order in which they were recorded."""

    def __init__(self, events: Iterable[Event[S]]) -> None:
        require_events(events)
        recorded = tuple(events)
        any_voided = any(isinstance(event, RECORD_VOIDED) for event in recorded)
        self.all = _without_voided(recorded) if any_voided else recorded

    def of_type(self, *types: type[E]) -> list[E]:
        """The events of these types."""
        return [event for event in self.all if isinstance(event, types)]

    def last(self, of_type: type[E]) -> E | None:
        """The event of a type that was recorded last."""
        return next((event for event in reversed(self.all) if isinstance(event, of_type)), None)

    def latest_by(self, of_type: type[E], key: Callable[[E], K]) -> dict[K, E]:
        """For each key the event of a type that was recorded last, which replaces those before."""
        return {key(event): event for event in self.of_type(of_type)}


def record_key(event: Event[Any]) -> str:
    """The key of the record that an event made; for an event that made none, the id of its command."""
    field = _key_fields().get(type(event))
    key: str = event.header.id if field is None else getattr(event, field)
    return key


def _without_voided(events: Sequence[Event[S]]) -> tuple[Event[S], ...]:
    """Drop what was voided: the last record of its key, which a cycle may have used before."""
    voided: set[int] = set()
    made: dict[str, tuple[str, list[int]]] = {}
    for index, event in enumerate(events):
        if isinstance(event, RECORD_VOIDED):
            voided.update(made.pop(event.record, ("", []))[1])
        else:
            key, command = record_key(event), event.header.id
            indexes = made[key][1] if key in made and made[key][0] == command else []
            made[key] = command, [*indexes, index]
    return tuple(event for index, event in enumerate(events) if index not in voided)


@cache
def _key_fields() -> Mapping[type[Event[Any]], str]:
    """For each type of event that makes a record, the field of its key: that of the command which leads to it."""
    return {
        made: key
        for decider in (participation.decider, engagement.decider, cadre.decider)
        for command, rows in decider.table.rows.items()
        for key in [field.name for field in fields(command) if "key" in field.metadata]
        for row in rows.values()
        for made in row.move.events
        if fields(made)[1:] and fields(made)[1].name == key
    }
