"""A school year's closed days from an iCalendar file, as districts publish them (icalendar, extra: ical)."""

from __future__ import annotations

from datetime import timedelta
from os import PathLike
from pathlib import Path

from pdflow.calendar import Terms
from pdflow.errors import DecodeError
from pdflow.exchange.icalendar import closed_days
from pdflow.simulation.world.school_year import CENTRAL, MONDAY


def calendar_of(file: str | PathLike[str], weeks: int = 40) -> Terms:
    """Monday to Friday but for the days that whole-day events of the file close, from the year's first day on.

    Raises DecodeError, which names the file, where it cannot be read as iCalendar or leaves no school day.
    """
    try:
        closed = closed_days(Path(file).read_bytes(), MONDAY, MONDAY + timedelta(weeks=2 * weeks))
    except DecodeError as error:
        problem = " ".join(error.problem.split())
        raise DecodeError(f"{file}", None, "", f"cannot be read as iCalendar: {problem}") from error
    calendar = Terms(zone=CENTRAL, closed=closed)
    if not any(calendar.is_open(MONDAY + timedelta(days=day)) for day in range(7 * weeks)):
        raise DecodeError(f"{file}", None, "", f"leaves no school day in {weeks} weeks from {MONDAY}")
    return calendar
