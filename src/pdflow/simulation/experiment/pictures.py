"""The picture of an answer: each estimate as a dot, with its interval as a line (matplotlib, extra: planning)."""

from __future__ import annotations

import re
from html import escape
from io import StringIO
from os import PathLike
from textwrap import fill
from typing import Any, Final

from pdflow.errors import MissingExtra
from pdflow.simulation.experiment.answer import Answer, Panel, cells, without_word
from pdflow.simulation.report.translation import ENGLISH, Translator

try:
    from matplotlib import rc_context
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
except ImportError as error:
    raise MissingExtra("matplotlib", "planning") from error

BLUE, RED, GREY = "#0072B2", "#D55E00", "#777777"
STYLE: Final[Any] = {
    "font.size": 12,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.axisbelow": True,
    "savefig.dpi": 130,
    "figure.constrained_layout.use": True,
    "figure.constrained_layout.h_pad": 0.1,
}
WIDTH: Final = 10
"""Inches."""


def picture(answer: Answer, translate: Translator = ENGLISH) -> Figure:
    """Draw an answer: a panel for each quantity, a row for each estimate; what is wanted as a dashed line."""
    rows = [len(panel.points) for panel in answer.panels]
    with rc_context(STYLE):
        figure = Figure(figsize=(WIDTH, 1.1 + sum(0.75 + 0.33 * count for count in rows)))
        title = fill(answer.text(translate), 75)
        figure.suptitle(title, x=0.012, ha="left", fontsize=16, fontweight="bold")
        figure.supxlabel(fill(answer.note(translate), 120), x=0.012, ha="left", fontsize=9, color=GREY)
        places = figure.subplots(len(rows), 1, squeeze=False, height_ratios=[1 + count for count in rows])[:, 0]
        for axes, panel in zip(places, answer.panels, strict=True):
            _draw(axes, panel, translate)
    return figure


def draw_answer(answer: Answer, file: str | PathLike[str], translate: Translator = ENGLISH) -> None:
    """Draw an answer into a file, PNG or SVG by its name."""
    with rc_context(STYLE):
        picture(answer, translate).savefig(file)


def svg_of(answer: Answer, name: str, translate: Translator = ENGLISH) -> str:
    """Return the picture of an answer as SVG that can stand in a page beside others; the same answer, the same text.

    Args:
        name: a word that begins the ids of its parts, another one for each picture of a page.
    """
    written = StringIO()
    with rc_context({**STYLE, "svg.fonttype": "none", "svg.hashsalt": name}):
        picture(answer, translate).savefig(written, format="svg", metadata={"Date": None})
    svg = written.getvalue()[written.getvalue().index("<svg") :]
    described = f'<svg role="img" aria-label="{escape(answer.text(translate))}"'
    return re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{name}-", svg).replace("<svg", described, 1)


def _draw(axes: Axes, panel: Panel, translate: Translator) -> None:
    axes.set_title(fill(panel.title(translate), 64), fontsize=12, loc="left")
    count = len(panel.points)
    for row, point in enumerate(panel.points):
        estimate = point.estimate
        value, low, high = cells(panel.unit, estimate, translate)
        interval = translate("{estimate} ({low} to {high})", estimate=value, low=low, high=high)
        text = interval if estimate.is_estimable else value
        axes.text(1.01, row, text, transform=axes.get_yaxis_transform(), va="center", fontsize=11)
        if estimate.value is not None and estimate.low is not None and estimate.high is not None:
            axes.hlines(row, estimate.low, estimate.high, color=BLUE, linewidth=3, alpha=0.6)
            axes.plot([estimate.value], [row], "o", color=BLUE, markersize=7)
    if panel.line is not None:
        axes.axvline(panel.line, color=RED, linestyle="--", linewidth=1.2)
    axes.set_yticks(range(count), [point.label(translate) for point in panel.points])
    axes.set_ylim(count - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color="#E4E4E4")
    axes.xaxis.set_major_formatter(lambda value, position: without_word(panel.unit, value, translate))
    axes.locator_params(axis="x", nbins=6)
    axes.margins(x=0.08)
