"""SVG: shapes as XML elements, and the picture that holds them.

Shades differ in lightness and shapes in form, so that a black and white printer loses nothing. All coordinates and
sizes are in pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil, floor, log10
from textwrap import wrap
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from pdflow.documents.page import Picture

INK: Final = "#1a1a1a"
SOFT: Final = "#595959"
RULE: Final = "#c8c8c8"
FAINT: Final = "#ededea"
SHADES: Final = ("#dce6f0", "#9db9d5", "#4f81b0", "#17375e")
"""From light to dark; on the first two text is dark, on the others white."""


def picture(name: str, description: str, width: float, height: float, *shapes: Element) -> Picture:
    """A picture of this size, with its name and description for readers who cannot see it."""
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {_number(width)} {_number(height)}",
            "width": _number(width),
            "height": _number(height),
            "role": "img",
            "font-family": "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif",
        },
    )
    SubElement(root, "title").text = name
    SubElement(root, "desc").text = description
    root.extend(shapes)
    return Picture(name, description, tostring(root, encoding="unicode"))


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _shape(tag: str, paint: dict[str, str], **geometry: float) -> Element:
    return Element(tag, {**{name: _number(value) for name, value in geometry.items()}, **paint})


def text_shape(
    x: float, y: float, text: str, *, size: float = 11, anchor: str = "start", fill: str = INK, bold: bool = False
) -> Element:
    """A line of text; ``y`` is its baseline."""
    paint = {"font-size": _number(size), "text-anchor": anchor, "fill": fill}
    shape = _shape("text", paint | ({"font-weight": "600"} if bold else {}), x=x, y=y)
    shape.text = text
    return shape


def line(
    x1: float, y1: float, x2: float, y2: float, *, stroke: str = RULE, width: float = 1, dashes: str = ""
) -> Element:
    """A line; ``dashes`` are the lengths of its dashes and gaps, as in ``"4 3"``."""
    paint = {"stroke": stroke, "stroke-width": _number(width)} | ({"stroke-dasharray": dashes} if dashes else {})
    return _shape("line", paint, x1=x1, y1=y1, x2=x2, y2=y2)


def box(
    x: float, y: float, width: float, height: float, *, fill: str = "none", stroke: str = "none", tooltip: str = ""
) -> Element:
    """A rectangle."""
    return _with_tooltip(
        _shape("rect", {"fill": fill, "stroke": stroke}, x=x, y=y, width=width, height=height), tooltip
    )


def dot(x: float, y: float, r: float, *, fill: str = INK, stroke: str = INK, tooltip: str = "") -> Element:
    """A circle."""
    return _with_tooltip(
        _shape("circle", {"fill": fill, "stroke": stroke, "stroke-width": "1.4"}, cx=x, cy=y, r=r), tooltip
    )


def diamond(x: float, y: float, r: float, *, fill: str = INK, tooltip: str = "") -> Element:
    """A diamond."""
    points = " ".join(f"{_number(x + dx * r)},{_number(y + dy * r)}" for dx, dy in ((0, -1), (1, 0), (0, 1), (-1, 0)))
    return _with_tooltip(
        Element("polygon", {"points": points, "fill": fill, "stroke": INK, "stroke-width": "1.4"}), tooltip
    )


def _with_tooltip(shape: Element, tooltip: str) -> Element:
    if tooltip:
        SubElement(shape, "title").text = tooltip
    return shape


def wrapped(text: str, width: float, size: float = 11) -> list[str]:
    """The lines of a text that is about this wide at most; nothing of it is left out."""
    return wrap(text, max(int(width / (size * 0.58)), 4)) or [""]


def text_lines(
    x: float, y: float, lines: Sequence[str], *, size: float = 11, anchor: str = "start", bold: bool = False
) -> Iterator[Element]:
    """Lines of text one below the other; ``y`` is the baseline of the first."""
    for index, text in enumerate(lines):
        yield text_shape(x, y + index * (size + 2), text, size=size, anchor=anchor, bold=bold)


def legend(x: float, y: float, width: float, marks: Iterable[tuple[Element, str]]) -> tuple[list[Element], float]:
    """A legend of marks of twenty pixels with their labels, in as many rows as it takes, and where it ends below.

    Args:
        x: Its left edge.
        y: Its top edge.
        width: How far to the right it may go.
        marks: Each mark, drawn at the origin, and its label.
    """
    shapes: list[Element] = []
    left = x
    for mark, label in marks:
        needs = 44 + len(label) * 6.4
        if left > x and left + needs > x + width:
            left, y = x, y + 20
        mark.set("transform", f"translate({_number(left)} {_number(y)})")
        shapes += [mark, text_shape(left + 20, y + 12, label)]
        left += needs
    return shapes, y + 20


def ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Round numbers from one not above the low value to one not below the high value, evenly spaced."""
    span = (high - low) or abs(high) or 1.0
    power = 10.0 ** floor(log10(span / most))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10, 20) if span / (power * factor) <= most - 1)
    first, last = floor(round(low / step, 9)), ceil(round(high / step, 9))
    return [round(step * number, 9) for number in range(first, max(last, first + 1) + 1)]
