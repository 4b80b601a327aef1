"""The weeks of a school year: which days are worked, and what date a minute of simulated time falls on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from typing import Final

import attrs

DAY: Final = 24 * 60
"""Simulated time is in minutes since midnight of the first day."""
MORNING: Final = 8 * 60
BREAKS: Final = (15, 19, 20, 31)
"""Weeks without school, counted from 1: a late-November, a winter and a spring break."""
MONDAY: Final = date(2026, 8, 17)
CENTRAL: Final = timezone(timedelta(hours=-6))


@attrs.frozen
class SchoolYear:
    """A year of so many weeks from a Monday on."""

    weeks: int = 40
    start: date = MONDAY
    breaks: tuple[int, ...] = BREAKS
    zone: tzinfo = CENTRAL
    _midnight: datetime = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_midnight", datetime.combine(self.start, time(), self.zone))

    @property
    def days(self) -> int:
        """Days in the year, from its first Monday to its last Sunday."""
        return 7 * self.weeks

    def at(self, now: float) -> datetime:
        """The date and time of a simulated moment."""
        return self._midnight + timedelta(minutes=now)

    def date_of(self, day: int) -> date:
        """The date of a day, counted from 0."""
        return self.start + timedelta(days=day)

    def day_on(self, day: date) -> int:
        """The number of a date's day, counted from 0."""
        return (day - self.start).days

    def works(self, day: int) -> bool:
        """Whether there is school on a day."""
        return day % 7 < 5 and day // 7 + 1 not in self.breaks

    def workday(self, day: int) -> int:
        """The first day with school on or after this one."""
        while not self.works(day):
            day += 1
        return day

    def training(self, rounds: int, weeks_apart: int, length: int) -> Sequence[tuple[int, ...]]:
        """The days of each round of training, from the Wednesday of the second week on, breaks passed over."""
        return [self._from_wednesday(1 + apart * weeks_apart, length) for apart in range(rounds)]

    def _from_wednesday(self, week: int, length: int) -> tuple[int, ...]:
        days = [self.workday(7 * week + 2)]
        while len(days) < length:
            days.append(self.workday(days[-1] + 1))
        return tuple(days)


def day_of(now: float) -> int:
    """The day a simulated moment falls on, counted from 0."""
    return int(now // DAY)
