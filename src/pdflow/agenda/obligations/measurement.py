"""Measurement of outcomes after training, of one person or of the group; a waiver where the window has passed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final

from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, due_by_day
from pdflow.calendar import Deadlines
from pdflow.engagement import (
    Engagement,
    ReadingWindow,
    is_remeasured as is_group_remeasured,
    last_recorded,
    remeasure_window as group_window,
)
from pdflow.kernel.fields import RecordId
from pdflow.participation import OutcomeWindow, Participation, unmeasured_outcomes
from pdflow.people import COACH, COORDINATOR, PersonId
from pdflow.values import OutcomeOf

MEASURE: Final = ObligationKind("outcome.measure", "MeasureOutcome", COACH, "outcome", subject="outcome")
WAIVE_MEASURING: Final = ObligationKind(
    "outcome.waive",
    "Waive",
    COORDINATOR,
    values={"requirement": "outcome.not_remeasured"},
    subject="outcome",
)
"""One waiver covers all outcomes that can no longer be measured in time, so it is about the first of them."""
READ_GROUP: Final = ObligationKind("outcome.measure", "RecordReading", COORDINATOR, "outcome", subject="outcome")
WAIVE_READING: Final = ObligationKind(
    "outcome.waive", "Waive", COORDINATOR, "subject", {"requirement": "outcome.not_remeasured"}, subject="outcome"
)
"""Of a group's outcome that can no longer be measured in time."""


def outcomes_to_measure(state: Participation, at: datetime, days: Deadlines) -> Sequence[Obligation]:
    """Each outcome of a person, on the days on which a reading counts."""
    policy = state.policy_at(at)
    unmeasured, window = unmeasured_outcomes(state, at) if policy.remeasure_before_complete else ([], None)
    if window is None:
        return ()
    owed, too_late = list[Obligation](), list[RecordId]()
    for own in unmeasured:
        if state.waivers and state.waives("outcome.not_remeasured", {"outcome": own.outcome}):
            continue
        began = [baseline.on for baseline in state.baselines.values() if baseline.outcome == own.outcome]
        opens = max([window.opens, *began[-1:]])
        if window.last_day is not None and window.last_day < max(opens, days.day(at)):
            too_late.append(own.outcome)
        else:
            owed.append(_by_due_day(MEASURE, state.coach_at(at), own.outcome, opens, window, days))
    if too_late and window.last_day is not None:
        due = days.days_later(max(window.last_day, window.last_input), policy.follow_up_due or 0)
        owed.append(due_by_day(WAIVE_MEASURING, None, too_late[0], days, due))
    return owed


def group_outcomes_to_read(state: Engagement, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """Each outcome of the group, on the days on which a reading counts."""
    policy = state.policy_at(at)
    window = group_window(state, policy) if policy.remeasure_before_complete else None
    if window is None:
        return
    for name, outcome in state.outcomes.items():
        waived = state.waives("outcome.not_remeasured", {"outcome": name})
        if outcome.whose is OutcomeOf.GROUP and not (waived or is_group_remeasured(state, name, policy)):
            yield _reading(state, name, window, days.day(at), days)


def _reading(state: Engagement, outcome: RecordId, window: ReadingWindow, today: date, days: Deadlines) -> Obligation:
    """The reading of a group's outcome; its waiver where nothing can be read any more that counts."""
    known = last_recorded(state.baselines, lambda baseline: baseline.outcome == outcome and baseline.value is not None)
    opens = window.opens if known is None else max(window.opens, state.baselines[known].on)
    if window.last_day is not None and window.last_day < max(opens, today):
        policy = state.policy_at(days.begin_of(today))
        due = days.days_later(max(window.last_day, opens), policy.follow_up_due or 0)
        return due_by_day(WAIVE_READING, None, outcome, days, due)
    return _by_due_day(READ_GROUP, None, outcome, opens, window, days)


def _by_due_day(
    kind: ObligationKind,
    owner: PersonId | None,
    outcome: RecordId,
    opens: date,
    window: OutcomeWindow | ReadingWindow,
    days: Deadlines,
) -> Obligation:
    """A reading that may be taken from one day on, and is due by an open day of its window if there is one."""
    due = days.days.open_until(max(window.due, opens), opens)
    if window.last_day is None:
        due = days.days.open_from(due)
    return Obligation(kind, owner, outcome, days.end_of(due), opens=days.begin_of(opens))
