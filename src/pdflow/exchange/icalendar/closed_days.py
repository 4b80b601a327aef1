"""Closed days of an iCalendar file (RFC 5545), as schools, districts and governments publish it (extra: ical)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, tzinfo
from itertools import count
from typing import Final

from attrs import frozen

from pdflow.errors import DecodeError, OutOfRange
from pdflow.exchange.icalendar.calendar_file import Calendar, Unreadable, calendars, is_cancelling, other_components
from pdflow.exchange.icalendar.day_event import LONGEST_NAME, DayEvent, day_event, summary_of, zone_of
from pdflow.exchange.icalendar.recurrence import occurrences
from pdflow.exchange.icalendar.versions import CANCELLED, Series, series_of
from pdflow.exchange.icalendar.whole_days import DAY
from pdflow.kernel.fields import FIRST_YEAR, LAST_YEAR

HAS_HOURS: Final = "it has hours"
NOT_CHOSEN: Final = "it was not chosen"
NO_EVENT: Final = "it is no event"
MOST_NAMED: Final = 10
"""Events that the text of an error names; of more it says only how many."""


@frozen
class PassedOver:
    """An event that closes nothing, and why."""

    event: str
    why: str

    def __str__(self) -> str:
        return f"{self.event}: {self.why}"


@frozen
class ClosedDays:
    """The days closed, and every event of that time that closes none."""

    days: frozenset[date]
    passed_over: tuple[PassedOver, ...] = ()


def every_event(summary: str) -> bool:
    """Let every event close its days."""
    return True


def closed_days(
    text: str | bytes,
    first: date,
    last: date,
    closes: Callable[[str], bool] = every_event,
    zone: tzinfo | None = None,
) -> ClosedDays:
    """Return the days from ``first`` to ``last`` that whole-day events of an iCalendar file close.

    An event closes at least its first day, and a recurring one each of its days. Events with hours and cancelled ones
    close nothing; what closes nothing is listed, unless it lies outside the days asked for. Whether an event makes
    anybody busy (TRANSP) says nothing about the school, nor does whether it is tentative.

    Args:
        text: the file, which may hold several calendars.
        closes: receives an event's summary, and returns whether the event closes its days, such as
            ``lambda summary: "No school" in summary``. An event that it does not choose may hold anything.
        zone: the school's time zone, to know a whole day that is written in UTC; by default that of the calendar.

    Raises:
        DecodeError: the file cannot be read, or leaves open which days an event takes; the events are named.
        OutOfRange: ``last`` is before ``first``, or a day is in a year that no event has.
    """
    if last < first:
        raise OutOfRange("last", last, f"on or after {first}")
    for name, day in (("first", first), ("last", last)):
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise OutOfRange(name, day, f"within {FIRST_YEAR} and {LAST_YEAR}")
    try:
        found = calendars(text)
    except Unreadable as problem:
        raise DecodeError("iCalendar", None, "", str(problem)) from problem
    return _ClosedDays(first, last, closes).of(found, zone)


class _ClosedDays:
    """The days closed, the events passed over and the problems found while a file is read."""

    def __init__(self, first: date, last: date, closes: Callable[[str], bool]) -> None:
        self.first, self.last, self.closes = first, last, closes
        self.days, self.passed_over, self.problems = set[date](), list[PassedOver](), list[str]()

    def of(self, found: Sequence[Calendar], zone: tzinfo | None) -> ClosedDays:
        numbers = count(1)
        read = [(one, list(self._events(one, zone or zone_of(one), numbers))) for one in found]
        withdrawn = [event for calendar, events in read if is_cancelling(calendar) for event in events]
        for calendar, events in read:
            if not is_cancelling(calendar):
                self._close(events, withdrawn)
        if self.problems:
            more = len(self.problems) - MOST_NAMED
            named = "; ".join(self.problems[:MOST_NAMED]) + (f"; and {more:,} more" if more > 0 else "")
            raise DecodeError("iCalendar", None, "", named)
        published = {event.uid for calendar, events in read if not is_cancelling(calendar) for event in events}
        for event in withdrawn:
            if event.uid not in published:
                self._pass_over(event, CANCELLED)
        return ClosedDays(frozenset(self.days), tuple(dict.fromkeys(self.passed_over)))

    def _events(self, calendar: Calendar, zone: tzinfo | None, numbers: Iterator[int]) -> Iterator[DayEvent]:
        """Yield the events that can be read; one that cannot, and that the host did not choose, is passed over."""
        for name in other_components(calendar):
            self.passed_over.append(PassedOver(name, NO_EVENT))
        for event in calendar.events:
            number = next(numbers)
            try:
                yield day_event(event, number, zone, cancelled=is_cancelling(calendar))
            except Unreadable as problem:
                summary = summary_of(event)
                if self.closes(summary):
                    self.problems.append(str(problem))
                else:
                    self.passed_over.append(PassedOver(summary[:LONGEST_NAME] or f"event {number}", NOT_CHOSEN))

    def _close(self, events: Sequence[DayEvent], withdrawn: Sequence[DayEvent]) -> None:
        """Close the days of a calendar's events, but for those that another calendar of the file takes back."""
        by_uid = defaultdict[str, list[DayEvent]](list)
        for event in events:
            by_uid[event.uid].append(event)
        for event in withdrawn:
            if event.uid in by_uid:
                by_uid[event.uid].append(event)
        for versions in by_uid.values():
            for series in series_of(versions, self._pass_over):
                self._close_series(series)

    def _close_series(self, series: Series) -> None:
        closing = {id(event) for event in (series.main, *series.changed) if event is not None and self._closes(event)}
        main = series.main if id(series.main) in closing else None
        may_fall_within = any(
            event.may_fall_within(self.first, self.last) for event in (main, *series.changed) if event
        )
        if not closing or not may_fall_within:
            return
        changed = series.changed if main else tuple(event for event in series.changed if id(event) in closing)
        try:
            for event, begin, after in occurrences(Series(main, changed), self.first, self.last):
                if id(event) in closing:
                    begin, after = max(begin, self.first), min(after, self.last + DAY)
                    self.days.update(begin + n * DAY for n in range((after - begin).days))
        except Unreadable as problem:
            self.problems.append(str(problem))

    def _closes(self, event: DayEvent) -> bool:
        if event.cancelled:
            return False
        why = HAS_HOURS if event.after is None else "" if self.closes(event.summary) else NOT_CHOSEN
        if why:
            self._pass_over(event, why)
        return not why

    def _pass_over(self, event: DayEvent, why: str) -> None:
        if event.may_fall_within(self.first, self.last):
            name = event.name if event.first is None else f"{event.name} ({event.first})"
            self.passed_over.append(PassedOver(name, why))
