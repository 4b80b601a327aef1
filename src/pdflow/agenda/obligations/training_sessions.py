"""Training sessions of an engagement: each delivered on its day, and rescheduled where it was called off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, due_by_day
from pdflow.calendar import Deadlines
from pdflow.engagement import Engagement, booking_of_session, scheduled_session, sessions_held, sessions_to_come
from pdflow.kernel.fields import RecordId
from pdflow.people import FACILITATOR

DELIVER: Final = ObligationKind("training.deliver", "DeliverTraining", FACILITATOR, "session", subject="session")
RESCHEDULE: Final = ObligationKind("training.reschedule", "RescheduleTraining", FACILITATOR, "training")


def sessions_to_deliver(state: Engagement, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """Each session in the calendar, on the day it ends, by its first trainer."""
    for session in sessions_to_come(state):
        trainer = next((trainer.person for trainer in session.trainers), None)
        end = session.start + timedelta(minutes=session.minutes)
        due = days.end_of(days.days_later(days.day(end), 0))
        yield Obligation(DELIVER, trainer, session.session, due, opens=session.start)


def trainings_to_reschedule(state: Engagement, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """Each training with sessions called off, by the day on which the first of them was to be held."""
    done = sessions_held(state)
    for training, design in state.trainings.items():
        called_off = [name for name in design.sessions if _is_called_off(state, name) and name not in done]
        if called_off:
            due = min(_former_day(state, name, days) for name in called_off)
            yield due_by_day(RESCHEDULE, None, training, days, days.days_later(due, 0))


def _is_called_off(state: Engagement, session: RecordId) -> bool:
    return booking_of_session(state, session) is not None and scheduled_session(state, session) is None


def _former_day(state: Engagement, session: RecordId, days: Deadlines) -> date:
    """The day for which a session was last scheduled, or on which it was called off if that was later."""
    bookings = [booking for booking in state.bookings.values() if session in booking.sessions]
    starts = [booked.start for booking in bookings if (booked := booking.sessions[session]) is not None]
    return max(days.day(moment) for moment in (bookings[-1].at, *starts[-1:]))
