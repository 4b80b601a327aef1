"""Lookups of sessions: their training, their place in the calendar, and whether they were held."""

from __future__ import annotations

from datetime import date

from pdflow.engagement.state.state import Engagement, last_recorded
from pdflow.engagement.state.training_records import ScheduledSession
from pdflow.engagement.state.vocabulary import TrainingKind
from pdflow.kernel.fields import RecordId


def training_of_session(state: Engagement, session: RecordId) -> RecordId | None:
    """The training to which a session belongs; None where there is no such session."""
    return next((name for name, training in state.trainings.items() if session in training.sessions), None)


def booking_of_session(state: Engagement, session: RecordId) -> RecordId | None:
    """The last booking of a session, which may have cancelled it; None where it was never booked."""
    return last_recorded(state.bookings, lambda booking: session in booking.sessions)


def scheduled_session(state: Engagement, session: RecordId) -> ScheduledSession | None:
    """A session as scheduled now; None where it was never scheduled, or was cancelled."""
    name = booking_of_session(state, session)
    return None if name is None else state.bookings[name].sessions[session]


def delivery_of_session(state: Engagement, session: RecordId) -> RecordId | None:
    """The delivery of a session recorded last; None where it was not held."""
    return last_recorded(state.deliveries, lambda delivery: delivery.session == session)


def sessions_held(state: Engagement) -> set[RecordId]:
    """The sessions that were held."""
    return {delivery.session for delivery in state.deliveries.values()}


def sessions_to_come(state: Engagement) -> list[ScheduledSession]:
    """The sessions in the calendar that were neither held nor cancelled."""
    latest: dict[RecordId, ScheduledSession | None] = {}
    for booking in state.bookings.values():
        latest.update(booking.sessions)
    done = sessions_held(state)
    return [session for name, session in latest.items() if session is not None and name not in done]


def first_training_day(state: Engagement) -> date | None:
    """The day of the first session of a training, not of a meeting or information session; None before it."""
    days = (
        delivery.at.date()
        for delivery in state.deliveries.values()
        if _kind(state, delivery.session) is TrainingKind.TRAINING
    )
    return min(days, default=None)


def _kind(state: Engagement, session: RecordId) -> TrainingKind | None:
    name = training_of_session(state, session)
    return None if name is None else state.trainings[name].kind
