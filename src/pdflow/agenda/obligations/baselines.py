"""Baselines: the level of an outcome before training, of one person or of the group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, due_by_day
from pdflow.calendar import Deadlines
from pdflow.engagement import Engagement
from pdflow.participation import Participation, first_training_attended
from pdflow.people import COACH, COMMISSIONER

TAKE_BASELINE: Final = ObligationKind("baseline.take", "TakeBaseline", COACH, "outcome", subject="outcome")
SET_GROUP_BASELINE: Final = ObligationKind("baseline.take", "SetBaseline", COMMISSIONER, "outcome", subject="outcome")


def baselines_to_take(state: Participation, at: datetime, days: Deadlines) -> Sequence[Obligation]:
    """Each missing baseline: by its own day, else the first training day, else a follow-up's days after enrolment."""
    if not state.policy_at(at).baseline_before_support or state.enrolled_at is None:
        return ()
    taken, owed = {baseline.outcome for baseline in state.baselines.values()}, []
    for own in state.own_outcomes():
        if own.outcome in taken or state.waives("outcome.no_baseline", {"outcome": own.outcome}):
            continue
        if own.baseline_by is not None:
            due = days.postponed(own.baseline_by, state.enrolled_at)
        elif (first := _first_session(state)) is not None:
            due = days.days_later(days.day(first), 0)
        else:
            due = days.days_later(days.day(state.enrolled_at), state.policy_at(at).follow_up_due or 0)
        owed.append(due_by_day(TAKE_BASELINE, state.coach_at(at), own.outcome, days, due))
    return owed


def _first_session(state: Participation) -> datetime | None:
    """The first session attended, else the first planned."""
    planned = (plan.start for name, plan in state.plans.items() if name not in state.ends)
    return first_training_attended(state) or min(planned, default=None)


def group_baselines_to_set(state: Engagement, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """Each baseline of the group that was only promised, on the day promised."""
    latest = {baseline.outcome: baseline for baseline in state.baselines.values()}
    read = {reading.outcome for reading in state.readings.values() if reading.level is None}
    for outcome, baseline in latest.items():
        if baseline.value is None and outcome not in read:
            yield due_by_day(SET_GROUP_BASELINE, None, outcome, days, days.days_later(baseline.on, 0))
