"""Training sessions of a cycle: those missed and not made up, and what those ahead can add."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from pdflow.kernel.fields import RecordId
from pdflow.kernel.header import Actor, Header
from pdflow.participation import (
    AttendanceRecorded,
    AttendanceShare,
    Participation,
    PlannedSession,
    attendance_share,
    latest_attendance,
    latest_plan,
    minutes_missed,
)
from pdflow.people import SYSTEM


def missed_sessions(state: Participation, cycle: int, at: datetime) -> Iterator[tuple[RecordId, datetime]]:
    """The sessions of a cycle with minutes missed and not made up, and the moment each began."""
    for session, start in _begun(state, cycle).items():
        if _counts_itself(state, session) and minutes_missed(state, session, at):
            yield session, start


def sessions_ahead(state: Participation, cycle: int, at: datetime) -> list[PlannedSession]:
    """The sessions of a cycle still to come, in the order of time."""
    ahead = [
        plan
        for plan in _planned(state, cycle)
        if plan.start > at and latest_attendance(state, plan.session) is None and _is_planned(state, plan.session)
    ]
    return sorted(ahead, key=lambda plan: plan.start)


def share_if_attended(
    state: Participation, cycle: int, sessions: Sequence[PlannedSession], at: datetime
) -> AttendanceShare:
    """The attendance of a cycle if the person is there for the whole of these sessions, each after the one before.

    It is judged by the policy of the last of them, or of a moment where that is later.
    """
    then = state.copy()
    for number, plan in enumerate(sessions):
        if plan.makes_up is None or minutes_missed(then, plan.makes_up, plan.start):
            _attended(plan, number).apply(then)
    return attendance_share(then, cycle, max([at, *(plan.start for plan in sessions)]))


def _attended(plan: PlannedSession, number: int) -> AttendanceRecorded:
    return AttendanceRecorded(
        Header(UUID(int=number), Actor("nobody", SYSTEM), plan.start),
        attendance=f"to come {number}",
        session=plan.session,
        cycle=plan.cycle,
        held=plan.minutes,
        there=plan.minutes,
        makes_up=plan.makes_up,
        credited=plan.minutes,
        supersedes=None,
        continues=None,
        took_place=None,
    )


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
