"""The sessions of a cycle at a moment: those missed and not made up, and the minutes that those ahead can credit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pdflow.participation.state.attendance import attendance_of, missed, plan_of
from pdflow.participation.state.records import Plan
from pdflow.participation.state.state import Participation


def missed_in(state: Participation, cycle: int, at: datetime) -> Iterator[tuple[str, datetime]]:
    """The sessions of a cycle of which something was missed and not made up, and when each began."""
    for session, start in _begun(state, cycle).items():
        if _stands(state, session) and missed(state, session, at):
            yield session, start


def ahead(state: Participation, cycle: int, at: datetime) -> list[tuple[datetime, int]]:
    """When the sessions of a cycle still to come begin, and how many minutes of its share each can credit."""
    to_make_up = dict[str, int]()
    found = []
    for plan in sorted(_planned(state, cycle), key=lambda plan: plan.start):
        if plan.start > at and attendance_of(state, plan.session) is None and _is_planned(state, plan.session):
            if plan.makes_up is None:
                counts = plan.minutes if plan.minutes >= state.policy.shortest_session else 0
            else:
                left = to_make_up.setdefault(plan.makes_up, missed(state, plan.makes_up, at))
                counts = min(plan.minutes, left)
                to_make_up[plan.makes_up] = left - counts
            found.append((plan.start, counts))
    return found


def _begun(state: Participation, cycle: int) -> dict[str, datetime]:
    begun = {plan.session: plan.start for plan in _planned(state, cycle)}
    for attendance in (state.earlier_attendance, state.attendance):
        begun |= {entry.session: entry.at for entry in attendance.values() if entry.cycle == cycle}
    return begun


def _planned(state: Participation, cycle: int) -> list[Plan]:
    """The sessions planned for a cycle, each by its latest plan: one may have been moved there, or away."""
    latest = {plan.session: plan for plan in (*state.earlier_plans.values(), *state.plans.values())}
    return [plan for plan in latest.values() if plan.cycle == cycle]


def _is_planned(state: Participation, session: str) -> bool:
    plan = plan_of(state, session)
    return plan is not None and plan[0] not in state.ends


def _stands(state: Participation, session: str) -> bool:
    """Whether a session neither was dropped nor makes up another."""
    plan, attendance = plan_of(state, session), attendance_of(state, session)
    if attendance is not None:
        return attendance[1].makes_up is None
    return plan is not None and plan[0] not in state.ends and plan[1].makes_up is None
