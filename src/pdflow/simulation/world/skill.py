"""A practice as it really is in somebody's hands: it grows with practice and feedback, and fades without."""

from __future__ import annotations

from random import Random

from pdflow.simulation.world.parameters import Parameters
from pdflow.values import Level

MEASURES = ((0.4, Level.NOT_YET), (0.6, Level.PARTLY), (0.8, Level.MOSTLY))
"""Below which skill an observer sees which level."""


class Practice:
    """The hidden skill, from 0 to 1, and how much of it has become habit; observers see it through their own error."""

    __slots__ = ("_parameters", "_touched", "_used", "habit", "skill", "start")

    def __init__(self, parameters: Parameters, start: float, day: float) -> None:
        self._parameters = parameters
        self.start = self.skill = self.habit = start
        self._touched = self._used = day

    def on(self, day: float) -> float:
        """The skill on a day: what is above habit has halved with every half-life since the last contact."""
        lapsed = max(day - self._touched, 0.0)
        above: float = (self.skill - self.habit) * 0.5 ** (lapsed / self._parameters.half_life)
        return self.habit + above

    def contact(self, day: float, gain: float) -> None:
        """Learn from somebody: a share of what is still to learn, and some of it settles into habit."""
        skill = self.on(day)
        self.skill = skill + gain * (1 - skill)
        self.habit += self._parameters.settles * (self.skill - self.habit)
        self._touched = day

    def use(self, day: float) -> None:
        """Practise alone for the weeks since it was last used: worth less than a contact, and nothing settles."""
        weeks = max(day - max(self._used, self._touched), 0.0) / 7
        skill = self.on(day)
        self.skill = skill + (1 - (1 - self._parameters.from_own_practice) ** weeks) * (1 - skill)
        self._touched = self._used = day

    def next(self, day: float) -> Practice:
        """The next growth area: begins with part of what was gained in this one."""
        another = Practice(self._parameters, self.start, day)
        another.skill += self._parameters.carries_over * (self.on(day) - self.start)
        return another

    def seen(self, day: float, chance: Random) -> Level:
        """The level an observer records."""
        skill = self.on(day) + chance.gauss(0, self._parameters.observed_error)
        return next((level for below, level in MEASURES if skill < below), Level.FULLY)
