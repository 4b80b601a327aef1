"""The plan of a year, as numbers: a search for the fewest coaches, and whole years of every way to run it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from functools import partial
from math import ceil, floor
from os import PathLike

import attrs

from pdflow.errors import OutOfRange
from pdflow.simulation.experiment.design import Alternative, Design
from pdflow.simulation.experiment.plan.coverage_promise import CoveragePromise
from pdflow.simulation.experiment.plan.plan_arguments import (
    check_budget,
    check_most,
    check_year,
    first_weeks_seeds,
    whole_year_seeds,
)
from pdflow.simulation.experiment.plan.ways import PLANNED, ways_of
from pdflow.simulation.experiment.questions import CoachesNeeded, fewest_coaches
from pdflow.simulation.experiment.results import Results
from pdflow.simulation.experiment.run import run_design

PROMISE = CoveragePromise()


@attrs.frozen
class YearPlan:
    """What the years say of a year to come."""

    roster: Alternative
    """The year as it was given, with the coaches on the roster."""
    promise: CoveragePromise
    search: CoachesNeeded
    """Which numbers of coaches keep the promise."""
    results: Results
    """Whole years of each of ``ways_of`` the plan."""
    budget: float | None = None
    """Dollars a year."""

    @property
    def planned(self) -> Alternative:
        """The year that is planned."""
        return self.results.design.alternatives[PLANNED]

    @property
    def affordable(self) -> int | None:
        """How many coaches the budget pays for; None without a budget."""
        return None if self.budget is None else affordable(self.roster, self.budget)


def plan_year(
    roster: Alternative,
    *,
    promise: CoveragePromise = PROMISE,
    budget: float | None = None,
    most: int = 6,
    seeds: Iterable[int] = range(1, 5),
    early_seeds: Iterable[int] = range(1, 37),
    executor: Executor | None = None,
    file: str | PathLike[str] | None = None,
    watch: Callable[[str], object] = lambda line: None,
) -> YearPlan:
    """Find the fewest coaches, and run whole years with as many, and of every other way to run the year.

    Where no number keeps the promise, or the budget does not pay for it, the plan has as many coaches as are tried or
    paid for.

    Args:
        most: the highest number of coaches that is tried.
        seeds: of the whole years, two or more.
        early_seeds: of the weeks in which everybody is first seen.
        executor: as of ``run_design``, like ``file``.
        watch: called with a line on what is over.

    Raises:
        OutOfRange: before anything is simulated: a budget that pays for no coach, too few seeds, no coach to try or
            more than people, a year too short for its trainings and the days of the promise.
        WrongType: seeds that are no whole numbers.
    """
    check_year(roster, promise.days)
    check_most(most, roster.people)
    check_budget(budget)
    seeds, early_seeds = whole_year_seeds(seeds), first_weeks_seeds(early_seeds, promise)
    within = most if budget is None else min(most, affordable(roster, budget))
    if within < 1:
        raise OutOfRange("plan_year.budget", budget, "enough for training and one coach")
    tell = partial(_tell, watch)
    weeks = min(weeks_until_seen(roster, promise.days), roster.weeks)
    search = fewest_coaches(
        roster.but(weeks_counted=weeks),
        most,
        early_seeds,
        share=promise.share,
        day=promise.days,
        chance=promise.chance,
        executor=executor,
        file=file,
        watch=partial(tell, "first weeks"),
    )
    design = Design(ways_of(roster.but(coaches=min(search.coaches or most, within))), seeds)
    results = run_design(design, executor=executor, file=file, watch=partial(tell, "whole years"))
    return YearPlan(roster, promise, search, results, budget)


def weeks_until_seen(roster: Alternative, days: int) -> int:
    """Return after how many weeks it is known who was seen so soon after the first training, and a week more."""
    return ceil((_last_day(roster.rounds()) + 1 + days) / 7) + 1


def affordable(roster: Alternative, budget: float) -> int:
    """Return for how many coaches a budget is enough, with the training of everybody."""
    prices, numbers = roster.costs, roster.parameters
    days = sum(map(len, roster.rounds()))
    hours = roster.people * days * numbers.minutes_of_training / 60
    training = days * ceil(roster.people / prices.group_size) * prices.trainer_day + roster.people * prices.material
    training += hours * prices.substituted * prices.substitute_hour
    return floor((budget - training) * (1 - prices.benefits) / prices.coach_salary)


def _last_day(rounds: Sequence[Sequence[int]]) -> int:
    return rounds[0][-1]


def _tell(watch: Callable[[str], object], what: str, over: int, of: int) -> None:
    watch(f"{what}: {over} of {of}")
