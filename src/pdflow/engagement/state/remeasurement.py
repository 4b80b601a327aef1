"""Re-measurement: from when until when a reading counts as measuring an outcome of the group again (Kirkpatrick)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import attrs

from pdflow.engagement.state.outcome_records import Reading
from pdflow.engagement.state.sessions import training_days
from pdflow.engagement.state.state import Engagement
from pdflow.kernel.fields import RecordId
from pdflow.policy import Policy, RemeasureAnchor
from pdflow.values import EvaluationLevel, OutcomeKind

YEAR = timedelta(days=365)
GROUP_LEVELS = frozenset({EvaluationLevel.ORGANISATION, EvaluationLevel.USE, EvaluationLevel.LEARNER_OUTCOME})
LEARNED_KINDS = frozenset({OutcomeKind.ATTITUDE, OutcomeKind.SKILL})


@attrs.frozen
class ReadingWindow:
    """The days on which a reading counts; without a last day it stays open. It may hold no day at all.

    What is to be read is due on a day in it, and in any case not before it opens.
    """

    opens: date
    due: date
    last_day: date | None

    def holds(self, day: date) -> bool:
        """Whether a reading on this day counts."""
        return self.opens <= day and not self.is_over(day)

    def is_over(self, day: date) -> bool:
        """Whether nothing can be read any more that counts, on this day or later."""
        return self.last_day is not None and self.last_day < max(day, self.opens)


def remeasure_window(state: Engagement, policy: Policy) -> ReadingWindow | None:
    """The window after the first and the last day of training held; None before any."""
    days = training_days(state)
    return _window(policy, days[0], days[-1], _end(state, days[0])) if days else None


def _end(state: Engagement, first: date) -> date:
    return state.planned_end or first + YEAR


def _window(policy: Policy, first: date, last: date, end: date) -> ReadingWindow:
    earliest = first + timedelta(days=policy.remeasure_from)
    last_day = None if policy.remeasure_until is None else first + timedelta(days=policy.remeasure_until)
    until = last + timedelta(policy.remeasure_until_after_input)
    if policy.remeasure_anchor is RemeasureAnchor.FIRST_TRAINING:
        opens = max(earliest, last)
        return ReadingWindow(opens, max(opens, min(end, last_day or until)), last_day)
    settled = last + timedelta(days=policy.remeasure_after_input)
    opens = max(earliest, settled if settled <= end else last)
    if last_day is not None:
        last_day = max(last_day, until, end)
    return ReadingWindow(opens, max(opens, min(end, until)), last_day)


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
    return stays_good and _window(policy, days[0], before[-1], end).holds(day)
