"""The chart of the days from training to the first follow-up, against the limits of the policy."""

from __future__ import annotations

from statistics import median
from typing import Final

from pdflow.simulation.cohort import Run
from pdflow.simulation.report.charts.figure import (
    GREEN,
    ORANGE,
    RED,
    Figure,
    MaxNLocator,
    add_line,
    titled_figure,
)
from pdflow.simulation.report.translation import Translator

DAYS: Final = "Days from training to the first follow-up at work"


def first_follow_up(run: Run, translate: Translator) -> Figure:
    """Draw how many people were first followed up after how many days."""
    days, policy = run.journal.first_follow_ups, run.cohort.policy
    limits = {"due after {count} day": policy.follow_up_due, "breached after {count} day": policy.follow_up_breached}
    due, breached = (limit or max(days, default=0) for limit in limits.values())
    late = sum(day > due for day in days)
    text = "How soon after training: {late} of {all} were followed up later than due"
    figure = titled_figure(run, translate, translate(text, late=late, all=len(days)), 7)
    axes = figure.add_subplot()
    groups = {
        "in time": [day for day in days if day <= due],
        "later than due": [day for day in days if due < day <= breached],
        "long overdue": [day for day in days if day > breached],
    }
    last = max(*days, due, breached, 14) + 3
    labels = [f"{translate(name)}: {len(group)}" for name, group in groups.items()]
    bins = [day - 0.5 for day in range(last + 1)]
    axes.hist([*groups.values()], bins, stacked=True, color=(GREEN, ORANGE, RED), label=labels, rwidth=0.9)
    axes.set(xlim=(-0.5, last), xlabel=translate(DAYS), ylabel=translate("People"))
    axes.set_ylim(0, max(axes.get_ylim()[1], 1))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    for name, limit in limits.items():
        if limit is not None:
            add_line(axes, limit + 0.5, translate(name, count=limit))
    half = translate("half of them within {count} day", count=round(median(days))) if days else None
    figure.legend(loc="outside right center", title=half, alignment="left")
    return figure
