"""Times as reports write them: with or without a day, the day's numbers in an order that only the file shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, time, timedelta, timezone, tzinfo
from enum import StrEnum
from typing import Final
from unicodedata import normalize

from attrs import frozen

DAY: Final = timedelta(days=1)
EARLIEST: Final = 1900
LATEST: Final = 2200
"""The years in which a time of a report may lie."""
_TIME: Final = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?\s*(?P<half>[ap]\.?\s?m\b\.?)?"
_OFFSET: Final = r"\s*(?P<offset>z|utc|gmt|[+-]\d{2}:?\d{2})?"
_YEAR_FIRST: Final = re.compile(rf"(?P<y>\d{{4}})[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})[t,\s]+{_TIME}{_OFFSET}")
_YEAR_LAST: Final = re.compile(
    rf"(?P<one>\d{{1,2}})(?P<sign>[-/.])(?P<two>\d{{1,2}})(?P=sign)(?P<y>\d{{4}}|\d{{2}})[,\s]+{_TIME}{_OFFSET}"
)
_MONTH_FIRST: Final = re.compile(rf"(?P<month>[^\W\d]+)\.?\s+(?P<d>\d{{1,2}}),?\s+(?P<y>\d{{4}})[,\s]+{_TIME}{_OFFSET}")
_DAY_FIRST: Final = re.compile(
    rf"(?P<d>\d{{1,2}})\.?\s+(?:de\s+)?(?P<month>[^\W\d]+)\.?\s+(?:de\s+)?(?P<y>\d{{4}})[,\s]+{_TIME}{_OFFSET}"
)
_CLOCK_ONLY: Final = re.compile(_TIME)
_MONTHS: Final = (
    *(
        "jan ene gen janv sty",
        "feb fev fév févr lut",
        "mar mär mrz mars märz maart",
        "apr abr avr kwi",
        "may mai maj mag",
    ),
    *("jun juin giu cze", "jul juil juillet lug lip", "aug ago août sie", "sep set sept wrz", "oct out okt ott paź"),
    *("nov lis", "dec dic dez déc gru"),
)
_MONTH_OF: Final = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}


class DateOrder(StrEnum):
    """Which of the first two numbers of a date is the month."""

    DAY_FIRST = "DAY_FIRST"
    MONTH_FIRST = "MONTH_FIRST"


@frozen
class ClockTime:
    """A time in a cell: with its day, with the numbers of one, or without; and its offset from UTC if it has one."""

    time: time
    day: date | None = None
    numbers: tuple[int, int, int] | None = None
    offset: tzinfo | None = None

    def day_by(self, order: DateOrder | None) -> date | None:
        """Its day; None where it has none, or where its numbers are no day in this order."""
        if self.numbers is None:
            return self.day
        one, two, year = self.numbers
        day, month = (one, two) if order is DateOrder.DAY_FIRST else (two, one)
        try:
            return date(year, month, day)
        except ValueError:
            return None


def clock_time(cell: str) -> ClockTime | None:
    """The time in a cell; None where it holds none."""
    text = " ".join(normalize("NFKC", cell).casefold().split())
    if found := _CLOCK_ONLY.fullmatch(text):
        return _with_time(found)
    if found := _YEAR_FIRST.fullmatch(text):
        return _with_time(found, int(found["y"]), int(found["m"]), int(found["d"]))
    if found := _YEAR_LAST.fullmatch(text):
        year = int(found["y"])
        return _with_time(found, numbers=(int(found["one"]), int(found["two"]), year + 2000 * (year < 100)))
    if found := _MONTH_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text):
        word = found["month"]
        return _with_time(found, int(found["y"]), _MONTH_OF.get(word) or _MONTH_OF.get(word[:3], 0), int(found["d"]))
    return None


def _with_time(found: re.Match[str], *day: int, numbers: tuple[int, int, int] | None = None) -> ClockTime | None:
    hour, half = int(found["hour"]), (found["half"] or " ")[0]
    if half == "a" and hour > 12:
        return None
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    try:
        if not all(EARLIEST <= year <= LATEST for year in (*day[:1], *(numbers or ())[2:])):
            return None
        at = time(hour, int(found["minute"]), int(found["second"] or 0))
        return ClockTime(at, date(*day) if day else None, numbers, _offset(found.groupdict().get("offset")))
    except ValueError:
        return None


def _offset(text: str | None) -> tzinfo | None:
    if not text or text[0] not in "+-":
        return UTC if text else None
    hours, minutes = int(text[1:3]), int(text[-2:])
    return timezone((-1 if text[0] == "-" else 1) * timedelta(hours=hours, minutes=minutes))


class UndecidedDates(Exception):
    """Raised where the order of the dates of a file cannot be known; ``mixed`` where it has dates of both orders."""

    def __init__(self, *, mixed: bool) -> None:
        super().__init__(mixed)
        self.mixed = mixed


def order_of_dates(times: Iterable[ClockTime], session: Sequence[date], given: DateOrder | None) -> DateOrder | None:
    """The one order of all dates of a file: as given, or by a day above 12, or by the days of the session.

    Args:
        times: All times of the file.
        session: Its first day and its last.
        given: What the host knows.

    Returns:
        None where no date needs it.

    Raises:
        UndecidedDates: nothing decides it, or the dates contradict each other or what is given.
    """
    written = {each.numbers for each in times if each.numbers}
    proven = {
        *(DateOrder.DAY_FIRST for one, _, _ in written if one > 12),
        *(DateOrder.MONTH_FIRST for _, two, _ in written if two > 12),
        *([given] if given else []),
    }
    if len(proven) > 1:
        raise UndecidedDates(mixed=True)
    if proven or not written:
        return next(iter(proven), None)
    near = {order for order in DateOrder if any(_is_near(each, order, session) for each in written)}
    if len(near) == 1 or all(one == two for one, two, _ in written):
        return next(iter(near), DateOrder.DAY_FIRST)
    raise UndecidedDates(mixed=False)


def _is_near(numbers: tuple[int, int, int], order: DateOrder, session: Sequence[date]) -> bool:
    day = ClockTime(time(), numbers=numbers).day_by(order)
    return day is not None and session[0] - DAY <= day <= session[-1] + DAY
