"""A trial of the model: people with support beside the same people without, read on some days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from statistics import fmean, pstdev

import attrs

from pdflow.simulation.world.calibration.support import Occasion, Support, SupportedLife, coaches
from pdflow.simulation.world.skill import Chances, Skill, SkillParameters, traits_of


@attrs.frozen
class Trial:
    """The readings of a trial; somebody without support stays at the start, so that the gain is the effect."""

    pupils_share: float
    """What pupils gain of the mean effect on instruction."""
    start: float
    spread: float
    """The standard deviation of the people without support."""
    gains: Mapping[float, float]
    """By day: the mean of what people with support are above the start, before what happens on that day."""
    sums: Mapping[float, float]
    """By day: the mean of the sum of all days' gains."""

    def level(self, day: float) -> float:
        """Return the mean skill on a day."""
        return self.start + self.gains[day]

    def effect(self, day: float) -> float:
        """Return the effect on practice on a day, in standard deviations."""
        return self.gains[day] / self.spread

    def on_pupils(self, first: float, last: float) -> float:
        """Return the effect on pupils of the days between two readings, in their standard deviations."""
        mean = (self.sums[last] - self.sums[first]) / (last - first)
        return self.pupils_share * mean / self.spread


def trial(support: Support, numbers: SkillParameters, seed: int, people: int, days: Iterable[float]) -> Trial:
    """Let people live through some support, and read their skill on some days.

    The same seed and number of people give the same people, whatever the support.
    """
    days = sorted(days)
    occasions = support.occasions()
    starts: list[float] = []
    readings: list[list[tuple[float, float]]] = []
    for number, quality in enumerate(coaches(support, numbers, seed, people)):
        chances = Chances(seed, number)
        skill = Skill(numbers, traits_of(numbers, chances, support.protected, support.take_part))
        starts.append(skill.traits.start)
        readings.append(_read(SupportedLife(support, numbers, skill, chances, quality), occasions, days))
    means = [tuple(map(fmean, zip(*on_day, strict=True))) for on_day in zip(*readings, strict=True)]
    gains, sums = (dict(zip(days, values, strict=True)) for values in zip(*means, strict=True))
    return Trial(numbers.on_pupils, fmean(starts), pstdev(starts), gains, sums)


def _read(
    life: SupportedLife, occasions: Iterable[tuple[float, Occasion]], days: Iterable[float]
) -> list[tuple[float, float]]:
    """Return the gain of one person, and the sum of all days' gains, on each of some days."""
    skill, start, found = life.skill, life.skill.traits.start, []
    ahead = [*occasions][::-1]
    for day in days:
        while ahead and ahead[-1][0] < day:
            on, happen = ahead.pop()
            happen(life, on)
        found.append((skill.on(day) - start, skill.sum_of_gain(day)))
    return found
