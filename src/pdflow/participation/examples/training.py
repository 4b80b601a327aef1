"""Plausible examples of training sessions and their attendance."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from pdflow.kernel.examples import first
from pdflow.kernel.fields import within_years
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command
from pdflow.participation.attendance import RecordAttendance
from pdflow.participation.examples.values import ExampleMaker, free_name
from pdflow.participation.state import (
    Participation,
    PlannedSession,
    latest_attendance,
    latest_plan,
    leave_at,
    minutes_missed,
)
from pdflow.participation.training import DropSession, PlanSession


def known_sessions(state: Participation) -> dict[str, None]:
    """Every session planned or attended, the earlier first."""
    ledgers = (state.earlier_plans, state.earlier_attendance, state.plans, state.attendance)
    return {record.session: None for ledger in ledgers for record in ledger.values()}


def _free_session(state: Participation) -> str:
    known = known_sessions(state)
    number = len(known) + 1
    while f"day-{number}" in known:
        number += 1
    return f"day-{number}"


def _ahead(state: Participation) -> list[PlannedSession]:
    """The planned sessions without attendance, the next one first."""
    plans = [latest_plan(state, plan.session) for plan in state.plans.values()]
    ahead = [
        plan[1]
        for plan in plans
        if plan and plan[0] not in state.ends and latest_attendance(state, plan[1].session) is None
    ]
    return sorted(ahead, key=lambda plan: plan.start)


def _to_make_up(state: Participation, at: datetime) -> tuple[str | None, int]:
    """A session with minutes missed and not made up, and how many; None and 0 if there is none."""
    for session in known_sessions(state):
        plan = latest_plan(state, session)
        if plan and (plan[0] in state.ends or plan[1].makes_up is not None):
            continue
        if minutes := minutes_missed(state, session, at):
            return session, minutes
    return None, 0


def a_session(state: Participation, header: Header) -> PlanSession:
    return PlanSession(
        header,
        plan=free_name(state, "plan", state.plans),
        session=_free_session(state),
        start=within_years(header.at + timedelta(days=7)),
        minutes=max(360, state.policy.shortest_session),
    )


def a_session_dropped(state: Participation, header: Header) -> DropSession:
    return DropSession(header, session=first(plan.session for plan in _ahead(state)), reason="snow")


def attendance(state: Participation, header: Header, *, makes_up: str | None = None) -> RecordAttendance:
    """Attendance of the next planned session, else of one that makes up missed minutes, else of an unplanned one."""
    asked = makes_up
    plan = next((plan for plan in _ahead(state) if plan.session != asked), None)
    makes_up, minutes = _to_make_up(state, header.at)
    if plan is not None:
        session, minutes = plan.session, plan.minutes
        makes_up = plan.makes_up if plan.makes_up and minutes_missed(state, plan.makes_up, header.at) else None
    else:
        session, minutes = _free_session(state), minutes or max(180, state.policy.shortest_session)
    on_leave = leave_at(state, header.at) is not None
    return RecordAttendance(
        header,
        attendance=free_name(state, "attendance", state.attendance),
        session=session,
        held=minutes,
        there=0 if on_leave else minutes,
        makes_up=makes_up,
    )


TRAINING_EXAMPLES: Final[Mapping[type[Command[Participation]], ExampleMaker]] = {
    PlanSession: a_session,
    DropSession: a_session_dropped,
    RecordAttendance: attendance,
}
