"""Training sessions of a cycle: those missed and not made up, and the minutes that those ahead can credit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pdflow.kernel.fields import RecordId
from pdflow.participation import Participation, PlannedSession, latest_attendance, latest_plan, minutes_missed


def missed_sessions(state: Participation, cycle: int, at: datetime) -> Iterator[tuple[RecordId, datetime]]:
    """The sessions of a cycle with minutes missed and not made up, and the moment each began."""
    for session, start in _begun(state, cycle).items():
        if _counts_itself(state, session) and minutes_missed(state, session, at):
            yield session, start


def sessions_ahead(state: Participation, cycle: int, at: datetime) -> list[tuple[datetime, int]]:
    """The start of each session of a cycle still to come, and the minutes it can credit to the attendance share."""
    to_make_up = dict[RecordId, int]()
    ahead = []
    for plan in sorted(_planned(state, cycle), key=lambda plan: plan.start):
        if plan.start > at and latest_attendance(state, plan.session) is None and _is_planned(state, plan.session):
            if plan.makes_up is None:
                minutes = plan.minutes if plan.minutes >= state.policy.shortest_session else 0
            else:
                left = to_make_up.setdefault(plan.makes_up, minutes_missed(state, plan.makes_up, at))
                minutes = min(plan.minutes, left)
                to_make_up[plan.makes_up] = left - minutes
            ahead.append((plan.start, minutes))
    return ahead


def _begun(state: Participation, cycle: int) -> dict[RecordId, datetime]:
    """The start of each session planned for or attended in a cycle."""
    begun = {plan.session: plan.start for plan in _planned(state, cycle)}
    for attendance in (state.earlier_attendance, state.attendance):
        begun |= {entry.session: entry.at for entry in attendance.values() if entry.cycle == cycle}
    return begun


def _planned(state: Participation, cycle: int) -> list[PlannedSession]:
    """The sessions of a cycle by the latest plan of each, which may have moved it to another cycle."""
    latest = {plan.session: plan for plan in (*state.earlier_plans.values(), *state.plans.values())}
    return [plan for plan in latest.values() if plan.cycle == cycle]


def _is_planned(state: Participation, session: RecordId) -> bool:
    """Whether a session is planned and was not dropped."""
    plan = latest_plan(state, session)
    return plan is not None and plan[0] not in state.ends


def _counts_itself(state: Participation, session: RecordId) -> bool:
    """Whether a session was not dropped and does not make up another."""
    plan, attendance = latest_plan(state, session), latest_attendance(state, session)
    if attendance is not None:
        return attendance[1].makes_up is None
    return plan is not None and plan[0] not in state.ends and plan[1].makes_up is None
