"""Closed days of an iCalendar file (RFC 5545), as schools and districts publish it (icalendar, extra: ical)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from pdflow.errors import DecodeError, MissingExtra

try:
    import recurring_ical_events  # type: ignore[import-untyped]
    from icalendar import Calendar, Event
except ImportError as error:
    raise MissingExtra("icalendar", "ical") from error

DAY = timedelta(days=1)
TOO_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")


def every_event(summary: str) -> bool:
    """Let every event close its days."""
    return True


def closed_days(
    text: str | bytes, first: date, last: date, closes: Callable[[str], bool] = every_event
) -> frozenset[date]:
    """Return the days from ``first`` to ``last`` that whole-day events of an iCalendar file close.

    Recurring events close each of their days. Events with hours, and cancelled ones, close nothing.

    Args:
        text: the file, which may hold several calendars.
        closes: receives an event's summary, and returns whether the event closes its days, such as
            ``lambda summary: "No school" in summary``.

    Raises:
        DecodeError: the file, or an event in it, cannot be read.
    """
    closed = set[date]()
    try:
        calendars = Calendar.from_ical(text, multiple=True)
        if not calendars:
            raise ValueError("no calendar in it")
        for calendar in calendars:
            for event in calendar.events:
                _check(event)
            for event in recurring_ical_events.of(calendar).between(first, last + DAY):
                closed.update(_closed_by(event, first, last, closes))
    except (ValueError, LookupError, OverflowError, ArithmeticError) as error:
        raise DecodeError("iCalendar", None, "", f"{error}" or type(error).__name__) from error
    return frozenset(closed)


def _check(event: Event) -> None:
    """Raise ValueError for an event without a start, or that recurs more than once a day or at no interval."""
    if "DTSTART" not in event:
        raise ValueError(f"the event {_summary(event)!r} has no DTSTART")
    for rule in _rules(event):
        if rule.get("FREQ") and rule["FREQ"][0].upper() in TOO_OFTEN:
            raise ValueError(f"the event {_summary(event)!r} recurs {rule['FREQ'][0]}")
        if 0 in rule.get("INTERVAL", ()):
            raise ValueError(f"the event {_summary(event)!r} recurs with an INTERVAL of 0")


def _rules(event: Event) -> list[Any]:
    rules = event.get("RRULE", [])
    return rules if isinstance(rules, list) else [rules]


def _closed_by(event: Event, first: date, last: date, closes: Callable[[str], bool]) -> Iterator[date]:
    """Yield the days of an event from ``first`` to ``last``; the end that it names is the day after its last."""
    start, end = event.start, event.end
    if type(start) is date and type(end) is date and event.get("STATUS") != "CANCELLED" and closes(_summary(event)):
        day, after = max(start, first), min(end, last + DAY)
        yield from (day + n * DAY for n in range((after - day).days))


def _summary(event: Event) -> str:
    return str(event.get("SUMMARY", ""))
