"""A chart of change: the baseline, reading and target of each outcome, those of one unit on one scale with an axis."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final
from xml.etree.ElementTree import Element

import attrs

from pdflow.documents.charts.svg import (
    INK,
    SHADES,
    SOFT,
    box,
    dot,
    legend,
    line,
    picture,
    text_lines,
    text_shape,
    ticks,
    wrapped,
)
from pdflow.documents.page import Picture

LEFT: Final = 270.0
WIDTH: Final = 748.0
RIGHT: Final = WIDTH - 40

NumberFormat = Callable[[float], str]
"""Writes a number for the reader."""


@attrs.frozen
class Change:
    """An outcome at an evaluation level; a value is None where it is not known.

    Args:
        label: The outcome.
        notes: What stands below it: the level, and of how many people and readings it is.
        unit: What it is measured in; outcomes of one unit share a scale.
        spread: Between which values the middle half of the readings lies.
    """

    label: str
    notes: tuple[str, ...]
    unit: str
    baseline: float | None
    reading: float | None
    target: float | None
    spread: tuple[float, float] | None = None

    def values(self) -> list[float]:
        """All values that it shows."""
        known = (self.baseline, self.reading, self.target, *(self.spread or ()))
        return [value for value in known if value is not None]


@attrs.frozen
class _Scale:
    """The axis of a unit: its round numbers, from left to right."""

    marks: list[float]

    def x(self, value: float) -> float:
        low, high = self.marks[0], self.marks[-1]
        return LEFT + 40 + (value - low) / (high - low) * (RIGHT - LEFT - 40)


def change_chart(
    name: str, description: str, labels: Sequence[str], changes: Sequence[Change], number: NumberFormat
) -> Picture:
    """Draw open dots for baselines, full dots for readings, strokes for targets and boxes for the spread.

    Args:
        name: The title of the picture.
        description: What it shows, in words.
        labels: The labels of the four marks.
        changes: What is drawn, from top to bottom; the axis of a unit stands below the last of its outcomes.
        number: Writes a number.
    """
    shapes, y = legend(0, 0, WIDTH, zip(_marks(), labels, strict=True))
    by_unit: dict[str, list[Change]] = {}
    for change in changes:
        by_unit.setdefault(change.unit, []).append(change)
    y += 12
    for unit, measured in by_unit.items():
        scale = _scale(unit, measured)
        for change in measured:
            label = wrapped(change.label, LEFT)
            shapes += [*_texts(change, label, y), *_change(change, scale, y, number)]
            y += max(50.0, 13.0 * len(label) + 12.0 * len(change.notes) + 18)
        shapes += _axis(scale, y - 4, unit, number)
        y += 34
    return picture(name, description, WIDTH, y, *shapes)


def _marks() -> tuple[Element, ...]:
    return (
        dot(8, 8, 5.5, fill="#fff"),
        dot(8, 8, 5.5, fill=SHADES[3], stroke=SHADES[3]),
        line(8, 0, 8, 16, stroke=INK, width=3),
        box(0, 3, 16, 10, fill=SHADES[0], stroke=SHADES[1]),
    )


def _scale(unit: str, measured: Sequence[Change]) -> _Scale:
    """The axis of all values of a unit; percentages from 0 to 100 have one of 0 to 100."""
    values = [value for change in measured for value in change.values()]
    low, high = min(values), max(values)
    if unit.strip() == "%" and low >= 0 and high <= 100:
        return _Scale([0, 20, 40, 60, 80, 100])
    return _Scale(ticks(min(low, 0) if low >= 0 and high > 0 and low < high / 2 else low, high))


def _texts(change: Change, label: Sequence[str], y: float) -> Iterator[Element]:
    yield line(0, y, WIDTH, y)
    yield from text_lines(0, y + 16, label)
    for index, note in enumerate(change.notes):
        yield text_shape(0, y + 16 + 13 * len(label) + 12 * index, note, size=10, fill=SOFT)


def _axis(scale: _Scale, y: float, unit: str, number: NumberFormat) -> Iterator[Element]:
    yield line(scale.x(scale.marks[0]), y, RIGHT, y, stroke=INK)
    for mark in scale.marks:
        yield line(scale.x(mark), y, scale.x(mark), y + 4, stroke=INK)
        yield text_shape(scale.x(mark), y + 15, number(mark), size=10, anchor="middle", fill=SOFT)
    yield text_shape(LEFT + 20, y + 15, unit, size=10, anchor="end", fill=SOFT)


def _change(change: Change, scale: _Scale, y: float, number: NumberFormat) -> Iterator[Element]:
    baseline, reading, target = change.baseline, change.reading, change.target
    yield line(scale.x(scale.marks[0]), y + 24, RIGHT, y + 24)
    if change.spread is not None:
        low, high = map(scale.x, change.spread)
        yield box(low, y + 19, high - low, 10, fill=SHADES[0], stroke=SHADES[1])
    if target is not None:
        yield line(scale.x(target), y + 13, scale.x(target), y + 35, stroke=INK, width=3)
        yield text_shape(scale.x(target), y + 46, number(target), size=10, anchor="middle", fill=SOFT)
    if baseline is not None and reading is not None:
        yield line(scale.x(baseline), y + 24, scale.x(reading), y + 24, stroke=SHADES[3], width=3)
    if baseline is not None:
        yield dot(scale.x(baseline), y + 24, 6, fill="#fff")
    if reading is not None:
        yield dot(scale.x(reading), y + 24, 6, fill=SHADES[3], stroke=SHADES[3])
        yield text_shape(scale.x(reading), y + 14, number(reading), size=10, anchor="middle", bold=True)
    if baseline is not None:
        apart = reading is None or abs(scale.x(baseline) - scale.x(reading)) > 26
        yield text_shape(scale.x(baseline), y + (14 if apart else 46), number(baseline), size=10, anchor="middle")
