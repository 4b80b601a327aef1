"""Re-measurement: from when until when a reading counts as measuring an outcome of the group again (Kirkpatrick)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from pdflow.engagement.state.outcome_records import Reading
from pdflow.engagement.state.sessions import training_days
from pdflow.engagement.state.state import Engagement
from pdflow.kernel.fields import RecordId
from pdflow.measuring_window import YEAR, ReadingWindow, days_later, measuring_window
from pdflow.policy import Policy, RemeasureAnchor
from pdflow.values import EvaluationLevel, OutcomeKind

GROUP_LEVELS = frozenset({EvaluationLevel.ORGANISATION, EvaluationLevel.USE, EvaluationLevel.LEARNER_OUTCOME})
LEARNED_KINDS = frozenset({OutcomeKind.ATTITUDE, OutcomeKind.SKILL})


def remeasure_window(state: Engagement, policy: Policy) -> ReadingWindow | None:
    """The window after the first and the last day of training held; None before any."""
    days = training_days(state)
    return measuring_window(policy, days[0], days[-1], _end(state, days[0])) if days else None


def _end(state: Engagement, first: date) -> date:
    return state.planned_end or days_later(first, YEAR)


def is_remeasured(state: Engagement, outcome: RecordId, policy: Policy | None = None) -> bool:
    """Whether a reading counts as measuring an outcome of the group again, under this policy or the one recorded last.

    Evidence of use, of the organisation or of learners counts. Learning counts for an attitude or a skill where it was
    read at the workplace; reaction never does. A reading that was corrected does not count.
    """
    policy, days = policy or state.policy, training_days(state)
    corrected = {reading.supersedes for reading in state.readings.values()}
    return any(
        reading.outcome == outcome
        and name not in corrected
        and _is_evidence(state.outcomes[outcome].kind, reading)
        and _counts(state, policy, days, reading.on)
        for name, reading in state.readings.items()
    )


def _is_evidence(kind: OutcomeKind, reading: Reading) -> bool:
    if reading.level is EvaluationLevel.LEARNING:
        return reading.at_workplace and kind in LEARNED_KINDS
    return reading.level in GROUP_LEVELS


def _counts(state: Engagement, policy: Policy, days: Sequence[date], day: date) -> bool:
    """Whether a reading on a day counts; training shortly afterwards, just before the end, leaves it good."""
    if not days or day < days[0]:
        return False
    end = _end(state, days[0])
    before, later = [each for each in days if each <= day], [each for each in days if each > day]
    if later and policy.remeasure_anchor is RemeasureAnchor.FIRST_TRAINING:
        return False
    kept = timedelta(days=policy.remeasure_kept_before_end)
    stays_good = all(each - day <= kept and end - kept <= each <= end for each in later)
    return stays_good and measuring_window(policy, days[0], before[-1], end).holds(day)
