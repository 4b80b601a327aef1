"""Stored appointments: those of every stream of a store, one stream after the other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from pdflow import cadre, engagement, participation
from pdflow.exchange.icalendar.appointments.appointment import Appointment
from pdflow.exchange.icalendar.appointments.engagement import EngagementAppointments
from pdflow.exchange.icalendar.appointments.participation import participation_appointments
from pdflow.kernel.messages import Event
from pdflow.storage.codec import Codec
from pdflow.storage.event_store import ERASED, EventStore, RecordedEvent
from pdflow.storage.stored_streams import stored_streams

CODECS: Final[Mapping[str, Codec[Any]]] = {
    module.decider.name: Codec(module.decider) for module in (cadre, engagement, participation)
}


def stored_appointments(store: EventStore) -> Iterator[Appointment]:
    """Everything that takes anybody's time in a store, cancelled appointments too.

    First the sessions and the protected time of the engagements, then each participation's visits and sessions; a
    session has one UID wherever it is. Only the engagements' sessions and one stream are in memory at a time.

    Raises:
        DecodeError: An event cannot be read.
    """
    sessions: dict[str, dict[str, Appointment]] = {}
    for stream, events in event_streams(store, engagement.decider.name):
        made = EngagementAppointments(stream)
        for event in events:
            made.learn(event)
        sessions.setdefault(made.name, {}).update(made.sessions.items())
        yield from made.appointments()
    for stream, events in event_streams(store, participation.decider.name):
        yield from participation_appointments(stream, events, sessions)


def event_streams(
    store: EventStore, of: str, streams: Collection[str] | None = None
) -> Iterator[tuple[str, Iterable[Event[Any]]]]:
    """The name and the events of each stream of one aggregate.

    Args:
        of: The name of the aggregate, such as ``engagement``.
        streams: Those to read; all of the store without it.
    """
    found = stored_streams(store, of=of) if streams is None else _named(store, of, streams)
    for stream, rows in found:
        yield stream, map(CODECS[of].from_row, rows)


def _named(store: EventStore, of: str, streams: Collection[str]) -> Iterator[tuple[str, Sequence[RecordedEvent]]]:
    for stream in dict.fromkeys(streams):
        rows = [row for row in store.load(stream) if row.type != ERASED]
        if rows and rows[0].type.startswith(f"{of}."):
            yield stream, rows
