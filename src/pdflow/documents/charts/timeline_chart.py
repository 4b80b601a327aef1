"""A timeline chart: rows of milestones and numbered tasks over the months, on a ground of labelled bands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final
from xml.etree.ElementTree import Element

import attrs

from pdflow.documents.charts.months import months_from
from pdflow.documents.charts.svg import (
    FAINT,
    INK,
    RULE,
    SOFT,
    box,
    diamond,
    dot,
    line,
    picture,
    text_lines,
    text_shape,
    wrapped,
)
from pdflow.documents.page import Picture, Reader

LEFT: Final = 132.0
WIDTH: Final = 748.0
LANE: Final = 21.0
TOP: Final = 46.0


@attrs.frozen
class TimelineMark:
    """A mark of a row: a diamond for a milestone, or for a task a dot with its number."""

    day: date
    title: str
    number: int | None = None
    done: bool = False


@attrs.frozen
class TimelineRow:
    """A row under its label; the row of milestones has a bold one."""

    label: str
    marks: tuple[TimelineMark, ...]
    bold: bool = False


@attrs.frozen
class TimelineBand:
    """A part of the time, from its first day to the first day after it."""

    label: str
    first: date
    end: date


@attrs.frozen
class Timeline:
    """What a timeline shows between two days."""

    first: date
    last: date
    bands: tuple[TimelineBand, ...]
    rows: tuple[TimelineRow, ...]

    @property
    def scale(self) -> float:
        """The pixels of a day."""
        return (WIDTH - LEFT - 30) / max((self.last - self.first).days, 1)

    def x(self, day: date) -> float:
        """Where a day is drawn."""
        return LEFT + (day - self.first).days * self.scale


def timeline_chart(name: str, description: str, timeline: Timeline, reader: Reader) -> Picture:
    """Draw a timeline; of several marks that would touch, each has a lane of its own."""
    shapes: list[Element] = []
    y = TOP
    for row in timeline.rows:
        marks = sorted(row.marks, key=lambda mark: (mark.day, mark.title, mark.number or 0))
        positions = lanes([timeline.x(mark.day) for mark in marks])
        label = wrapped(row.label, LEFT - 12)
        shapes += text_lines(0, y + 15, label, bold=row.bold)
        for mark, (x, lane) in zip(marks, positions, strict=True):
            shapes += _mark(x, y + 11 + lane * LANE, mark)
        y += max(LANE * (1 + max(lane for _, lane in positions)), 13.0 * len(label) + 6) + 6
        shapes.append(line(0, y - 2, WIDTH, y - 2))
    ground = [*_bands(timeline, y), *_months(timeline, y, reader)]
    return picture(name, description, WIDTH, y + 26, *ground, *shapes, *_legend(y + 16, reader))


def lanes(positions: list[float]) -> list[tuple[float, int]]:
    """Each position, in ascending order, with the first lane in which it does not touch the one before."""
    ends: list[float] = []
    found = []
    for x in positions:
        lane = next((lane for lane, end in enumerate(ends) if x - 8 >= end), len(ends))
        ends[lane:] = [x + 24, *ends[lane + 1 :]]
        found.append((x, lane))
    return found


def _mark(x: float, y: float, mark: TimelineMark) -> Iterator[Element]:
    if mark.number is None:
        yield diamond(x, y, 7, tooltip=mark.title)
    else:
        yield dot(x, y, 5.5, fill=INK if mark.done else "#fff", tooltip=mark.title)
        yield text_shape(x + 9, y + 4, str(mark.number), size=10)


def _bands(timeline: Timeline, bottom: float) -> Iterator[Element]:
    for index, band in enumerate(timeline.bands):
        if band.first < band.end or index == 0:
            x, width = timeline.x(band.first), (band.end - band.first).days * timeline.scale
            if index == 1:
                yield box(x, 0, width, bottom - 2, fill=FAINT)
            yield from text_lines(x + 3, 10, wrapped(band.label, max(width, 60), 10), size=10, bold=True)


def _months(timeline: Timeline, bottom: float, reader: Reader) -> Iterator[Element]:
    months = [month for month in months_from(timeline.first, 240) if month <= timeline.last]
    every = 1 if len(months) <= 12 else 3
    for index, month in enumerate(months[1:]):
        x = timeline.x(month)
        yield line(x, 34, x, bottom - 2, dashes="1 3")
        if index % every == 0:
            yield text_shape(x + 2, 30, reader.formats.month(month, reader.language), size=9, fill=SOFT)
    yield line(LEFT, 34, WIDTH, 34, stroke=RULE)


def _legend(y: float, reader: Reader) -> Iterator[Element]:
    marks = ((diamond(8, y, 6), "Milestone"), (dot(120, y, 5.5, fill="#fff"), "Task"), (dot(200, y, 5.5), "Task done"))
    for (shape, label), x in zip(marks, (20, 132, 212), strict=True):
        yield shape
        yield text_shape(x, y + 4, reader.translate(label))
