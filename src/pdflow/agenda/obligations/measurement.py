"""Measurement of outcomes after training, of one person or of the group; a waiver where the window has passed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, due_by_day
from pdflow.calendar import Deadlines
from pdflow.engagement import (
    Engagement,
    RemeasureWindow,
    is_remeasured as is_group_remeasured,
    last_recorded,
    remeasure_window,
)
from pdflow.kernel.fields import RecordId
from pdflow.participation import Participation, first_training_attended, is_remeasured
from pdflow.people import COACH, COORDINATOR
from pdflow.values import Outcome, OutcomeOf

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


def outcomes_to_measure(state: Participation, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """Each outcome of a person, in the policy's window after the first training and after the last coaching."""
    policy = state.policy
    first = first_training_attended(state) if policy.remeasure_before_complete else None
    if first is None:
        return
    opens = days.window_end(first.date(), policy.remeasure_from)
    end = None if policy.remeasure_until is None else days.window_end(first.date(), policy.remeasure_until)
    if state.coached_at is not None:
        opens = max(opens, state.coached_at.date())
    too_late = list[RecordId]()
    for own in _unmeasured(state):
        began = [baseline.on for baseline in state.baselines.values() if baseline.outcome == own.outcome]
        since = max([opens, *began[-1:]])
        if end is not None and end < max(since, days.day(at)):
            too_late.append(own.outcome)
        else:
            due = days.days.open_from(since) if end is None else days.days.open_until(end, since)
            yield Obligation(MEASURE, state.coach, own.outcome, days.end_of(due), opens=days.begin_of(since))
    if too_late and end is not None:
        since = end if state.coached_at is None else max(end, state.coached_at.date())
        due = days.days_later(since, policy.follow_up_due or 0)
        yield due_by_day(WAIVE_MEASURING, None, too_late[0], days, due)


def _unmeasured(state: Participation) -> Iterator[Outcome]:
    """The outcomes of a person that were not measured again, and whose measuring was not waived."""
    for own in state.own_outcomes():
        if not (is_remeasured(state, own) or state.waives("outcome.not_remeasured", {"outcome": own.outcome})):
            yield own


def group_outcomes_to_read(state: Engagement, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """Each outcome of the group, on the days on which a reading counts."""
    policy = state.policy_at(at)
    window = remeasure_window(state, policy) if policy.remeasure_before_complete else None
    if window is None:
        return
    for name, outcome in state.outcomes.items():
        waived = state.waives("outcome.not_remeasured", {"outcome": name})
        if outcome.whose is OutcomeOf.GROUP and not (waived or is_group_remeasured(state, name, policy)):
            yield _reading(state, name, window, days.day(at), days)


def _reading(state: Engagement, outcome: RecordId, window: RemeasureWindow, today: date, days: Deadlines) -> Obligation:
    """The reading of a group's outcome; its waiver where nothing can be read any more that counts."""
    opens, until = window.earliest, window.latest
    known = last_recorded(state.baselines, lambda baseline: baseline.outcome == outcome and baseline.value is not None)
    if known is not None:
        opens = max(opens, state.baselines[known].on)
    if until is None:
        due = days.days_later(opens, 0)
    elif until < max(opens, today):
        due = days.days_later(max(until, opens), state.policy_at(days.begin_of(today)).follow_up_due or 0)
        return due_by_day(WAIVE_READING, None, outcome, days, due)
    else:
        due = days.days.open_until(until, opens)
    return Obligation(READ_GROUP, None, outcome, days.end_of(due), opens=days.begin_of(opens))
