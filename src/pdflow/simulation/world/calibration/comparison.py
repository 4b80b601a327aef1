"""The model beside what is published: each figure with its band, over many seeds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from functools import cache, partial
from math import inf, sqrt
from statistics import fmean, stdev

import attrs

from pdflow.simulation.world.calibration.studies import Study
from pdflow.simulation.world.calibration.trial import Trial, trial
from pdflow.simulation.world.skill import SCHOOL, SkillParameters

Trials = Callable[[Study], Trial]
"""Returns the trial of a study with the people of one seed."""
Measured = Callable[[Trials], float]
"""Measures something in the trials of one seed."""


class Use(StrEnum):
    """What a published figure was used for."""

    FITTED = "fitted"
    HELD_OUT = "held out"
    MODEL = "of the model"
    """A property that the model should have, with no study of its own."""


@attrs.frozen
class Figure:
    """A figure of the model, with what is published and the band in which the model's mean should be."""

    name: str
    use: Use
    of: Measured
    least: float = -inf
    most: float = inf
    published: float | None = None
    """None where nothing is published."""
    seen: bool = True
    """Whether the published figure was seen at its source, not in another's account of it."""


@attrs.frozen
class Comparison:
    """A figure and the model's values, one for each seed."""

    figure: Figure
    values: tuple[float, ...]

    @property
    def mean(self) -> float:
        """The mean over the seeds."""
        return fmean(self.values)

    @property
    def error(self) -> float:
        """The standard error of the mean."""
        return stdev(self.values) / sqrt(len(self.values))

    @property
    def holds(self) -> bool:
        """Whether the mean is in the band."""
        return self.figure.least <= self.mean <= self.figure.most


def compare(
    figures: Sequence[Figure], seeds: Iterable[int], people: int, numbers: SkillParameters = SCHOOL
) -> list[Comparison]:
    """Compute figures of the model with the people of each seed.

    Args:
        people: in each study that does not have a number of its own.
        numbers: the set for the studies of schools.
    """
    columns = [_figures(figures, seed, people, numbers) for seed in seeds]
    return [Comparison(figure, values) for figure, values in zip(figures, zip(*columns, strict=True), strict=True)]


def _figures(figures: Sequence[Figure], seed: int, people: int, numbers: SkillParameters) -> list[float]:
    trials = cache(partial(_trial, seed=seed, people=people, numbers=numbers))
    return [figure.of(trials) for figure in figures]


def _trial(study: Study, *, seed: int, people: int, numbers: SkillParameters) -> Trial:
    return trial(study.support, study.numbers or numbers, seed, study.people or people, study.days)
