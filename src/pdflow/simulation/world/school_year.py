"""A school year: its school days, its training days, and the date and time of each simulated minute."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from typing import Final

import attrs

from pdflow.calendar import Calendar, Terms, WorkingDays

DAY: Final = 24 * 60
"""Minutes in a day; simulated time counts minutes from midnight before the first day."""
MORNING: Final = 8 * 60
"""When a school day begins, in minutes after midnight."""
CLOSING: Final = 15 * 60
"""When a training day ends, in minutes after midnight."""
MINUTE: Final = timedelta(minutes=1)
MONDAY: Final = date(2026, 8, 17)
CENTRAL: Final = timezone(timedelta(hours=-6))
BREAKS: Final = (15, 19, 20, 31)
"""Weeks without school, counted from 1: a late-November, a winter and a spring break."""
DEFAULT: Final = Terms(zone=CENTRAL, closed=(MONDAY + timedelta(7 * week - 7 + n) for week in BREAKS for n in range(5)))
"""The calendar where none is given: school from Monday to Friday except in the breaks."""


@attrs.frozen
class SchoolYear:
    """A number of weeks from a Monday on, with the working days and the time zone of a calendar."""

    weeks: int = 40
    start: date = MONDAY
    calendar: Calendar = DEFAULT
    working: WorkingDays = attrs.field(init=False, eq=False, repr=False)
    """The working days by which diaries, training, lists and documents count."""
    _midnight: datetime = attrs.field(init=False, eq=False, repr=False)
    _epoch: int = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "working", WorkingDays.of(self.calendar))
        object.__setattr__(self, "_midnight", datetime.combine(self.start, time(), self.zone))
        object.__setattr__(self, "_epoch", (self.start - date(1970, 1, 1)).days * 86_400_000)

    @property
    def zone(self) -> tzinfo:
        """The time zone of the school."""
        return self.calendar.zone

    @property
    def days(self) -> int:
        """Number of days from the first Monday to the last Sunday."""
        return 7 * self.weeks

    def milliseconds(self, now: float) -> int:
        """Return a simulated minute as milliseconds since 1970, by the clock on the wall."""
        return self._epoch + int(now * 60_000)

    def at(self, now: float) -> datetime:
        """Return the date and time of a simulated minute."""
        return self._midnight + now * MINUTE

    def date_of(self, day: int) -> date:
        """Return the date of a day, counted from 0."""
        return self.start + timedelta(days=day)

    def day_on(self, day: date) -> int:
        """Return the day on a date, counted from 0."""
        return (day - self.start).days

    def works(self, day: int) -> bool:
        """Whether a day is a school day."""
        return self.working.is_open(self.date_of(day))

    def workday(self, day: int) -> int:
        """Return the first school day on or after a day."""
        return self.day_on(self.working.open_from(self.date_of(day)))

    def workdays(self, week: int) -> list[int]:
        """Return the school days of a week, both counted from 0."""
        return [day for day in range(7 * week, 7 * week + 7) if self.works(day)]

    def training(self, rounds: int, weeks_apart: int, length: int) -> Sequence[tuple[int, ...]]:
        """Return the days of each round of training: school days from a Wednesday on, the first in the second week."""
        return [self._from_wednesday(1 + number * weeks_apart, length) for number in range(rounds)]

    def _from_wednesday(self, week: int, length: int) -> tuple[int, ...]:
        days = [self.workday(7 * week + 2)]
        while len(days) < length:
            days.append(self.workday(days[-1] + 1))
        return tuple(days)


def day_of(now: float) -> int:
    """Return the day of a simulated minute, counted from 0."""
    return int(now // DAY)
