"""An iCalendar file (RFC 5545) as a list of calendars (icalendar, extra: ical)."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from typing import Any, Final

from pdflow.errors import MissingExtra

try:
    from icalendar import Calendar, Event, Todo, vCalAddress
    from icalendar.prop import vRecur
except ImportError as error:
    raise MissingExtra("icalendar", "ical") from error

__all__ = [
    "FAILURES",
    "Calendar",
    "Event",
    "Todo",
    "Unreadable",
    "calendars",
    "is_cancelling",
    "other_components",
    "vCalAddress",
    "vRecur",
    "values",
    "written",
]

MOST_LINES: Final = 500_000
"""Lines that one file may have; some 40,000 events."""
BEGIN: Final = "BEGIN:VCALENDAR"
FAILURES: Final = (ValueError, LookupError, ArithmeticError, TypeError, AttributeError)
"""What the libraries raise on calendars that make no sense."""


class Unreadable(Exception):
    """A file that is no calendar, or an event that leaves open which days it takes; its text says why."""


def calendars(content: str | bytes) -> list[Calendar]:
    """Return the calendars of a file.

    Raises:
        Unreadable: it is no iCalendar file, too long, cut off, or of another calendar than the Gregorian.
    """
    text = _text(content)
    try:
        found = Calendar.from_ical(text, multiple=True)
    except FAILURES as error:
        raise Unreadable(f"{error!s:.200}") from error
    for component in found:
        if not isinstance(component, Calendar):
            raise Unreadable(f"beside calendars there is a {component.name!s:.40} in it")
        scale = "".join(map(str, values(component, "CALSCALE"))).strip().upper()
        if scale not in {"", "GREGORIAN"}:
            raise Unreadable(f"its days are {scale:.40}, not Gregorian")
    if len(found) < sum(line.strip().upper() == BEGIN for line in text.splitlines()):
        raise Unreadable("no calendar in it has an end" if not found else "a calendar in it has no end")
    return found


def _text(content: str | bytes) -> str:
    if not isinstance(content, str | bytes):
        raise Unreadable(f"a text or bytes are needed, not {type(content).__name__}")
    text = (content if isinstance(content, str) else _decoded(content)).lstrip("\ufeff \t\r\n")
    if text[: len(BEGIN)].upper() != BEGIN:
        raise Unreadable(f"it does not begin with {BEGIN}")
    if "\n" not in text:
        text = text.replace("\r", "\n")
    if (lines := text.count("\n")) > MOST_LINES:
        raise Unreadable(f"it has {lines:,} lines, more than {MOST_LINES:,}")
    return text


def _decoded(content: bytes) -> str:
    """Decode a file; letters that are not UTF-8 are replaced, for only names have them."""
    if content.startswith((BOM_UTF16_BE, BOM_UTF16_LE)):
        return content.decode("utf-16", "replace")
    return content.decode("utf-8-sig", "replace")


def values(component: Calendar | Event, name: str) -> list[Any]:
    """Return the values of a property, however often it is there."""
    value = component.get(name)
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def written(value: Any) -> str:
    """Return a value as a calendar file has it."""
    try:
        return str(value.to_ical().decode())
    except FAILURES:
        return str(value)


def is_cancelling(calendar: Calendar) -> bool:
    """Return whether a calendar only takes back events that were published before."""
    return any(str(method).strip().upper() == "CANCEL" for method in values(calendar, "METHOD"))


def other_components(calendar: Calendar) -> Iterator[str]:
    """Yield the name of every component that is neither an event nor a time zone, such as a task."""
    yield from (part.name or "" for part in calendar.subcomponents if part.name not in {"VEVENT", "VTIMEZONE"})
