"""What a plan can be asked for, looked at before a year is simulated."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite

from pdflow.errors import OutOfRange, WrongType
from pdflow.simulation.experiment.design import Alternative
from pdflow.simulation.experiment.estimates import years_to_show
from pdflow.simulation.experiment.plan.coverage_promise import CoveragePromise


def check_year(roster: Alternative, days: int) -> None:
    """Refuse a year without room for every training, a setback after the first, and so many days after the first.

    Raises:
        OutOfRange: naming the weeks, and how many are enough.
    """
    rounds = roster.rounds()
    first, last = rounds[0][-1], rounds[-1][-1]
    least = max(last // 7 + 1, (first + days) // 7 + 1, first // 7 + 2)
    if roster.weeks < least:
        allowed = f"{least} or more, which every training and {days} days after the first need"
        raise OutOfRange("Alternative.weeks", roster.weeks, allowed)


def check_most(most: object, people: int) -> None:
    """Refuse a highest number of coaches below 1, or above the number of people.

    Raises:
        OutOfRange: naming it.
    """
    if not isinstance(most, int) or not 1 <= most <= people:
        raise OutOfRange("plan_year.most", most, f"a whole number from 1 to {people}, the people planned for")


def check_budget(budget: object) -> None:
    """Refuse a budget that is no sum of money.

    Raises:
        OutOfRange: naming it.
    """
    if budget is not None and not (isinstance(budget, int | float) and isfinite(budget) and budget > 0):
        raise OutOfRange("plan_year.budget", budget, "dollars above 0")


def whole_year_seeds(seeds: Iterable[int]) -> tuple[int, ...]:
    """Return the seeds of the whole years, each once.

    Raises:
        OutOfRange: fewer than two, without which there is no interval.
    """
    return _seeds("plan_year.seeds", seeds, 2, "which an interval needs")


def first_weeks_seeds(seeds: Iterable[int], promise: CoveragePromise) -> tuple[int, ...]:
    """Return the seeds of the first weeks, each once.

    Raises:
        OutOfRange: so few that no number of coaches could ever be shown to be enough.
    """
    least = years_to_show(promise.chance)
    return _seeds("plan_year.early_seeds", seeds, least, f"which a chance of {promise.chance} needs")


def _seeds(place: str, seeds: object, least: int, why: str) -> tuple[int, ...]:
    every = tuple(seeds) if isinstance(seeds, Iterable) else (None,)
    found = tuple(dict.fromkeys(seed for seed in every if isinstance(seed, int)))
    if not all(isinstance(seed, int) for seed in every):
        raise WrongType(place, seeds, "whole numbers, as range(1, 21)")
    if len(found) < least:
        raise OutOfRange(place, len(found), f"{least} or more, {why}")
    return found
