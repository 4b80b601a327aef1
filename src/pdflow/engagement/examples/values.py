"""Values from which examples are made: free names, days within the engagement, partners and open sessions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import count, islice
from typing import Any, Final

from pdflow.engagement.state import Engagement, booking_of_session, scheduled_session, sessions_held
from pdflow.kernel.fields import RecordId, within_years
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command

ExampleMaker = Callable[..., Command[Any]]
"""Makes an example from a state and a header; fields that shape the others are keywords."""
TRAINER: Final = "facilitator"
"""The trainer where the state names nobody."""
LEDGERS_WITH_PARTS: Final = ("protections", "trainings", "bookings")


def free_name(state: Engagement, kind: str, ledger: Mapping[RecordId, object]) -> RecordId:
    """A name for a new record, or a part of one, that the stream does not know yet: its kind and a number."""
    [name] = free_names(state, kind, ledger, 1)
    return name


def free_names(state: Engagement, kind: str, ledger: Mapping[RecordId, object], how_many: int) -> list[RecordId]:
    """So many names as ``free_name`` gives one."""
    numbers = count(len(ledger) + 1)
    return list(islice((name for n in numbers if not _is_taken(state, name := f"{kind}-{n}")), how_many))


def _is_taken(state: Engagement, name: RecordId) -> bool:
    return name in state.voided or state.find(name) is not None or state.part_of(name, LEDGERS_WITH_PARTS) is not None


def days_later(header: Header, days: int) -> date:
    """The day so many days later."""
    return within_years(header.at.date() + timedelta(days=days))


def within_dates(state: Engagement, day: date) -> date:
    """The day itself, or the nearest within the dates of the engagement."""
    day = max(day, state.start or day)
    return min(day, state.planned_end or day)


def current_partners(state: Engagement) -> list[RecordId]:
    """The partners whose partnership has not ended."""
    return [name for name in state.partners if name not in state.partner_ends]


def unscheduled_sessions(state: Engagement, training: RecordId) -> tuple[RecordId, ...]:
    """The sessions of a training that were never scheduled."""
    return tuple(name for name in _sessions(state, training) if booking_of_session(state, name) is None)


def cancelled_sessions(state: Engagement, training: RecordId) -> tuple[RecordId, ...]:
    """The sessions of a training that were cancelled and not held."""
    done = sessions_held(state)
    cancelled = (
        name
        for name in _sessions(state, training)
        if booking_of_session(state, name) and scheduled_session(state, name) is None
    )
    return tuple(name for name in cancelled if name not in done)


def upcoming_sessions(state: Engagement, training: RecordId) -> tuple[RecordId, ...]:
    """The sessions of a training in the calendar and not held."""
    done = sessions_held(state)
    return tuple(name for name in _sessions(state, training) if scheduled_session(state, name) and name not in done)


def _sessions(state: Engagement, training: RecordId) -> tuple[RecordId, ...]:
    designed = state.trainings.get(training)
    return () if designed is None else designed.sessions
