"""A chart of stacked bars on one axis: one row a bar, parts in shades from light to dark, with their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from xml.etree.ElementTree import Element

import attrs

from pdflow.documents.charts.svg import (
    INK,
    SHADES,
    SOFT,
    box,
    legend,
    line,
    picture,
    text_lines,
    text_shape,
    ticks,
    wrapped,
)
from pdflow.documents.page import Picture

LEFT: Final = 180.0
WIDTH: Final = 748.0
ROW: Final = 24.0


@attrs.frozen
class Bar:
    """A bar: its label, and the size of each part."""

    label: str
    parts: tuple[int, ...]


def bar_chart(
    name: str,
    description: str,
    parts: Sequence[str],
    bars: Sequence[Bar],
    limit: tuple[float, str] | None = None,
    axis: str = "",
    most: int = 1,
) -> Picture:
    """Draw stacked bars.

    Args:
        name: The title of the picture.
        description: What it shows, in words.
        parts: The labels of the parts of each bar, at most four.
        bars: The bars, from top to bottom.
        limit: Where a dashed line is drawn, and its label.
        axis: What the bars count.
        most: The value up to which the axis goes at least, so that several pictures share one scale.
    """
    longest = max([sum(bar.parts) for bar in bars] + ([limit[0]] if limit else []), default=most)
    marks = [tick for tick in ticks(0, max(longest, most)) if tick == int(tick)]
    scale = (WIDTH - LEFT - 60) / max(marks[-1], longest)
    shades = ((box(0, 2, 12, 12, fill=shade, stroke=SOFT), part) for shade, part in zip(SHADES, parts, strict=False))
    shapes, y = legend(LEFT, 0, WIDTH - LEFT, shades)
    top = y + (10.0 if limit is None else 26.0)
    y = top
    for bar in bars:
        label = wrapped(bar.label, LEFT - 12)
        shapes += [*text_lines(LEFT - 8, y + 14, label, anchor="end"), *_bar(bar, y, scale, parts)]
        y += max(ROW, 13.0 * len(label) + 6)
    if limit is not None:
        x = LEFT + limit[0] * scale
        shapes.append(line(x, top - 6, x, y, stroke=INK, dashes="4 3"))
        shapes.append(text_shape(x, top - 10, limit[1], size=10, anchor="end" if x > WIDTH / 2 else "start"))
    shapes += [line(LEFT, top - 4, LEFT, y, stroke=INK), *_axis(marks, scale, y, axis)]
    return picture(name, description, WIDTH, y + 34, *shapes)


def _axis(marks: Sequence[float], scale: float, y: float, label: str) -> Iterator[Element]:
    yield line(LEFT, y, LEFT + marks[-1] * scale, y, stroke=INK)
    for mark in marks:
        x = LEFT + mark * scale
        yield line(x, y, x, y + 4, stroke=INK)
        yield text_shape(x, y + 15, f"{mark:g}", size=10, anchor="middle", fill=SOFT)
    if label:
        yield text_shape(LEFT, y + 29, label, size=10, fill=SOFT)


def _bar(bar: Bar, y: float, scale: float, parts: Sequence[str]) -> Iterator[Element]:
    x = LEFT
    for index, (count, part) in enumerate(zip(bar.parts, parts, strict=True)):
        width = count * scale
        if count:
            yield box(x, y + 2, width, ROW - 7, fill=SHADES[index], stroke=SOFT, tooltip=f"{part}: {count}")
            if width > 7 * len(str(count)) + 5:
                dark = "#fff" if index > 1 else INK
                yield text_shape(x + width / 2, y + 14.5, str(count), size=10, anchor="middle", fill=dark)
        x += width
    yield text_shape(x + 6, y + 14, str(sum(bar.parts)), size=10.5, fill=SOFT)
