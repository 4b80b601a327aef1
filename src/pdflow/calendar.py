"""Working time: which days are open, where a day ends, and days that do not count because somebody was on leave."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final, Protocol

import attrs

from pdflow.errors import NaiveTime, OutOfRange

DAY: Final = timedelta(days=1)
WEEKEND: Final = frozenset({5, 6})
LONGEST_CLOSURE: Final = 150
"""Days in a row without an open one after which a calendar is taken to have ended; from there on every day counts."""

Span = tuple[date, date]
"""From the first day of a leave to the day of return, which is not part of it."""


class Calendar(Protocol):
    """What a host knows of its working days, and the time zone in which a day begins and ends."""

    @property
    def zone(self) -> tzinfo: ...

    def is_open(self, day: date) -> bool: ...


@attrs.frozen
class EveryDay:
    """A calendar without weekends or closed days."""

    zone: tzinfo = UTC

    def is_open(self, day: date) -> bool:
        return True


def with_zone(at: datetime) -> datetime:
    """The moment itself. Raises NaiveTime where it has no time zone."""
    if at.tzinfo is None:
        raise NaiveTime("at", at)
    return at


def _days(days: Iterable[date]) -> frozenset[date]:
    return frozenset(days)


def _spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(spans)


def _in_order(terms: Terms, field: attrs.Attribute[tuple[Span, ...]], spans: tuple[Span, ...]) -> None:
    for first, last in spans:
        if last < first:
            raise OutOfRange("Terms.terms", f"{first} to {last}", "in the order of time")


@attrs.frozen
class Terms:
    """A calendar of terms, each from its first to its last day, without weekends and closed days.

    Without terms the whole year is open. A snow day declared afterwards is one more closed day: ``attrs.evolve``.
    Raises OutOfRange for a term that ends before it begins.
    """

    zone: tzinfo = UTC
    terms: tuple[Span, ...] = attrs.field(default=(), converter=_spans, validator=_in_order)
    closed: frozenset[date] = attrs.field(default=frozenset(), converter=_days)
    weekend: frozenset[int] = WEEKEND

    def is_open(self, day: date) -> bool:
        if day.weekday() in self.weekend or day in self.closed:
            return False
        return not self.terms or any(first <= day <= last for first, last in self.terms)


class WorkingDays:
    """A calendar that is asked only once about each day; make one for many people."""

    def __init__(self, calendar: Calendar) -> None:
        self.zone, self._asked = calendar.zone, calendar.is_open
        self._open: dict[date, bool] = {}
        self._following: dict[date, date] = {}
        self._midnights: dict[date, datetime] = {}

    @classmethod
    def of(cls, calendar: Calendar) -> WorkingDays:
        """These working days themselves, or those of a calendar."""
        return calendar if isinstance(calendar, cls) else cls(calendar)

    def is_open(self, day: date) -> bool:
        """Whether a day is open."""
        found = self._open.get(day)
        if found is None:
            found = self._open[day] = self._asked(day)
        return found

    def day(self, moment: datetime) -> date:
        """On which day, where the calendar is, something happened."""
        return moment.astimezone(self.zone).date()

    def begin_of(self, day: date) -> datetime:
        """The midnight with which a day begins; where clocks skip it, the first moment after."""
        midnight = self._midnights.get(day)
        if midnight is None:
            there = datetime.combine(day, time(), self.zone)
            midnight = self._midnights[day] = there.astimezone(UTC).astimezone(self.zone)
        return midnight

    def end_of(self, day: date) -> datetime:
        """The midnight with which a day ends."""
        return self.begin_of(day + DAY)

    def open_from(self, day: date) -> date:
        """The day itself, or where it is closed the next open one."""
        found = self._following.get(day)
        if found is None:
            ahead = (day + n * DAY for n in range(LONGEST_CLOSURE))
            found = self._following[day] = next(filter(self.is_open, ahead), day)
        return found

    def open_until(self, day: date, earliest: date) -> date:
        """The day itself, or where it is closed the last open one before it that is not earlier than asked."""
        before = (day - n * DAY for n in range((day - earliest).days + 1))
        return next(filter(self.is_open, before), day)


class Deadlines:
    """The days by which one person has to do something: in working days, while the clock stands still on leave."""

    def __init__(self, days: WorkingDays, leaves: Iterable[Span] = ()) -> None:
        self.days, self.leaves = days, _merged(leaves)
        self.day, self.begin_of, self.end_of = days.day, days.begin_of, days.end_of

    def later(self, start: date, days: int) -> date:
        """So many days later, leaves not counted; a closed day gives way to the next open one."""
        return self._at_work(self.window(start, days))

    def kept(self, day: date, since: datetime) -> date:
        """A day agreed on at that time: leaves between put it off, a closed day gives way to the next open one."""
        return self._at_work(self._moved(day, self.day(since)) if self.leaves else day)

    def working(self, start: date, days: int) -> date:
        """So many working days later, leaves not counted."""
        day = start
        for _ in range(days):
            day = self._at_work(day + DAY)
        return self._at_work(day)

    def window(self, start: date, days: int) -> date:
        """The day so many days later, leaves not counted, whether it is open or not."""
        return self._moved(start + days * DAY, start)

    def _moved(self, day: date, since: date) -> date:
        for first, back in self.leaves:
            if first <= day and back > since:
                day += back - max(first, since)
        return day

    def _at_work(self, day: date) -> date:
        day = self.days.open_from(day)
        for first, back in self.leaves:
            if first <= day < back:
                day = self.days.open_from(back)
        return day


def _merged(leaves: Iterable[Span]) -> list[Span]:
    """Leaves in their order, those that overlap as one: entered late, they may."""
    merged: list[Span] = []
    for first, back in sorted(leaves):
        if merged and first <= merged[-1][1]:
            first, earlier = merged.pop()
            back = max(back, earlier)
        merged.append((first, back))
    return merged
