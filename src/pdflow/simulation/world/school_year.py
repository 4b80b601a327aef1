"""The weeks of a school year: which days are worked, and what date a minute of simulated time falls on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from typing import Final

import attrs

from pdflow.calendar import Calendar, Terms, WorkingDays

DAY: Final = 24 * 60
"""Simulated time is in minutes since midnight of the first day."""
MORNING: Final = 8 * 60
MINUTE: Final = timedelta(minutes=1)
MONDAY: Final = date(2026, 8, 17)
CENTRAL: Final = timezone(timedelta(hours=-6))
BREAKS: Final = (15, 19, 20, 31)
"""Weeks without school, counted from 1: a late-November, a winter and a spring break."""
USUAL: Final = Terms(zone=CENTRAL, closed=(MONDAY + timedelta(7 * week - 7 + n) for week in BREAKS for n in range(5)))
"""Where nobody gives a calendar: school from Monday to Friday but in the breaks."""


@attrs.frozen
class SchoolYear:
    """A year of so many weeks from a Monday on, in the working days of a calendar and in its time zone."""

    weeks: int = 40
    start: date = MONDAY
    calendar: Calendar = USUAL
    working: WorkingDays = attrs.field(init=False, eq=False, repr=False)
    """The same days for everybody: diaries, training, lists and documents."""
    _midnight: datetime = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "working", WorkingDays.of(self.calendar))
        object.__setattr__(self, "_midnight", datetime.combine(self.start, time(), self.zone))

    @property
    def zone(self) -> tzinfo:
        """Where the school is."""
        return self.calendar.zone

    @property
    def days(self) -> int:
        """Days in the year, from its first Monday to its last Sunday."""
        return 7 * self.weeks

    def at(self, now: float) -> datetime:
        """The date and time of a simulated moment."""
        return self._midnight + now * MINUTE

    def date_of(self, day: int) -> date:
        """The date of a day, counted from 0."""
        return self.start + timedelta(days=day)

    def day_on(self, day: date) -> int:
        """The number of a date's day, counted from 0."""
        return (day - self.start).days

    def works(self, day: int) -> bool:
        """Whether there is school on a day."""
        return self.working.is_open(self.date_of(day))

    def workday(self, day: int) -> int:
        """The first day with school on or after this one."""
        return self.day_on(self.working.open_from(self.date_of(day)))

    def workdays(self, week: int) -> list[int]:
        """The days with school of a week, counted from 0."""
        return [day for day in range(7 * week, 7 * week + 7) if self.works(day)]

    def training(self, rounds: int, weeks_apart: int, length: int) -> Sequence[tuple[int, ...]]:
        """The days of each round of training, from the Wednesday of the second week on, closed days passed over."""
        return [self._from_wednesday(1 + apart * weeks_apart, length) for apart in range(rounds)]

    def _from_wednesday(self, week: int, length: int) -> tuple[int, ...]:
        days = [self.workday(7 * week + 2)]
        while len(days) < length:
            days.append(self.workday(days[-1] + 1))
        return tuple(days)


def day_of(now: float) -> int:
    """The day a simulated moment falls on, counted from 0."""
    return int(now // DAY)
