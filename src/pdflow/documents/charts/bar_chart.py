"""A chart of stacked bars: one row a bar, parts in shades from light to dark, with their numbers."""

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
    line,
    picture,
    shortened,
    text_shape,
)
from pdflow.documents.page import Picture

LEFT: Final = 180.0
WIDTH: Final = 748.0
ROW: Final = 24.0


@attrs.frozen
class Bar:
    """A bar: its label, the size of each part, and the text at its end, by default the sum."""

    label: str
    parts: tuple[int, ...]
    end: str = ""


def bar_chart(
    name: str, description: str, parts: Sequence[str], bars: Sequence[Bar], limit: tuple[float, str] | None = None
) -> Picture:
    """Draw stacked bars.

    Args:
        name: The title of the picture.
        description: What it shows, in words.
        parts: The labels of the parts of each bar, at most four.
        bars: The bars, from top to bottom.
        limit: Where a dashed line is drawn, and its label.
    """
    most = max([sum(bar.parts) for bar in bars] + ([limit[0]] if limit else []), default=1) or 1
    scale = (WIDTH - LEFT - 60) / most
    top = 34.0 if limit is None else 50.0
    shapes: list[Element] = [*_legend(parts)]
    for row, bar in enumerate(bars):
        shapes += _bar(bar, top + row * ROW, scale, parts)
    bottom = top + len(bars) * ROW
    if limit is not None:
        x = LEFT + limit[0] * scale
        shapes.append(line(x, top - 6, x, bottom, stroke=INK, dashes="4 3"))
        shapes.append(text_shape(x, top - 10, limit[1], size=10, anchor="end" if x > WIDTH / 2 else "start"))
    shapes.append(line(LEFT, top - 4, LEFT, bottom, stroke=INK))
    return picture(name, description, WIDTH, bottom + 6, *shapes)


def _legend(parts: Sequence[str]) -> Iterator[Element]:
    x = LEFT
    for shade, part in zip(SHADES, parts, strict=False):
        yield box(x, 4, 12, 12, fill=shade, stroke=SOFT)
        yield text_shape(x + 17, 14, part)
        x += 32 + len(part) * 6.2


def _bar(bar: Bar, y: float, scale: float, parts: Sequence[str]) -> Iterator[Element]:
    yield text_shape(LEFT - 8, y + 14, shortened(bar.label, LEFT - 12), anchor="end")
    x = LEFT
    for index, (count, part) in enumerate(zip(bar.parts, parts, strict=True)):
        width = count * scale
        if count:
            yield box(x, y + 2, width, ROW - 7, fill=SHADES[index], stroke=SOFT, tooltip=f"{part}: {count}")
            if width > 7 * len(str(count)) + 5:
                dark = "#fff" if index > 1 else INK
                yield text_shape(x + width / 2, y + 14.5, str(count), size=10, anchor="middle", fill=dark)
        x += width
    yield text_shape(x + 6, y + 14, bar.end or str(sum(bar.parts)), size=10.5, fill=SOFT)
