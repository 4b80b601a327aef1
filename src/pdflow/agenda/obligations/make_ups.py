"""Make-ups: training sessions missed, where those ahead do not reach the attendance share that the policy asks for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from pdflow.agenda.obligations.cycle_sessions import missed_sessions, sessions_ahead, share_if_attended
from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, due_by_day
from pdflow.agenda.obligations.owners import first_in_role
from pdflow.calendar import Deadlines
from pdflow.participation import Participation, attendance_shortfalls
from pdflow.people import FACILITATOR

MAKE_UP: Final = ObligationKind("session.make_up", "RecordAttendance", FACILITATOR, "makes_up", subject="session")


def sessions_to_make_up(state: Participation, at: datetime, days: Deadlines) -> Sequence[Obligation]:
    """Each session missed in a cycle that falls short, due as long after it as a first follow-up."""
    owed = []
    for cycle, short in attendance_shortfalls(state, at).items():
        if not _can_reach_share(state, cycle, at) and not state.waives("training.attendance_short", short):
            for session, start in missed_sessions(state, cycle, at):
                due = days.days_later(days.day(start), state.policy_at(at).follow_up_due or 0)
                owed.append(due_by_day(MAKE_UP, first_in_role(state, MAKE_UP.role, at), session, days, due))
    return owed


def _can_reach_share(state: Participation, cycle: int, at: datetime) -> bool:
    """Whether the sessions ahead are enough to reach the attendance share."""
    attendance = share_if_attended(state, cycle, sessions_ahead(state, cycle, at), at)
    return attendance.of_all(attendance.credited) >= state.policy_at(at).attendance_share
