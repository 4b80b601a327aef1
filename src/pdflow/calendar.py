"""Calendars: open and closed days, where a day begins and ends, and deadlines that a leave postpones."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Annotated, Any, Final, Protocol

import attrs

from pdflow.errors import NaiveTime, OutOfRange, WrongType
from pdflow.kernel.checks import check_fields
from pdflow.kernel.fields import FIRST_YEAR, LAST_YEAR, Between
from pdflow.kernel.frozen import frozen

DAY: Final = timedelta(days=1)
WEEKEND: Final = frozenset({5, 6})
LAST_DAY: Final = date(2999, 12, 31)
"""The last day that is counted to: a deadline that a policy or a leave would set later falls on it."""
MOST_DAYS: Final = (LAST_DAY - date(FIRST_YEAR, 1, 1)).days
"""More days than these lead past the last day from wherever they are counted."""
LONGEST_CLOSURE: Final = 150
"""Closed days in a row after which a calendar is taken to have ended; from there on every day counts as open."""

Weekday = Annotated[int, Between(0, 6)]
"""A day of the week, 0 for Monday."""
Span = tuple[date, date]
"""The first and the last day of a term; or the first day of a leave and the day of return, which is not part of it."""


class Calendar(Protocol):
    """A host's working days, and the time zone in which its days begin and end."""

    @property
    def zone(self) -> tzinfo: ...

    def is_open(self, day: date) -> bool: ...


@frozen
class EveryDay:
    """A calendar in which every day is open."""

    zone: tzinfo = UTC

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    def is_open(self, day: date) -> bool:
        return True


def _frozenset(days: Any) -> Any:
    return frozenset(days) if isinstance(days, Iterable) else days


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last day of that month where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _tuple(spans: Any) -> Any:
    return tuple(spans) if isinstance(spans, Iterable) else spans


@frozen
class Terms:
    """A calendar of school terms, without weekends and closed days.

    A snow day declared afterwards is one more closed day: ``attrs.evolve(terms, closed=terms.closed | {day})``.

    Args:
        zone: The time zone in which days begin and end.
        terms: The first and the last day of each term; without terms the whole year is open.
        closed: The days closed within a term.
        weekend: Weekdays that are never open, 0 for Monday; ``()`` where there are none.

    Raises:
        WrongType: A field or a day in it is of another type, such as a text; its place is ``Terms.closed[0]``.
        OutOfRange: A term ends before it begins, a day is in no year from 1900 to 2199, or a weekday is not 0 to 6.
    """

    zone: tzinfo = UTC
    terms: tuple[Span, ...] = attrs.field(default=(), converter=_tuple)
    closed: frozenset[date] = attrs.field(default=frozenset(), converter=_frozenset)
    weekend: frozenset[Weekday] = attrs.field(default=WEEKEND, converter=_frozenset)

    def __attrs_post_init__(self) -> None:
        check_fields(self)
        for number, (first, last) in enumerate(self.terms):
            if last < first:
                raise OutOfRange(f"Terms.terms[{number}][1]", last, f"{first}, when the term begins, or later")

    def is_open(self, day: date) -> bool:
        if day.weekday() in self.weekend or day in self.closed:
            return False
        return not self.terms or any(first <= day <= last for first, last in self.terms)


def require_aware(moment: datetime) -> datetime:
    """Return the moment itself. Raises NaiveTime where it has no offset from UTC, WrongType where it is none."""
    if not isinstance(moment, datetime):
        raise WrongType("at", moment, "a date and time")
    if moment.tzinfo is None:
        raise NaiveTime("at", moment)
    return moment


def require_moment(moment: datetime) -> datetime:
    """Return the moment itself. Raises what ``require_aware`` does, and OutOfRange for a year that no command has."""
    if not FIRST_YEAR <= require_aware(moment).year <= LAST_YEAR:
        raise OutOfRange("at", moment, f"within {FIRST_YEAR} and {LAST_YEAR}")
    return moment


def day_of(moment: datetime, calendar: Calendar) -> date:
    """Return the day of a moment where the calendar is, whatever offset the moment was stored with.

    Raises:
        WrongType: The moment is no date and time.
        NaiveTime: It has no offset from UTC.
        OutOfRange: Its year is none that a command may have, 1900 to 2199.
    """
    return require_moment(moment).astimezone(calendar.zone).date()


class WorkingDays:
    """A cache around a calendar, which it asks only once about each day; make one for many people.

    Raises:
        WrongType: The calendar is none, or its zone is the name of one.
    """

    def __init__(self, calendar: Calendar) -> None:
        if not hasattr(calendar, "is_open") or not hasattr(calendar, "zone"):
            raise WrongType("calendar", calendar, "a Calendar such as Terms()")
        if not isinstance(calendar.zone, tzinfo):
            raise WrongType("calendar.zone", calendar.zone, "a tzinfo")
        self.zone, self._calendar_is_open = calendar.zone, calendar.is_open
        self._open: dict[date, bool] = {}
        self._next_open: dict[date, date] = {}
        self._midnights: dict[date, datetime] = {}
        self.deadlines = Deadlines(self)
        """Those of whoever has no leave."""

    @classmethod
    def of(cls, calendar: Calendar) -> WorkingDays:
        """Return the calendar itself where it is a cache already, else a new cache around it."""
        return calendar if isinstance(calendar, cls) else cls(calendar)

    def is_open(self, day: date) -> bool:
        """Whether a day is open."""
        is_open = self._open.get(day)
        if is_open is None:
            is_open = self._open[day] = self._calendar_is_open(day)
        return is_open

    def day(self, moment: datetime) -> date:
        """The day of a moment in the calendar's time zone."""
        return moment.astimezone(self.zone).date()

    def begin_of(self, day: date) -> datetime:
        """The midnight with which a day begins; where clocks skip it, the first moment after."""
        begin = self._midnights.get(day)
        if begin is None:
            midnight = datetime.combine(day, time(), self.zone)
            begin = self._midnights[day] = midnight.astimezone(UTC).astimezone(self.zone)
        return begin

    def end_of(self, day: date) -> datetime:
        """The midnight with which a day ends."""
        return self.begin_of(day + DAY)

    def open_from(self, day: date) -> date:
        """The day itself, or where it is closed the next open day."""
        next_open = self._next_open.get(day)
        if next_open is None:
            days_ahead = (day + n * DAY for n in range(LONGEST_CLOSURE))
            next_open = self._next_open[day] = next(filter(self.is_open, days_ahead), day)
        return next_open

    def open_until(self, day: date, earliest: date) -> date:
        """The last open day up to this one, not before the earliest; the day itself where none is open."""
        if self.is_open(day):
            return day
        days_before = (day - n * DAY for n in range((day - earliest).days + 1))
        return next(filter(self.is_open, days_before), day)


class Deadlines:
    """Computes the deadlines of one person: closed days give way to the next open one, days of leave do not count."""

    def __init__(self, days: WorkingDays, leaves: Iterable[Span] = ()) -> None:
        self.days, self.leaves = days, _merged(leaves)
        self.day, self.begin_of, self.end_of = days.day, days.begin_of, days.end_of

    def days_later(self, start: date, days: int) -> date:
        """The day so many calendar days later, leaves not counted, moved to the next open day at work."""
        end = self.window_end(start, days)
        return self._at_work(end) if self.leaves else self.days.open_from(end)

    def postponed(self, day: date, since: datetime) -> date:
        """A day agreed on at that moment, postponed by the leaves since then and to the next open day at work."""
        return self._at_work(self._shifted(day, self.day(since)) if self.leaves else day)

    def working_days_later(self, start: date, days: int) -> date:
        """The day so many working days later, leaves not counted."""
        day = start
        for _ in range(min(days, (LAST_DAY - start).days)):
            day = self._at_work(day + DAY)
            if day >= LAST_DAY:
                break
        return self._at_work(day)

    def window_end(self, start: date, days: int) -> date:
        """The day so many calendar days later, leaves not counted, whether it is open or not; at most the last day."""
        end = min(start + min(days, MOST_DAYS) * DAY, LAST_DAY)
        return self._shifted(end, start) if self.leaves else end

    def _shifted(self, day: date, since: date) -> date:
        """The day, later by every day of leave between it and the start of counting."""
        for first, back in self.leaves:
            if first <= day and back > since:
                day = min(day + (back - max(first, since)), max(day, LAST_DAY))
        return day

    def _at_work(self, day: date) -> date:
        """The first open day from this one on that is not within a leave."""
        day = self.days.open_from(day)
        for first, back in self.leaves:
            if first <= day < back:
                day = self.days.open_from(back)
        return day


def _merged(leaves: Iterable[Span]) -> list[Span]:
    """Leaves in order of time, overlapping ones merged: a leave entered late may overlap another."""
    merged: list[Span] = []
    for first, back in sorted(leaves):
        if merged and first <= merged[-1][1]:
            first, earlier = merged.pop()
            back = max(back, earlier)
        merged.append((first, back))
    return merged
