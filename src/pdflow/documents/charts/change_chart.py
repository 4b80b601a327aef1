"""A chart of change: the baseline, reading and target of each outcome, each on its own scale."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from textwrap import wrap
from typing import Final
from xml.etree.ElementTree import Element

import attrs

from pdflow.documents.charts.svg import (
    INK,
    SHADES,
    SOFT,
    dot,
    line,
    picture,
    text_shape,
)
from pdflow.documents.page import Picture

LEFT: Final = 270.0
WIDTH: Final = 748.0
ROW: Final = 52.0

NumberFormat = Callable[[float], str]
"""Writes a number for the reader."""


@attrs.frozen
class Change:
    """An outcome at an evaluation level; a value is None where it is not known."""

    label: str
    level: str
    baseline: float | None
    reading: float | None
    target: float | None


def change_chart(
    name: str, description: str, legend: Sequence[str], changes: Sequence[Change], number: NumberFormat
) -> Picture:
    """Draw open dots for baselines, full dots for readings and strokes for targets; ``legend`` labels the three."""
    shapes: list[Element] = [*_legend(legend)]
    for row, change in enumerate(changes):
        shapes += _change(change, 40 + row * ROW, number)
    return picture(name, description, WIDTH, 40 + len(changes) * ROW, *shapes)


def _legend(legend: Sequence[str]) -> Iterator[Element]:
    x = LEFT
    marks = (
        dot(0, 12, 5.5, fill="#fff"),
        dot(0, 12, 5.5, fill=SHADES[3], stroke=SHADES[3]),
        line(0, 4, 0, 20, stroke=INK, width=3),
    )
    for mark, label in zip(marks, legend, strict=True):
        mark.set("transform", f"translate({x + 6:.0f} 0)")
        yield mark
        yield text_shape(x + 18, 16, label)
        x += 44 + len(label) * 6.4


def _change(change: Change, y: float, number: NumberFormat) -> Iterator[Element]:
    known = [value for value in (change.baseline, change.reading, change.target) if value is not None]
    low, high = min(known), max(known)
    span = (high - low) or 1.0

    def x(value: float) -> float:
        return LEFT + 40 + (value - low) / span * (WIDTH - LEFT - 80)

    yield line(0, y, WIDTH, y)
    lines = wrap(change.label, 42, max_lines=2, placeholder="…")
    for index, text in enumerate(lines):
        yield text_shape(0, y + 17 + index * 13, text)
    yield text_shape(0, y + 18 + len(lines) * 13, change.level, size=10, fill=SOFT)
    yield line(LEFT + 20, y + 22, WIDTH - 20, y + 22)
    if change.target is not None:
        yield line(x(change.target), y + 11, x(change.target), y + 33, stroke=INK, width=3)
        yield text_shape(x(change.target), y + 46, number(change.target), size=10, anchor="middle", fill=SOFT)
    if change.baseline is not None and change.reading is not None:
        yield line(x(change.baseline), y + 22, x(change.reading), y + 22, stroke=SHADES[3], width=3)
    if change.baseline is not None:
        yield dot(x(change.baseline), y + 22, 6, fill="#fff")
        yield text_shape(x(change.baseline), y + 13, number(change.baseline), size=10, anchor="middle")
    if change.reading is not None:
        yield dot(x(change.reading), y + 22, 6, fill=SHADES[3], stroke=SHADES[3])
        yield text_shape(x(change.reading), y + 13, number(change.reading), size=10, anchor="middle", bold=True)
