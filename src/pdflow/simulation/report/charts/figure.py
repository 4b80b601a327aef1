"""The style and the parts that all charts share (matplotlib, extra: simulation)."""

from __future__ import annotations

from typing import Any, Final

from pdflow.errors import MissingExtra
from pdflow.simulation.cohort import Run
from pdflow.simulation.report.summary import opening
from pdflow.simulation.report.translation import Translator

try:
    from matplotlib import rc_context
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator
except ImportError as error:
    raise MissingExtra("matplotlib", "simulation") from error

__all__ = ["Axes", "Figure", "MaxNLocator", "add_line", "add_months", "rc_context", "titled_figure"]

# Okabe and Ito's colours, which nearly everybody can tell apart.
ORANGE, SKY, GREEN, YELLOW, BLUE, RED, PINK, GREY, PALE = (
    *("#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7"),
    *("#777777", "#C8C8C8"),
)
MONTHS: Final = "Weeks of the school year, by month (hatched: no school)"
CROWDED: Final = 14
"""Days below which the names of two months would overlap."""
STYLE: Final[Any] = {
    "font.size": 12,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "legend.frameon": False,
    "savefig.dpi": 130,
    "figure.constrained_layout.use": True,
    "figure.constrained_layout.h_pad": 0.1,
}


def titled_figure(run: Run, translate: Translator, title: str, height: float) -> Figure:
    """Make a figure with its title, and below it what was run; the height is in inches."""
    figure = Figure(figsize=(12, height))
    figure.suptitle(title, x=0.012, ha="left", fontsize=19, fontweight="bold")
    figure.supxlabel(opening(run, translate), x=0.012, ha="left", fontsize=9, color=GREY)
    return figure


def add_months(run: Run, axes: Axes, translate: Translator) -> None:
    """Name the months below the weeks of the year, with hatches over those without school."""
    year = run.cohort.year
    axes.set_xlim(0.4, year.weeks + 0.6)
    firsts = [day for day in range(year.days) if day == 0 or year.date_of(day).day == 1]
    shown = firsts[1:] if len(firsts) > 1 and firsts[1] < CROWDED else firsts
    axes.set_xticks([day / 7 + 0.5 for day in shown], [translate.month(year.date_of(day)) for day in shown])
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
    for week in range(year.weeks):
        if not year.workdays(week):
            axes.axvspan(week + 0.5, week + 1.5, facecolor="none", edgecolor=GREY, hatch="///", linewidth=0, alpha=0.5)


def add_line(axes: Axes, x: float, label: str) -> None:
    """Draw a labelled vertical line."""
    axes.axvline(x, color="black", linewidth=1.2, linestyle=":")
    axes.annotate(label, (x, 1.01), xycoords=("data", "axes fraction"), ha="center", fontsize=11)
