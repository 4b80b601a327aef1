"""A chart of months, small calendars three in a row, with letters on marked days."""

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
    text_shape,
)
from pdflow.documents.page import Picture, Reader

CELL: Final = 33.0
ROW: Final = 22.0
HEAD: Final = 34.0
GAP: Final = 22.0
ACROSS: Final = 3
MONDAY: Final = date(2026, 8, 17)
"""A Monday, whichever: the first of seven days whose names head a month."""
MONTH_WIDTH: Final = 7 * CELL
MONTH_HEIGHT: Final = HEAD + 6 * ROW + 12


@attrs.frozen
class DayMark:
    """A mark on a day: its letter, whether its ground is dark, and its label in the legend."""

    letter: str
    dark: bool
    label: str


def year_calendar(
    name: str,
    description: str,
    months: Sequence[date],
    marks: Mapping[date, Sequence[DayMark]],
    is_open: Callable[[date], bool],
    reader: Reader,
) -> Picture:
    """Draw the months of these first days, the week as the reader begins it; days that are not open are shaded."""
    shapes: list[Element] = []
    for index, month in enumerate(months):
        x, y = index % ACROSS * (MONTH_WIDTH + GAP), index // ACROSS * MONTH_HEIGHT
        shapes += _month(x, y, month, marks, is_open, reader)
    width, bottom = ACROSS * MONTH_WIDTH + (ACROSS - 1) * GAP, -(-len(months) // ACROSS) * MONTH_HEIGHT
    rows = _rows({mark.letter: mark for day in sorted(marks) for mark in marks[day]}, width)
    for row, legend in enumerate(rows):
        shapes += _legend(legend, bottom + row * 20)
    return picture(name, description, width, bottom + len(rows) * 20 + 4, *shapes)


def _month(
    x: float,
    y: float,
    month: date,
    marks: Mapping[date, Sequence[DayMark]],
    is_open: Callable[[date], bool],
    reader: Reader,
) -> Iterator[Element]:
    write, language = reader.formats, reader.language
    yield text_shape(x, y + 12, write.month(month, language), size=12, bold=True)
    first = write.first_weekday(language)
    for weekday in range(7):
        name = write.weekday(MONDAY + timedelta(first + weekday), language)
        yield text_shape(x + weekday * CELL + 2, y + HEAD - 6, name, size=9, fill=SOFT)
    yield line(x, y + HEAD - 2, x + MONTH_WIDTH, y + HEAD - 2, stroke=INK)
    weekday_of_first, days = monthrange(month.year, month.month)
    blank = (weekday_of_first - first) % 7
    for number in range(1, days + 1):
        row, weekday = divmod(blank + number - 1, 7)
        day = month.replace(day=number)
        yield from _day(x + weekday * CELL, y + HEAD + row * ROW, day, marks.get(day, ()), is_open(day))


def _day(x: float, y: float, day: date, marks: Sequence[DayMark], is_open: bool) -> Iterator[Element]:
    if not is_open:
        yield box(x, y, CELL, ROW - 2, fill=FAINT)
    yield text_shape(x + 12, y + 11, str(day.day), size=9, anchor="end", fill=SOFT if not marks else INK)
    for index, mark in enumerate(marks[:2]):
        more = index == 1 and len(marks) > 2
        tooltip = ", ".join(other.label for other in (marks[1:] if more else [mark]))
        yield from _letter(x + 14 + index * 9.8, y + 1.5, DayMark("+", False, tooltip) if more else mark, tooltip)


def _letter(x: float, y: float, mark: DayMark, tooltip: str) -> Iterator[Element]:
    yield box(x, y, 9, 12, fill=SHADES[3] if mark.dark else SHADES[0], stroke=SHADES[3], tooltip=tooltip)
    yield text_shape(
        x + 4.5, y + 9.3, mark.letter, size=9, anchor="middle", fill="#fff" if mark.dark else INK, bold=True
    )


def _rows(legend: Mapping[str, DayMark], width: float) -> list[list[tuple[float, DayMark]]]:
    """The rows of a legend: its marks, each with its position in the row."""
    rows: list[list[tuple[float, DayMark]]] = [[]]
    x = 0.0
    for mark in legend.values():
        needs = 30 + len(mark.label) * 6.2
        if x and x + needs > width:
            rows.append([])
            x = 0.0
        rows[-1].append((x, mark))
        x += needs
    return rows


def _legend(legend: Sequence[tuple[float, DayMark]], y: float) -> Iterator[Element]:
    for x, mark in legend:
        yield from _letter(x, y, mark, "")
        yield text_shape(x + 16, y + 10, mark.label)
