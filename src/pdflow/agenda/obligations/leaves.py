"""Leaves of a person: their days do not count for any deadline, and the manager ends each by its return date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, due_by_day
from pdflow.calendar import Deadlines, Span, WorkingDays
from pdflow.participation import Participation
from pdflow.people import MANAGER

RETURN: Final = ObligationKind("leave.return", "Resume", MANAGER)


def return_from_leave(state: Participation, at: datetime, days: Deadlines) -> Sequence[Obligation]:
    """The end of the leave that a person is on, due on the return date, or on the day to look again."""
    if state.paused is None or state.paused.until is None:
        return ()
    return (due_by_day(RETURN, state.manager_at(at), None, days, days.days.open_from(state.paused.until)),)


def personal_deadlines(state: Participation, at: datetime, days: WorkingDays) -> Deadlines:
    """The deadlines of a person, postponed by their leaves up to a moment."""
    return Deadlines(days, _leaves(state, at, days)) if state.pauses or state.paused else days.deadlines


def _leaves(state: Participation, at: datetime, days: WorkingDays) -> list[Span]:
    """The leaves of a person; one still running ends with its return date, or today where that has passed."""
    spans = [(days.day(since), days.day(back)) for since, back in state.pauses]
    if state.paused is not None:
        today = days.day(at)
        spans.append((days.day(state.paused.since), max(state.paused.until or today, today)))
    return spans
