"""Three pictures of a year for the wall of an office (matplotlib, extra: simulation)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any, Final

from pdflow.errors import MissingExtra
from pdflow.participation.state.state import Phase
from pdflow.people import PersonId
from pdflow.simulation.report.journal import LOST, PAUSED
from pdflow.simulation.report.report import opening, place
from pdflow.simulation.run import Run
from pdflow.simulation.world.translation import ENGLISH, Speaker

try:
    from matplotlib import rc_context
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator
except ImportError as error:
    raise MissingExtra("matplotlib", "simulation") from error

# Okabe and Ito's colours, which nearly everybody can tell apart.
ORANGE, SKY, GREEN, YELLOW, BLUE, RED, PINK, GREY, PALE = (
    *("#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7"),
    *("#777777", "#C8C8C8"),
)
PHASES: Final = {
    Phase.COMPLETED.value: GREEN,
    Phase.COACHING.value: BLUE,
    Phase.SUPPORT.value: SKY,
    Phase.TRAINING.value: ORANGE,
    Phase.ENROLLED.value: YELLOW,
    Phase.NOTHING.value: PALE,
    PAUSED: PINK,
    Phase.WITHDRAWN.value: GREY,
}
"""From the bottom up."""
KINDS: Final = {
    "OBSERVATION": ("observations", SKY),
    "CHECK_IN": ("check-ins", YELLOW),
    "COACHING": ("coaching", BLUE),
    LOST: ("lost: nobody came", RED),
}
WEEKS: Final = "Week of the school year (hatched: no school)"
DAYS: Final = "Days from training to the first follow-up at work"
PANELS: Final = 8
"""Coaches that have a panel each; more are drawn as their average."""
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


def draw(run: Run, folder: Path, say: Speaker = ENGLISH) -> list[Path]:
    """Draw all three into a folder; where they are."""
    with rc_context(STYLE):
        return [
            _save(phases(run, say), folder / "people-by-phase.png"),
            _save(loads(run, say), folder / "coach-load.png"),
            _save(first_follow_up(run, say), folder / "first-follow-up.png"),
        ]


def _save(figure: Figure, file: Path) -> Path:
    figure.savefig(file)
    return file


def _sheet(run: Run, say: Speaker, title: str, height: float) -> Figure:
    """A figure with its title, and below it what was simulated."""
    figure = Figure(figsize=(12, height))
    figure.suptitle(title, x=0.012, ha="left", fontsize=19, fontweight="bold")
    figure.supxlabel(opening(run, say), x=0.012, ha="left", fontsize=9, color=GREY)
    return figure


def phases(run: Run, say: Speaker) -> Figure:
    """Where people were at the end of each week."""
    weeks, everybody = run.journal.weeks, len(run.cast.seats)
    done = sum(person.state.phase is Phase.COMPLETED for person in run.cohort.people)
    title = say("Where people are: {done} of {all} completed the year's work", done=done, all=everybody)
    figure = _sheet(run, say, title, 7)
    axes = figure.add_subplot()
    floor = [0] * len(weeks)
    numbers = [*range(1, len(weeks) + 1)]
    for where, colour in PHASES.items():
        counts = [week.get(where, 0) for week in weeks]
        if any(counts):
            axes.bar(numbers, counts, 0.92, floor, color=colour, label=place(where, say))
            floor = [low + more for low, more in zip(floor, counts, strict=True)]
    axes.set(xlabel=say(WEEKS), ylabel=say("People at the end of the week"), ylim=(0, everybody))
    _weeks(run, axes)
    for number, days in enumerate(run.cohort.rounds, 1):
        if days[0] < run.cohort.year.days:
            _mark(axes, days[0] / 7 + 0.5, say("training {number}", number=number))
    handles, labels = axes.get_legend_handles_labels()
    figure.legend(handles[::-1], labels[::-1], loc="outside right center")
    return figure


def _weeks(run: Run, axes: Axes) -> None:
    """The weeks of the year, those without school shaded."""
    year = run.cohort.year
    axes.set_xlim(0.4, year.weeks + 0.6)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
    for week in range(year.weeks):
        if not year.workdays(week):
            axes.axvspan(week + 0.5, week + 1.5, facecolor="none", edgecolor=GREY, hatch="///", linewidth=0, alpha=0.5)


def _mark(axes: Axes, at: float, told: str) -> None:
    axes.axvline(at, color="black", linewidth=1.2, linestyle=":")
    axes.annotate(told, (at, 1.01), xycoords=("data", "axes fraction"), ha="center", fontsize=11)


def loads(run: Run, say: Speaker) -> Figure:
    """How the coaches' hours went, week by week: each coach for a few, their average for many."""
    coaches = run.cast.coaches
    panels: list[tuple[str, tuple[PersonId, ...]]] = [(coach, (coach,)) for coach in coaches]
    if len(coaches) > PANELS:
        panels = [(say("One coach", count=len(coaches)), coaches)]
    figure = _sheet(run, say, say("How full the coaches' weeks are"), 2.4 + 2 * max(len(panels), 2))
    rows = figure.subplots(len(panels), 1, sharex=True, sharey=True, squeeze=False)[:, 0]
    for axes, (name, served) in zip(rows, panels, strict=True):
        _load(run, say, axes, served)
        axes.set_title(f"{name}: {_served(run, say, served)}", fontsize=12, loc="left")
    rows[-1].set_xlabel(say(WEEKS))
    figure.supylabel(say("Hours with people in a week"), fontsize=12)
    handles, labels = rows[0].get_legend_handles_labels()
    figure.legend(handles[::-1], labels[::-1], loc="outside right upper", fontsize=11)
    return figure


def _served(run: Run, say: Speaker, coaches: Sequence[PersonId]) -> str:
    people = sum(len(run.cohort.served[coach]) for coach in coaches)
    told = say("{count} person", count=round(people / len(coaches)))
    if waits := [days for coach in coaches for days in run.journal.waits[coach]]:
        told += say(", {count} day to a coaching session (median)", count=round(median(waits)))
    return told


def _load(run: Run, say: Speaker, axes: Axes, coaches: Sequence[PersonId]) -> None:
    weeks = range(run.cohort.year.weeks)
    floor = [0.0] * len(weeks)
    for kind, (name, colour) in KINDS.items():
        hours = [sum(_hours(run, coaches, kind, week)) / len(coaches) for week in weeks]
        axes.bar([week + 1 for week in weeks], hours, 0.92, floor, label=say(name), color=colour)
        floor = [low + more for low, more in zip(floor, hours, strict=True)]
    limit = run.cohort.parameters.coach_hours
    axes.axhline(limit, color="black", linewidth=1.2, linestyle="--", label=say("{hours} hours at most", hours=limit))
    axes.set_ylim(0, limit * 1.15)
    _weeks(run, axes)


def _hours(run: Run, coaches: Sequence[PersonId], kind: str, week: int) -> Iterator[float]:
    for coach in coaches:
        spent = run.journal.minutes[coach]
        if week < len(spent):
            yield spent[week][kind] / 60


def first_follow_up(run: Run, say: Speaker) -> Figure:
    """How many days after the training people were first followed up, against the policy."""
    days, policy = run.journal.first_follow_ups, run.cohort.policy
    limits = {"due after {count} day": policy.follow_up_due, "breached after {count} day": policy.follow_up_breached}
    due, breached = (limit or max(days, default=0) for limit in limits.values())
    late = sum(day > due for day in days)
    title = say("How soon after training: {late} of {all} were followed up later than due", late=late, all=len(days))
    figure = _sheet(run, say, title, 7)
    axes = figure.add_subplot()
    groups = {
        "in time": [day for day in days if day <= due],
        "later than due": [day for day in days if due < day <= breached],
        "long overdue": [day for day in days if day > breached],
    }
    last = max(*days, due, breached, 14) + 3
    labels = [f"{say(name)}: {len(group)}" for name, group in groups.items()]
    bins = [day - 0.5 for day in range(last + 1)]
    axes.hist([*groups.values()], bins, stacked=True, color=(GREEN, ORANGE, RED), label=labels, rwidth=0.9)
    axes.set(xlim=(-0.5, last), xlabel=say(DAYS), ylabel=say("People"))
    axes.set_ylim(0, max(axes.get_ylim()[1], 1))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    for name, limit in limits.items():
        if limit is not None:
            _mark(axes, limit + 0.5, say(name, count=limit))
    told = say("half of them within {count} day", count=round(median(days))) if days else None
    figure.legend(loc="outside right center", title=told, alignment="left")
    return figure
