"""What a figure measures in the trials of a seed."""

from __future__ import annotations

from pdflow.simulation.world.calibration.comparison import Measured
from pdflow.simulation.world.calibration.studies import AT_ONCE, YEAR, Study


def level(study: Study, day: float) -> Measured:
    """Return the mean skill on a day."""
    return lambda trials: trials(study).level(day)


def kept(study: Study, day: float = YEAR) -> Measured:
    """Return which share of what was gained at once is left on a day."""
    return lambda trials: trials(study).gains[day] / trials(study).gains[AT_ONCE]


def effect(study: Study, *days: float) -> Measured:
    """Return the effect on practice, in standard deviations; of several days the mean."""
    return lambda trials: sum(map(trials(study).effect, days)) / len(days)


def points(study: Study, day: float) -> Measured:
    """Return the effect on practice in percentage points."""
    return lambda trials: 100 * trials(study).gains[day]


def pupils(study: Study, first: float, last: float) -> Measured:
    """Return the effect on pupils of the days between two, in standard deviations."""
    return lambda trials: trials(study).on_pupils(first, last)


def difference(one: Measured, other: Measured) -> Measured:
    """Return by how much one figure is above another."""
    return lambda trials: one(trials) - other(trials)


def ratio(one: Measured, other: Measured) -> Measured:
    """Return how many times another figure one is."""
    return lambda trials: one(trials) / other(trials)


def is_above(one: Measured, other: Measured) -> Measured:
    """Return 1 where one figure is above another, else 0; the mean over the seeds is a share."""
    return lambda trials: float(one(trials) > other(trials))
