"""The chart of the coaches' hours, week by week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final

from pdflow.people import PersonId
from pdflow.simulation.cohort import Run
from pdflow.simulation.report.charts.figure import (
    BLUE,
    MONTHS,
    RED,
    SKY,
    YELLOW,
    Axes,
    Figure,
    add_months,
    titled_figure,
)
from pdflow.simulation.report.translation import Translator
from pdflow.simulation.world.journal import LOST

KINDS: Final = {
    "OBSERVATION": ("observations", SKY),
    "CHECK_IN": ("check-ins", YELLOW),
    "COACHING": ("coaching", BLUE),
    LOST: ("lost: nobody came", RED),
}
"""The label and colour of each kind of visit."""
PANELS: Final = 8
"""Number of coaches up to which each has a panel; for more, one panel shows their average."""


def coach_load(run: Run, translate: Translator) -> Figure:
    """Draw the hours that coaches spent with people in each week, by kind of visit."""
    coaches = run.cast.coaches
    panels: list[tuple[str, tuple[PersonId, ...]]] = [(translate.name(coach), (coach,)) for coach in coaches]
    if len(coaches) > PANELS:
        panels = [(translate("One coach", count=len(coaches)), coaches)]
    title = translate("How full the coaches' weeks are")
    figure = titled_figure(run, translate, title, 2.4 + 2 * max(len(panels), 2))
    rows = figure.subplots(len(panels), 1, sharex=True, sharey=True, squeeze=False)[:, 0]
    for axes, (name, shown) in zip(rows, panels, strict=True):
        _panel(run, translate, axes, shown)
        axes.set_title(f"{name}: {_caseload(run, translate, shown)}", fontsize=12, loc="left")
    rows[-1].set_xlabel(translate(MONTHS))
    figure.supylabel(translate("Hours with people in a week"), fontsize=12)
    handles, labels = rows[0].get_legend_handles_labels()
    figure.legend(handles[::-1], labels[::-1], loc="outside right upper", fontsize=11)
    return figure


def _caseload(run: Run, translate: Translator, coaches: Sequence[PersonId]) -> str:
    people = sum(len(run.cohort.served(coach)) for coach in coaches)
    text = translate("{count} person", count=round(people / len(coaches)))
    if waits := [days for coach in coaches for days in run.journal.waits[coach]]:
        text += translate(", {count} day to a coaching session (median)", count=round(median(waits)))
    return text


def _panel(run: Run, translate: Translator, axes: Axes, coaches: Sequence[PersonId]) -> None:
    weeks = range(run.cohort.year.weeks)
    bottom = [0.0] * len(weeks)
    for kind, (name, colour) in KINDS.items():
        hours = [sum(_hours(run, coaches, kind, week)) / len(coaches) for week in weeks]
        axes.bar([week + 1 for week in weeks], hours, 0.92, bottom, label=translate(name), color=colour)
        bottom = [low + more for low, more in zip(bottom, hours, strict=True)]
    limit = run.cohort.parameters.coach_hours
    label = translate("{hours} hours at most", hours=limit)
    axes.axhline(limit, color="black", linewidth=1.2, linestyle="--", label=label)
    axes.set_ylim(0, limit * 1.15)
    add_months(run, axes, translate)


def _hours(run: Run, coaches: Sequence[PersonId], kind: str, week: int) -> Iterator[float]:
    for coach in coaches:
        weeks = run.journal.minutes[coach]
        if week < len(weeks):
            yield weeks[week][kind] / 60
