"""A picture of twelve months, small calendars three in a row, with letters on the days that matter."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final
from xml.etree.ElementTree import Element

import attrs

from pdflow.documents.charts.svg import (
    FAINT,
    INK,
    SHADES,
    SOFT,
    box,
    line,
    picture,
    words,
)
from pdflow.documents.page.blocks import Picture
from pdflow.documents.page.reader import Reader

CELL: Final = 33.0
ROW: Final = 22.0
HEAD: Final = 34.0
GAP: Final = 22.0
ACROSS: Final = 3
MONDAY: Final = date(2026, 8, 17)
"""Any."""
MONTH_WIDTH: Final = 7 * CELL
MONTH_HEIGHT: Final = HEAD + 6 * ROW + 12


@attrs.frozen
class Mark:
    """What stands on a day: a letter, whether it is written on dark, and what a legend calls it."""

    letter: str
    dark: bool
    label: str


def months_from(first: date, count: int) -> list[date]:
    """The first days of so many months, beginning with that of this day."""
    return [date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(count)]


def year_picture(
    name: str,
    description: str,
    first: date,
    marks: Mapping[date, Sequence[Mark]],
    is_open: Callable[[date], bool],
    reader: Reader,
) -> Picture:
    """Twelve months from a day on; days that are not open are shaded."""
    shapes: list[Element] = []
    for place, month in enumerate(months_from(first, 12)):
        x, y = place % ACROSS * (MONTH_WIDTH + GAP), place // ACROSS * MONTH_HEIGHT
        shapes += _month(x, y, month, marks, is_open, reader)
    width, bottom = ACROSS * MONTH_WIDTH + (ACROSS - 1) * GAP, 12 // ACROSS * MONTH_HEIGHT
    rows = _rows({mark.letter: mark for day in sorted(marks) for mark in marks[day]}, width)
    for row, legend in enumerate(rows):
        shapes += _legend(legend, bottom + row * 20)
    return picture(name, description, width, bottom + len(rows) * 20 + 4, *shapes)


def _month(
    x: float,
    y: float,
    month: date,
    marks: Mapping[date, Sequence[Mark]],
    is_open: Callable[[date], bool],
    reader: Reader,
) -> Iterator[Element]:
    write, language = reader.formats, reader.language
    yield words(x, y + 12, write.month(month, language), size=12, bold=True)
    for weekday in range(7):
        name = write.weekday(MONDAY + timedelta(weekday), language)
        yield words(x + weekday * CELL + 2, y + HEAD - 6, name, size=9, fill=SOFT)
    yield line(x, y + HEAD - 2, x + MONTH_WIDTH, y + HEAD - 2, stroke=INK)
    blank, days = monthrange(month.year, month.month)
    for number in range(1, days + 1):
        row, weekday = divmod(blank + number - 1, 7)
        day = month.replace(day=number)
        yield from _day(x + weekday * CELL, y + HEAD + row * ROW, day, marks.get(day, ()), is_open(day))


def _day(x: float, y: float, day: date, marks: Sequence[Mark], is_open: bool) -> Iterator[Element]:
    if not is_open:
        yield box(x, y, CELL, ROW - 2, fill=FAINT)
    yield words(x + 12, y + 11, str(day.day), size=9, anchor="end", fill=SOFT if not marks else INK)
    for place, mark in enumerate(marks[:2]):
        more = place == 1 and len(marks) > 2
        told = ", ".join(other.label for other in (marks[1:] if more else [mark]))
        yield from _letter(x + 14 + place * 9.8, y + 1.5, Mark("+", False, told) if more else mark, told)


def _letter(x: float, y: float, mark: Mark, told: str) -> Iterator[Element]:
    yield box(x, y, 9, 12, fill=SHADES[3] if mark.dark else SHADES[0], stroke=SHADES[3], told=told)
    yield words(x + 4.5, y + 9.3, mark.letter, size=9, anchor="middle", fill="#fff" if mark.dark else INK, bold=True)


def _rows(legend: Mapping[str, Mark], width: float) -> list[list[tuple[float, Mark]]]:
    """The marks of a legend, each with its place in its row; as many rows as it takes."""
    rows: list[list[tuple[float, Mark]]] = [[]]
    x = 0.0
    for mark in legend.values():
        needs = 30 + len(mark.label) * 6.2
        if x and x + needs > width:
            rows.append([])
            x = 0.0
        rows[-1].append((x, mark))
        x += needs
    return rows


def _legend(legend: Sequence[tuple[float, Mark]], y: float) -> Iterator[Element]:
    for x, mark in legend:
        yield from _letter(x, y, mark, "")
        yield words(x + 16, y + 10, mark.label)
