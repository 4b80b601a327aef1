"""Start of support: the coach begins implementation support after training, within the days of a first follow-up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from pdflow.agenda.obligations.cadence import trained_on
from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, due_by_day
from pdflow.calendar import Deadlines
from pdflow.participation import ENROLLED, TRAINING, Participation, attendance_shortfall
from pdflow.people import COACH

BEGIN_SUPPORT: Final = ObligationKind("support.begin", "BeginSupport", COACH)


def support_to_begin(state: Participation, at: datetime, days: Deadlines) -> Sequence[Obligation]:
    """The start of support, counted from training, or from the beginning of a later cycle without any."""
    policy, cycle = state.policy_at(at), state.cycle
    if state.phase not in (ENROLLED, TRAINING) or not policy.support_before_complete or policy.follow_up_due is None:
        return ()
    began = trained_on(state) or (state.cycles[-1] if cycle > 1 else None)
    short = attendance_shortfall(state, cycle)
    if began is None or (short and not state.waives("training.attendance_short", short)):
        return ()
    since, last = days.day(began), policy.follow_up_breached
    due, breach = days.days_later(since, policy.follow_up_due), None if last is None else days.days_later(since, last)
    return (due_by_day(BEGIN_SUPPORT, state.coach_at(at), str(cycle), days, due, breach),)
