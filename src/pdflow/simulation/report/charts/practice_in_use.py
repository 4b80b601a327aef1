"""The chart of the practice in use, week by week."""

from __future__ import annotations

from pdflow.simulation.cohort import Run
from pdflow.simulation.report.charts.figure import (
    BLUE,
    MONTHS,
    Figure,
    add_line,
    add_months,
    titled_figure,
)
from pdflow.simulation.report.translation import Translator


def practice_in_use(run: Run, translate: Translator) -> Figure:
    """Draw in how many lessons the practice is in use, as it is and not as observers see it."""
    shares = [total / len(run.cast.seats) for total in run.journal.practice]
    text = "Practice in use: from {start} of lessons to {end}"
    title = translate(text, start=translate.share(shares[0]), end=translate.share(shares[-1]))
    figure = titled_figure(run, translate, title, 6)
    axes = figure.add_subplot()
    per_cent = [100 * share for share in shares]
    axes.plot([week + 0.5 for week in range(len(shares))], per_cent, color=BLUE, linewidth=2.5)
    axes.set(xlabel=translate(MONTHS), ylabel=translate("Lessons with the practice in use, the mean (%)"))
    axes.set_ylim(0, max(60.0, 1.1 * max(per_cent)))
    add_months(run, axes, translate)
    for number, days in enumerate(run.cohort.rounds, 1):
        if days[0] < run.cohort.year.days:
            add_line(axes, days[0] / 7 + 0.5, translate("training {number}", number=number))
    return figure
