"""Training sessions in the calendar of an engagement, and their delivery."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
class TrainingSession:
    """One session of a training, planned or held."""

    session: RecordId
    training: RecordId
    subject: str
    kind: TrainingKind
    start: datetime
    minutes: int
    """The minutes planned."""
    site: str
    trainers: tuple[PersonId, ...]
    held: int | None
    """The minutes held; None until it is delivered."""
    attendance: dict[PersonId, int]
    """The minutes that each person attended."""
    number: int
    """From 1, among the sessions of its training."""
    of: int
    """How many sessions its training has."""

    @property
    def name(self) -> str:
        """Its subject, numbered where its training has several sessions."""
        return self.subject if self.of == 1 else f"{self.subject} ({self.number}/{self.of})"


def training_sessions(events: EffectiveEvents[Engagement]) -> tuple[TrainingSession, ...]:
    """The sessions in the calendar, planned or held, without those cancelled; by their start."""
    designs = {design.training: design for design in events.of_type(TrainingDesigned)}
    deliveries = events.latest_by(TrainingDelivered, lambda delivery: delivery.session)
    found: dict[RecordId, TrainingSession] = {}
    for booking in events.all:
        if isinstance(booking, TrainingCancelled):
            for name in booking.sessions:
                found.pop(name, None)
        elif isinstance(booking, TrainingScheduled | TrainingRescheduled):
            for session in _booked_sessions(booking, designs[booking.training], deliveries):
                found[session.session] = session
    return tuple(sorted(found.values(), key=lambda session: session.start))


def _booked_sessions(
    booking: TrainingScheduled | TrainingRescheduled,
    design: TrainingDesigned,
    deliveries: Mapping[RecordId, TrainingDelivered],
) -> Iterator[TrainingSession]:
    for booked in booking.sessions:
        delivery = deliveries.get(booked.session)
        yield TrainingSession(
            session=booked.session,
            training=booking.training,
            subject=design.subject,
            kind=design.kind,
            start=booked.start,
            minutes=booked.minutes,
            site=booking.site,
            trainers=tuple(trainer.person for trainer in booked.trainers),
            held=None if delivery is None else delivery.held,
            attendance={} if delivery is None else {each.person: each.minutes for each in delivery.there},
            number=design.sessions.index(booked.session) + 1,
            of=len(design.sessions),
        )
