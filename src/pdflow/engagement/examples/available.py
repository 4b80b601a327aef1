"""What is at hand when an example is made: free names, days within the engagement, partners and sessions still open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from pdflow.engagement.state.sessions import booking_of, held, scheduled
from pdflow.engagement.state.state import Engagement
from pdflow.kernel.fields import RecordId
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command

ExampleMaker = Callable[..., Command[Any]]
"""Makes an example from the state and a header; what it can take from the form is a keyword of its own."""

TRAINER: Final = "facilitator"
"""Who trains where the state names nobody: whoever acts in that role."""
HOLDERS: Final = ("protections", "trainings", "bookings")


def free_name(state: Engagement, kind: str, ledger: Mapping[RecordId, object]) -> RecordId:
    """A name for a new record, or a part of one, that the stream does not know: its kind and a number."""
    number = len(ledger) + 1
    while _is_taken(state, name := f"{kind}-{number}"):
        number += 1
    return name


def _is_taken(state: Engagement, name: RecordId) -> bool:
    return name in state.voided or state.find(name) is not None or state.part_of(name, HOLDERS) is not None


def in_days(header: Header, days: int) -> date:
    """The day so many days later."""
    return header.at.date() + timedelta(days=days)


def within(state: Engagement, day: date) -> date:
    """That day, or the nearest within the engagement's own dates."""
    day = max(day, state.start or day)
    return min(day, state.planned_end or day)


def live_partners(state: Engagement) -> list[RecordId]:
    """The partners nobody has parted from."""
    return [name for name in state.partners if name not in state.partner_ends]


def not_booked(state: Engagement, training: RecordId) -> tuple[RecordId, ...]:
    """The sessions of a training that were never put into the calendar."""
    return tuple(name for name in _sessions(state, training) if booking_of(state, name) is None)


def called_off(state: Engagement, training: RecordId) -> tuple[RecordId, ...]:
    """The sessions of a training that were called off and not held."""
    done = held(state)
    off = (name for name in _sessions(state, training) if booking_of(state, name) and scheduled(state, name) is None)
    return tuple(name for name in off if name not in done)


def ahead(state: Engagement, training: RecordId) -> tuple[RecordId, ...]:
    """The sessions of a training in the calendar and not held."""
    done = held(state)
    return tuple(name for name in _sessions(state, training) if scheduled(state, name) and name not in done)


def _sessions(state: Engagement, training: RecordId) -> tuple[RecordId, ...]:
    designed = state.trainings.get(training)
    return () if designed is None else designed.sessions
