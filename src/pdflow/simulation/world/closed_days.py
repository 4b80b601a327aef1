"""The calendar of a school year with closed days from an iCalendar file (icalendar, extra: ical)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from os import PathLike
from pathlib import Path

from pdflow.calendar import Terms
from pdflow.errors import DecodeError
from pdflow.exchange.icalendar import PassedOver, closed_days
from pdflow.simulation.world.school_year import CENTRAL, MONDAY


def calendar_of(
    file: str | PathLike[str], weeks: int = 40, pass_over: Callable[[PassedOver], object] = lambda passed: None
) -> Terms:
    """Return a calendar open from Monday to Friday except on days that whole-day events of an iCalendar file close.

    Args:
        pass_over: called with each event that closes nothing.

    Raises:
        DecodeError: the file, which is named, cannot be read as iCalendar, or leaves no school day in the year.
    """
    try:
        found = closed_days(Path(file).read_bytes(), MONDAY, MONDAY + timedelta(weeks=2 * weeks), zone=CENTRAL)
    except DecodeError as error:
        problem = " ".join(error.problem.split())
        raise DecodeError(f"{file}", None, "", f"cannot be read as iCalendar: {problem}") from error
    for passed in found.passed_over:
        pass_over(passed)
    calendar = Terms(zone=CENTRAL, closed=found.days)
    if not any(calendar.is_open(MONDAY + timedelta(days=day)) for day in range(7 * weeks)):
        raise DecodeError(f"{file}", None, "", f"leaves no school day in {weeks} weeks from {MONDAY}")
    return calendar
