"""Skill in the commissioned practice: what is known, what of it is fresh, and what has become habit."""

from __future__ import annotations

from math import exp, inf
from typing import NamedTuple

from pdflow.simulation.world.skill.gains import learned_in_training
from pdflow.simulation.world.skill.parameters import SkillParameters
from pdflow.simulation.world.skill.traits import Traits


class InUse(NamedTuple):
    """What is in use of a practice above the start: habit, which stays, and what is fresh, which fades."""

    habit: float
    fresh: float
    total: float
    """The sum over all days so far of what was in use on each."""

    def after(self, days: float, fading: float, settling: float) -> InUse:
        """Return what is in use some days later.

        Args:
            fading: the share of what is fresh that fades a day.
            settling: the share of it that becomes habit a day.
        """
        rate = fading + settling
        lost = self.fresh * -exp(-rate * days) + self.fresh
        habit = self.habit + settling * lost / rate
        sum_of_fresh = lost / rate
        sum_of_habit = self.habit * days + settling / rate * (self.fresh * days - sum_of_fresh)
        return InUse(habit, self.fresh - lost, self.total + sum_of_fresh + sum_of_habit)


class Skill:
    """Somebody's skill in one practice, from 0 to 1; which growth area is worked on makes no other skill.

    Days are counted from the beginning of the year, may be fractions, and never go back.
    """

    __slots__ = ("_day", "_fading", "_in_use", "_numbers", "_settling", "_used_until", "hours", "known", "traits")

    def __init__(self, numbers: SkillParameters, traits: Traits) -> None:
        self.traits = traits
        self.known = 0.0
        """What was learned in all; a contact brings back what has faded of it."""
        self.hours = 0.0
        """Hours of training so far."""
        self._numbers, self._fading = numbers, numbers.fading
        self._settling = numbers.habit_rate * traits.use
        self._in_use = InUse(0.0, 0.0, 0.0)
        self._day, self._used_until = -inf, -inf

    def on(self, day: float) -> float:
        """Return the skill on a day."""
        in_use = self._at(day)
        return self.traits.start + in_use.habit + in_use.fresh

    def sum_of_gain(self, day: float) -> float:
        """Return the sum, over all days until this one, of the skill above the start."""
        return self._at(day).total

    def train(self, day: float, hours: float) -> None:
        """Learn from hours of training, which count together with those before."""
        share = learned_in_training(self._numbers, self.hours, hours)
        self.hours += hours
        self.refresh(day)
        self._learn(share)

    def commit(self, day: float) -> None:
        """Use a step for some weeks from now on."""
        self._go_on_to(day)
        self._used_until = day + self._numbers.step_days

    def meet(self, day: float, learned: float = 0.0) -> None:
        """Meet somebody about the practice: bring back what has faded, learn, and use a step for some weeks.

        Args:
            learned: the share of what is still to learn that the contact teaches; none at a check-in.
        """
        self.commit(day)
        self.refresh(day)
        self._learn(learned)

    def refresh(self, day: float) -> None:
        """Bring back what has faded of what was learned."""
        self._go_on_to(day)
        self._in_use = self._in_use._replace(fresh=self.known - self._in_use.habit)

    def _learn(self, share: float) -> None:
        more = share * (self.traits.reach - self.known)
        self.known += more
        self._in_use = self._in_use._replace(fresh=self._in_use.fresh + more)

    def _go_on_to(self, day: float) -> None:
        self._in_use = self._at(day)
        self._day = max(day, self._day)

    def _at(self, day: float) -> InUse:
        if day <= self._day or not self.known:
            return self._in_use
        in_use, since = self._in_use, self._day
        if since < self._used_until:
            until = min(day, self._used_until)
            in_use, since = in_use.after(until - since, self._fading, self._settling), until
        return in_use.after(day - since, self._fading, 0.0) if since < day else in_use
