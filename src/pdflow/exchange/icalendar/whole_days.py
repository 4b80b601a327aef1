"""The whole days of an event of an iCalendar file.

Whole days are written in many ways. Read as such are dates, with or without an end; date-times from midnight to
midnight (or to 23:59), in the zone they name, in UTC or in that of the calendar; and what Outlook marks as lasting all
day.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any, Final

from pdflow.exchange.icalendar.calendar_file import FAILURES, Event, values, written

DAY: Final = timedelta(days=1)
WHOLE_DAY_MARKS: Final = ("X-MICROSOFT-CDO-ALLDAYEVENT", "X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT", "X-FUNAMBOL-ALLDAY")
"""Set to TRUE (or 1) by Outlook, Outlook.com and Funambol on events that last all day."""


def whole_days(event: Event, zone: tzinfo | None) -> tuple[date, date | None]:
    """Return the first day of an event, and the day after its last if it takes whole days."""
    check_lines(event, "DTSTART", "DTEND", "DURATION", "RECURRENCE-ID")
    start = only_value(event, "DTSTART")
    if start is None:
        raise ValueError("has no DTSTART")
    end = _end(event, start)
    if not isinstance(start, datetime) or _says_date(event.get("DTSTART")):
        first = date(start.year, start.month, start.day)
        after = _end_of_days(end, zone) if end is not None else first
    else:
        begins, ends = midnight_of(start, zone), midnight_of(end or start, zone, or_last_minute=True)
        if _is_marked(event):
            begins, ends = begins or _nearest_midnight(start), ends or _nearest_midnight(end or start)
        if begins is None or ends is None:
            if end is not None and _is_on_a_day_before(end, start):
                raise ValueError(f"ends before it begins: it begins {start} and ends {end}")
            return start.date(), None
        first, after = begins, ends
    if after < first:
        raise ValueError(f"ends before it begins: it begins {start} and ends {end}")
    return first, max(after, first + DAY)


def _is_on_a_day_before(end: date, start: datetime) -> bool:
    """Return whether an end is before its start, not only by the hours of a day or by the clocks of two zones."""
    if not isinstance(end, datetime):
        return end < start.date()
    have_zones = end.tzinfo is not None and start.tzinfo is not None
    return end.date() < start.date() and not (have_zones and end >= start)


def check_lines(event: Event, *names: str) -> None:
    """Raise ValueError for a line of these names that could not be read, and so is not among the event's values."""
    for name, problem in event.errors:
        if name in names or re.search(rf"'({'|'.join(names)})\b", str(problem)):
            raise ValueError(f"has a line that cannot be read: {problem}")


def _is_marked(event: Event) -> bool:
    """Return whether a vendor's mark says that an event lasts all day."""
    return any(str(value).strip().upper() in {"TRUE", "1"} for mark in WHOLE_DAY_MARKS for value in values(event, mark))


def only_value(event: Event, name: str) -> Any:
    """Return the date, time or length that a property has; None where there is no such property."""
    found = values(event, name)
    if not found:
        return None
    if len(found) > 1:
        raise ValueError(f"has {len(found)} of {name}")
    return plain_value(found[0], name)


def plain_value(value: Any, name: str = "RECURRENCE-ID") -> Any:
    """Return the date, time or length that a value stands for."""
    try:
        plain = value.dt
    except FAILURES:
        plain = None
    if not isinstance(plain, timedelta if name == "DURATION" else date):
        raise ValueError(f"has a {name} that cannot be read: {written(value):.60}")
    return plain


def _end(event: Event, start: date) -> date | None:
    """Return the end that an event names, or the one that follows from its duration."""
    end: date | None = only_value(event, "DTEND")
    duration = only_value(event, "DURATION")
    if end is not None and duration is not None:
        raise ValueError("has both a DTEND and a DURATION")
    if duration is not None:
        begin = start if isinstance(start, datetime) else datetime.combine(start, time())
        end = begin + duration
    return end


def _says_date(value: Any) -> bool:
    """Return whether a value is marked as a date; with a TZID it is read as the midnight there."""
    return str(getattr(value, "params", {}).get("VALUE", "")).upper() == "DATE"


def _end_of_days(end: date, zone: tzinfo | None) -> date:
    """Return the day after the last whole day of an event that begins with a date."""
    return (midnight_of(end, zone, or_last_minute=True) or end.date()) if isinstance(end, datetime) else end


def midnight_of(moment: date, zone: tzinfo | None, *, or_last_minute: bool = False) -> date | None:
    """Return the day that begins with a moment, in the zone it names or, for UTC, in that of the calendar."""
    if not isinstance(moment, datetime):
        return moment
    for local in (moment.astimezone(zone), moment) if zone and moment.tzname() == "UTC" else (moment,):
        if local.time() == time():
            return local.date()
        if or_last_minute and local.time() >= time(23, 59):
            return local.date() + DAY
    return None


def _nearest_midnight(moment: date) -> date:
    """Return the day whose midnight is nearest: one that is marked as whole, and was written in UTC."""
    return (moment + timedelta(hours=12)).date() if isinstance(moment, datetime) else moment
