"""Calendar files, written as their makers write them, and what is read from them."""

from datetime import date

import pytest

from pdflow import DecodeError
from pdflow.exchange.icalendar import ClosedDays, closed_days

YEAR = (date(2026, 8, 1), date(2027, 6, 30))


def calendar(*events: str, head: str = "") -> str:
    body = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:school\n{head}{body}END:VCALENDAR\n".replace("\n", "\r\n")


def event(summary: str, *lines: str, uid: str = "") -> str:
    return "\n".join([f"UID:{uid or summary}", f"SUMMARY:{summary}", *lines])


def days(text: str) -> set[date]:
    """Days such as "9/7 11/23-27", of the school year."""
    found = set[date]()
    for part in text.split():
        month, _, span = part.partition("/")
        first, _, last = span.partition("-")
        year = 2026 if int(month) >= 8 else 2027
        found |= {date(year, int(month), day) for day in range(int(first), int(last or first) + 1)}
    return found


def read(text: str | bytes) -> ClosedDays:
    return closed_days(text, *YEAR)


def closed(text: str | bytes) -> frozenset[date]:
    return read(text).days


def passed_over(text: str | bytes) -> list[str]:
    return [str(passed) for passed in read(text).passed_over]


def refusal(text: str | bytes) -> str:
    with pytest.raises(DecodeError) as refused:
        read(text)
    assert str(refused.value).startswith("iCalendar: ")
    assert len(refused.value.problem) <= 5_000
    return refused.value.problem
