"""Training sessions in the calendar of an engagement, and their delivery."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

import attrs

from pdflow.engagement import (
    Engagement,
    TrainingCancelled,
    TrainingDelivered,
    TrainingDesigned,
    TrainingKind,
    TrainingRescheduled,
    TrainingScheduled,
)
from pdflow.history.effective_events import EffectiveEvents
from pdflow.kernel.fields import RecordId
from pdflow.people import PersonId


@attrs.frozen
class BookedSession:
    """One session of a training as it is in the calendar."""

    session: RecordId
    training: RecordId
    subject: str
    kind: TrainingKind
    start: datetime
    minutes: int
    """The minutes planned."""
    site: str
    trainers: tuple[PersonId, ...]
    number: int
    """From 1, among the sessions of its training."""
    of: int
    """How many sessions its training has."""

    @property
    def name(self) -> str:
        """Its subject, numbered where its training has several sessions."""
        return self.subject if self.of == 1 else f"{self.subject} ({self.number}/{self.of})"


@attrs.frozen
class TrainingSession(BookedSession):
    """One session of a training, planned or held."""

    held: int | None
    """The minutes held; None until it is delivered."""
    attendance: dict[PersonId, int]
    """The minutes that each person attended."""


def booked_sessions(events: EffectiveEvents[Engagement]) -> tuple[BookedSession, ...]:
    """The sessions in the calendar, without those cancelled; by their start."""
    designs = {design.training: design for design in events.of_type(TrainingDesigned)}
    found: dict[RecordId, BookedSession] = {}
    for booking in events.all:
        if isinstance(booking, TrainingCancelled):
            for name in booking.sessions:
                found.pop(name, None)
        elif isinstance(booking, TrainingScheduled | TrainingRescheduled):
            for session in _of_booking(booking, designs[booking.training]):
                found[session.session] = session
    return tuple(sorted(found.values(), key=lambda session: session.start))


def training_sessions(events: EffectiveEvents[Engagement]) -> tuple[TrainingSession, ...]:
    """The sessions in the calendar, planned or held, without those cancelled; by their start.

    A session delivered in parts was held, and attended, for the minutes of all of them.
    """
    parts = _parts_delivered(events.of_type(TrainingDelivered))
    return tuple(_with_delivery(each, parts.get(each.session, {})) for each in booked_sessions(events))


def _parts_delivered(deliveries: Iterable[TrainingDelivered]) -> dict[RecordId, dict[int, TrainingDelivered]]:
    """For each session its parts by their number, each as it was last recorded."""
    number: dict[RecordId, int] = {}
    parts: dict[RecordId, dict[int, TrainingDelivered]] = {}
    for delivery in deliveries:
        number[delivery.delivery] = number.get(delivery.continues or "", -1) + 1
        parts.setdefault(delivery.session, {})[number[delivery.delivery]] = delivery
    return parts


def _with_delivery(booked: BookedSession, parts: Mapping[int, TrainingDelivered]) -> TrainingSession:
    attendance = Counter[PersonId]()
    for part in parts.values():
        for each in part.there:
            attendance[each.person] += each.minutes
    held = sum(part.held for part in parts.values()) if parts else None
    return TrainingSession(**attrs.asdict(booked, recurse=False), held=held, attendance=dict(attendance))


def _of_booking(booking: TrainingScheduled | TrainingRescheduled, design: TrainingDesigned) -> Iterator[BookedSession]:
    for booked in booking.sessions:
        yield BookedSession(
            session=booked.session,
            training=booking.training,
            subject=design.subject,
            kind=design.kind,
            start=booked.start,
            minutes=booked.minutes,
            site=booking.site,
            trainers=tuple(trainer.person for trainer in booked.trainers),
            number=design.sessions.index(booked.session) + 1,
            of=len(design.sessions),
        )
