"""Sessions, looked up when asked: where they stand in the calendar, whether they were held, and who is cleared."""

from __future__ import annotations

from datetime import date

from pdflow.engagement.state.state import Engagement, last
from pdflow.engagement.state.training_records import ScheduledSession, Trainer, Training
from pdflow.engagement.state.vocabulary import TrainingKind
from pdflow.kernel.fields import RecordId
from pdflow.people import PersonId


def training_of(state: Engagement, session: RecordId) -> RecordId | None:
    """The training to which a session of this name belongs."""
    return next((name for name, training in state.trainings.items() if session in training.sessions), None)


def booking_of(state: Engagement, session: RecordId) -> RecordId | None:
    """The last booking that says something of a session, be it that it was called off."""
    return last(state.bookings, lambda booking: session in booking.sessions)


def scheduled(state: Engagement, session: RecordId) -> ScheduledSession | None:
    """A session as it stands in the calendar; None where it does not, or was called off."""
    name = booking_of(state, session)
    return None if name is None else state.bookings[name].sessions[session]


def delivery_of(state: Engagement, session: RecordId) -> RecordId | None:
    """The delivery that counts for a session: the one recorded last."""
    return last(state.deliveries, lambda delivery: delivery.session == session)


def held(state: Engagement) -> set[RecordId]:
    """The sessions that were held."""
    return {delivery.session for delivery in state.deliveries.values()}


def to_come(state: Engagement) -> list[ScheduledSession]:
    """The sessions in the calendar that were neither held nor called off."""
    latest: dict[RecordId, ScheduledSession | None] = {}
    for booking in state.bookings.values():
        latest.update(booking.sessions)
    done = held(state)
    return [session for name, session in latest.items() if session is not None and name not in done]


def first_training(state: Engagement) -> date | None:
    """The day of the first session of a training, meetings and information sessions apart; None before it."""
    days = (
        delivery.at.date()
        for delivery in state.deliveries.values()
        if _kind(state, delivery.session) is TrainingKind.TRAINING
    )
    return min(days, default=None)


def _kind(state: Engagement, session: RecordId) -> TrainingKind | None:
    name = training_of(state, session)
    return None if name is None else state.trainings[name].kind


def cleared_until(state: Engagement, person: PersonId, subject: str) -> date | None:
    """Until when a trainer is cleared for a subject, by the clearance recorded last; None where not."""
    name = last(state.clearances, lambda given: (given.person, given.subject) == (person, subject))
    return None if name is None else state.clearances[name].until


def is_cleared(state: Engagement, training: Training, session: ScheduledSession) -> bool:
    """Whether one trainer of a session is cleared for its subject on that day, or sent by an agreed partner."""
    day = session.start.date()
    return any(_may_lead(state, trainer, training.subject, day) for trainer in session.trainers)


def _may_lead(state: Engagement, trainer: Trainer, subject: str, day: date) -> bool:
    until = cleared_until(state, trainer.person, subject)
    return (until is not None and until >= day) or is_agreed(state, trainer.sent_by)


def is_agreed(state: Engagement, partner: RecordId | None) -> bool:
    """Whether a partnership is agreed and has not ended."""
    agreed = any(agreement.partner == partner for agreement in state.agreements.values())
    return agreed and partner not in state.partner_ends
