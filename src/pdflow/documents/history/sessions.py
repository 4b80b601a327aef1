"""Sessions of training as documents tell them: where they stand in the calendar, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import attrs

from pdflow.documents.history.effective_events import Told
from pdflow.documents.page.blocks import Fact, Named
from pdflow.engagement import (
    EngagementRequested,
    TrainingCancelled,
    TrainingDelivered,
    TrainingDesigned,
    TrainingRescheduled,
    TrainingScheduled,
)
from pdflow.engagement.state.vocabulary import TrainingKind
from pdflow.kernel.fields import RecordId
from pdflow.people import PersonId


@attrs.frozen
class Sitting:
    """One session: of which training, when, for how many minutes, where, with whom; ``held`` once it was."""

    session: RecordId
    training: RecordId
    subject: str
    kind: TrainingKind
    start: datetime
    minutes: int
    site: str
    trainers: tuple[PersonId, ...]
    held: int | None
    there: dict[PersonId, int]
    place: tuple[int, int]
    """Which session of its training it is, and of how many."""

    @property
    def name(self) -> str:
        """Its subject, numbered where there are several sessions."""
        number, of = self.place
        return self.subject if of == 1 else f"{self.subject} ({number}/{of})"


def sittings(told: Told) -> tuple[Sitting, ...]:
    """The sessions in the calendar, held or to come, without those called off; by their start."""
    designs = {design.training: design for design in told.each(TrainingDesigned)}
    deliveries = told.latest(TrainingDelivered, lambda delivery: delivery.session)
    found: dict[RecordId, Sitting] = {}
    for booking in told.each(TrainingScheduled, TrainingRescheduled, TrainingCancelled):
        if isinstance(booking, TrainingCancelled):
            for name in booking.sessions:
                found.pop(name, None)
        elif isinstance(booking, TrainingScheduled | TrainingRescheduled):
            found.update(_booked(booking, designs[booking.training], deliveries))
    return tuple(sorted(found.values(), key=lambda sitting: sitting.start))


def _booked(
    booking: TrainingScheduled | TrainingRescheduled,
    design: TrainingDesigned,
    deliveries: dict[RecordId, TrainingDelivered],
) -> Iterable[tuple[RecordId, Sitting]]:
    for booked in booking.sessions:
        delivery = deliveries.get(booked.session)
        yield (
            booked.session,
            Sitting(
                session=booked.session,
                training=booking.training,
                subject=design.subject,
                kind=design.kind,
                start=booked.start,
                minutes=booked.minutes,
                site=booking.site,
                trainers=tuple(trainer.person for trainer in booked.trainers),
                held=None if delivery is None else delivery.held,
                place=(design.sessions.index(booked.session) + 1, len(design.sessions)),
                there={} if delivery is None else {here.person: here.minutes for here in delivery.there},
            ),
        )


def people(persons: Iterable[PersonId]) -> tuple[Named, ...]:
    """People, to be shown by their names."""
    return tuple(map(Named, persons))


def engagement_of(told: Told) -> str:
    """The host's name for the engagement of a stream; empty before anybody asked for it."""
    requested = told.last(EngagementRequested)
    return "" if requested is None else requested.engagement


def which(engagement: str) -> Fact:
    """Which engagement a document is about."""
    return Fact("Engagement", Named(engagement))
