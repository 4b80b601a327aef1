"""Closed days from an iCalendar file, as schools and districts publish them (RFC 5545)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from pdflow.errors import DecodeError, MissingExtra

try:
    import recurring_ical_events  # type: ignore[import-untyped]
    from icalendar import Calendar, Event
except ImportError as error:
    raise MissingExtra("icalendar", "ical") from error

DAY = timedelta(days=1)


def any_event(summary: str) -> bool:
    """Every event closes its days, whatever it is called."""
    return True


def closed_days(
    text: str | bytes, first: date, last: date, closes: Callable[[str], bool] = any_event
) -> frozenset[date]:
    """The days from ``first`` to ``last`` that whole-day events of an iCalendar file close, however often they recur.

    ``closes`` tells by an event's summary whether it closes its days: ``lambda summary: "No school" in summary``.
    Events with hours, and cancelled ones, close nothing. Raises DecodeError where the file cannot be read.
    """
    try:
        events = recurring_ical_events.of(Calendar.from_ical(text)).between(first, last + DAY)
        return frozenset(day for event in events for day in _closed_by(event, closes) if first <= day <= last)
    except ValueError as error:
        raise DecodeError("iCalendar", None, "", str(error)) from error


def _closed_by(event: Event, closes: Callable[[str], bool]) -> Iterator[date]:
    """The days of an event; it ends before the day that it names as its end."""
    start, end = event.start, event.end
    if type(start) is date and type(end) is date and event.get("STATUS") != "CANCELLED" and closes(_summary(event)):
        yield from (start + n * DAY for n in range((end - start).days))


def _summary(event: Event) -> str:
    return str(event.get("SUMMARY", ""))
