"""Skill in one practice: how it grows with training, feedback and use, fades, and looks to observers."""

from __future__ import annotations

from random import Random

from pdflow.simulation.world.parameters import Parameters
from pdflow.values import Level

OBSERVED = ((0.4, Level.NOT_YET), (0.6, Level.PARTLY), (0.8, Level.MOSTLY))
"""The level that an observer records below each skill; FULLY from the last one on."""


class Skill:
    """A hidden number from 0 to 1, part of which has become habit; observers see it with an error.

    Days are counted from the beginning of the year, and may be fractions.
    """

    __slots__ = ("_contact", "_parameters", "_use", "habit", "start", "value")

    def __init__(self, parameters: Parameters, start: float, day: float) -> None:
        self._parameters = parameters
        self.start = self.value = self.habit = start
        self._contact = self._use = day

    def on(self, day: float) -> float:
        """Return the skill on a day: what is above habit halves with every half-life since the last contact."""
        elapsed = max(day - self._contact, 0.0)
        above: float = (self.value - self.habit) * 0.5 ** (elapsed / self._parameters.half_life)
        return self.habit + above

    def grow(self, day: float, gain: float) -> None:
        """Learn a share of what is still to learn from somebody; a part of the skill settles into habit."""
        skill = self.on(day)
        self.value = skill + gain * (1 - skill)
        self.habit += self._parameters.settles * (self.value - self.habit)
        self._contact = day

    def use(self, day: float) -> None:
        """Practise alone for the weeks since the last use: worth less than a contact, and nothing becomes habit."""
        weeks = max(day - max(self._use, self._contact), 0.0) / 7
        skill = self.on(day)
        self.value = skill + (1 - (1 - self._parameters.from_own_practice) ** weeks) * (1 - skill)
        self._contact = self._use = day

    def next_area(self, day: float) -> Skill:
        """Return the skill in the next growth area, which begins with part of what was gained in this one."""
        following = Skill(self._parameters, self.start, day)
        following.value += self._parameters.carries_over * (self.on(day) - self.start)
        return following

    def observed(self, day: float, chance: Random) -> Level:
        """Return the level that an observer records."""
        skill = self.on(day) + chance.gauss(0, self._parameters.observed_error)
        return next((level for below, level in OBSERVED if skill < below), Level.FULLY)
