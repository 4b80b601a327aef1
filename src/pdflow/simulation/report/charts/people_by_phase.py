"""The chart of people by phase, week by week."""

from __future__ import annotations

from typing import Final

from pdflow.participation import Phase
from pdflow.simulation.cohort import Run
from pdflow.simulation.report.charts.figure import (
    BLUE,
    GREEN,
    GREY,
    MONTHS,
    ORANGE,
    PALE,
    PINK,
    SKY,
    YELLOW,
    Figure,
    add_line,
    add_months,
    titled_figure,
)
from pdflow.simulation.report.people import status_label
from pdflow.simulation.report.translation import Translator
from pdflow.simulation.world.journal import PAUSED

COLOURS: Final = {
    Phase.COMPLETED.value: GREEN,
    Phase.COACHING.value: BLUE,
    Phase.SUPPORT.value: SKY,
    Phase.TRAINING.value: ORANGE,
    Phase.ENROLLED.value: YELLOW,
    Phase.NOTHING.value: PALE,
    PAUSED: PINK,
    Phase.WITHDRAWN.value: GREY,
}
"""The colour of each status, from the bottom up."""


def people_in(run: Run, status: str) -> list[int]:
    """Return by week the people with a status at its end; who was coached in it is in coaching, not in support."""
    moved = {Phase.SUPPORT.value: -1, Phase.COACHING.value: 1}.get(status, 0)
    weeks = zip(run.journal.weeks, run.journal.coached, strict=True)
    return [week.get(status, 0) + moved * coached for week, coached in weeks]


def _label(status: str, translate: Translator) -> str:
    label = status_label(status, translate)
    return translate("{status} in that week", status=label) if status == Phase.COACHING else label


def people_by_phase(run: Run, translate: Translator) -> Figure:
    """Draw how many people had which status at the end of each week."""
    weeks, everybody = run.journal.weeks, len(run.cast.seats)
    done = sum(person.state.phase is Phase.COMPLETED for person in run.cohort.people)
    title = translate("Where people are: {done} of {all} completed the year's work", done=done, all=everybody)
    figure = titled_figure(run, translate, title, 7)
    axes = figure.add_subplot()
    bottom = [0] * len(weeks)
    numbers = [*range(1, len(weeks) + 1)]
    for status, colour in COLOURS.items():
        counts = people_in(run, status)
        if any(counts):
            axes.bar(numbers, counts, 0.92, bottom, color=colour, label=_label(status, translate))
            bottom = [low + more for low, more in zip(bottom, counts, strict=True)]
    axes.set(xlabel=translate(MONTHS), ylabel=translate("People at the end of each week"), ylim=(0, everybody))
    add_months(run, axes, translate)
    for number, days in enumerate(run.cohort.rounds, 1):
        if days[0] < run.cohort.year.days:
            add_line(axes, days[0] / 7 + 0.5, translate("training {number}", number=number))
    handles, labels = axes.get_legend_handles_labels()
    figure.legend(handles[::-1], labels[::-1], loc="outside right center")
    return figure
