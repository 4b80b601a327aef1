"""Training sessions in the calendar of an engagement, and their delivery."""

from __future__ import annotations

from collections.abc import Iterator
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
    """The sessions in the calendar, planned or held, without those cancelled; by their start."""
    deliveries = events.latest_by(TrainingDelivered, lambda delivery: delivery.session)
    return tuple(_with_delivery(each, deliveries.get(each.session)) for each in booked_sessions(events))


def _with_delivery(booked: BookedSession, delivery: TrainingDelivered | None) -> TrainingSession:
    fields = attrs.asdict(booked, recurse=False)
    if delivery is None:
        return TrainingSession(**fields, held=None, attendance={})
    attendance = {each.person: each.minutes for each in delivery.there}
    return TrainingSession(**fields, held=delivery.held, attendance=attendance)


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
