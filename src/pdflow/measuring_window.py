"""Measuring window: from when until when a reading counts as measuring an outcome again, by a policy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from pdflow.kernel.records import record
from pdflow.policy import Policy, RemeasureAnchor

DaysLater = Callable[[date, int], date]
"""How days are counted: the day that is so many of them after a day."""
_DAY: Final = timedelta(days=1)
YEAR: Final = 365
"""Days after the first training on which what has no planned end is taken to end."""


def days_later(day: date, days: int) -> date:
    """The day that is so many calendar days after a day."""
    return day + days * _DAY


@record
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


def measuring_window(
    policy: Policy, first: date, last: date, end: date, later: DaysLater = days_later
) -> ReadingWindow:
    """The days on which a reading counts, by the input that it is to show.

    Args:
        policy: The one in force.
        first: The first day of training.
        last: The day of the last input, training or coaching.
        end: The planned end.
        later: How days are counted; without it, all calendar days are.
    """
    earliest = later(first, policy.remeasure_from)
    latest = None if policy.remeasure_until is None else later(first, policy.remeasure_until)
    until = later(last, policy.remeasure_until_after_input)
    if policy.remeasure_anchor is RemeasureAnchor.FIRST_TRAINING:
        opens = max(earliest, last)
        return ReadingWindow(opens, max(opens, min(end, latest or until)), latest)
    settled = later(last, policy.remeasure_after_input)
    opens = max(earliest, last if settled > end else settled)
    last_day = None if latest is None else max(latest, until, end)
    return ReadingWindow(opens, max(opens, min(end, until)), last_day)
