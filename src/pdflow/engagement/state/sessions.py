"""Lookups of sessions: their training, their place in the calendar, and whether, when and with whom they were held."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pdflow.engagement.state.state import Engagement, last_recorded
from pdflow.engagement.state.training_records import Delivery
from pdflow.engagement.state.training_values import ScheduledSession
from pdflow.engagement.state.vocabulary import TrainingKind
from pdflow.kernel.fields import RecordId
from pdflow.people import PersonId


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


def are_cancelled(state: Engagement, sessions: Iterable[RecordId]) -> bool:
    """Whether there are sessions here, all of which were in the calendar and are no more."""
    booked = [booking_of_session(state, name) and scheduled_session(state, name) is None for name in sessions]
    return bool(booked) and all(booked)


def reasons_of_change(state: Engagement, sessions: Iterable[RecordId]) -> set[str]:
    """The reasons for which sessions were changed or cancelled last."""
    names = [booking_of_session(state, session) for session in sessions]
    return {state.bookings[name].reason for name in names if name is not None}


def delivery_of_session(state: Engagement, session: RecordId) -> RecordId | None:
    """The delivery of a session recorded last; None where it was not held."""
    return last_recorded(state.deliveries, lambda delivery: delivery.session == session)


def delivered_parts(state: Engagement, session: RecordId) -> list[RecordId]:
    """The deliveries that count of a session, one for each part held; of two of one part the one recorded last."""
    return [names[-1] for names in _recorded_parts(state, session)]


def part_delivered(state: Engagement, session: RecordId, continues: RecordId | None) -> RecordId | None:
    """The delivery that counts of the part of a session that begins, or continues this one; None where none does."""
    parts = _recorded_parts(state, session)
    place = 0 if continues is None else 1 + next((n for n, names in enumerate(parts) if continues in names), len(parts))
    return parts[place][-1] if place < len(parts) else None


def _recorded_parts(state: Engagement, session: RecordId) -> list[list[RecordId]]:
    """The deliveries of a session by the part they are of, each part in the order of recording."""
    places: dict[RecordId, int] = {}
    parts: list[list[RecordId]] = []
    for name, delivery in state.deliveries.items():
        if delivery.session == session:
            place = 0 if delivery.continues is None else places.get(delivery.continues, -1) + 1
            places[name] = place
            parts += [[]] if place == len(parts) else []
            parts[place].append(name)
    return parts


def people_present(state: Engagement, session: RecordId) -> set[PersonId]:
    """Whoever was there for any part of a session."""
    sheets = (state.deliveries[name].sheet for name in delivered_parts(state, session))
    return {presence.person for sheet in sheets for presence in sheet if presence.minutes}


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


def training_days(state: Engagement) -> list[date]:
    """The days of training held, in order, without those of meetings and information sessions.

    A session keeps the day for which it was planned, and a further part of it the day first recorded, however late its
    sheet is entered or corrected.
    """
    trained = (name for name in sessions_held(state) if _kind(state, name) is TrainingKind.TRAINING)
    return sorted({day for session in trained for day in _days_of(state, _recorded_parts(state, session))})


def first_training_day(state: Engagement) -> date | None:
    """The first day of training held; None before it."""
    return next(iter(training_days(state)), None)


def _days_of(state: Engagement, parts: Iterable[list[RecordId]]) -> Iterable[date]:
    for place, names in enumerate(parts):
        first = state.deliveries[names[0]]
        yield first.at.date() if place else _planned_day(state, state.deliveries[names[-1]])


def _planned_day(state: Engagement, delivery: Delivery) -> date:
    planned = state.bookings[delivery.booking].sessions[delivery.session]
    return delivery.at.date() if planned is None else planned.start.date()


def _kind(state: Engagement, session: RecordId) -> TrainingKind | None:
    name = training_of_session(state, session)
    return None if name is None else state.trainings[name].kind
