"""A coach's diary: which quarters of an hour can be spent with people, and which are taken."""

from __future__ import annotations

from random import Random

from pdflow.people import PersonId
from pdflow.simulation.world.parameters import Parameters
from pdflow.simulation.world.school_year import (
    DAY,
    MORNING,
    SchoolYear,
    day_of,
)

QUARTER = 15
"""Minutes in one slot of the diary."""
LONGEST_DAY = 28
"""Slots in a day: seven hours."""


class Diary:
    """One coach's days, each a row of slots; a visit takes the first ones that are free together."""

    def __init__(self, coach: PersonId, year: SchoolYear, parameters: Parameters, chance: Random) -> None:
        self.coach = coach
        self._slots = min(round(parameters.coach_hours * 60 / QUARTER / 5), LONGEST_DAY)
        full = (1 << self._slots) - 1
        self._taken = [0 if year.works(day) else full for day in range(year.days)]
        self._full = full
        self._ill = {day for day in range(year.days) if chance.random() < parameters.coach_ill}

    def close(self, day: int) -> None:
        """Close a day to visits."""
        if day < len(self._taken):
            self._taken[day] = self._full

    def add_illness(self, day: int) -> None:
        """Let the coach be ill, or away, on a day; nobody knows it beforehand."""
        self._ill.add(day)

    def book(self, day: int, minutes: int, last: int | None = None) -> int | None:
        """Take the first free time of a length on the days from ``day`` to ``last``, or to the year's end.

        Returns the minute of the year at which it begins, or None where no time is free.
        """
        end = len(self._taken) if last is None else min(last + 1, len(self._taken))
        for candidate in range(day, end):
            mask, slot = self._free(candidate, minutes)
            if mask:
                self._taken[candidate] |= mask << slot
                return candidate * DAY + MORNING + slot * QUARTER
        return None

    def _free(self, day: int, minutes: int) -> tuple[int, int]:
        """Return the mask of a free time and its first slot; a mask of 0 where the day has no such time."""
        need = -(-minutes // QUARTER)
        mask, free = (1 << need) - 1, self._full & ~self._taken[day]
        if free.bit_count() < need:
            return 0, 0
        return next(((mask, n) for n in range(self._slots - need + 1) if (free >> n) & mask == mask), (0, 0))

    def release(self, start: int, minutes: int) -> None:
        """Free a time that was taken."""
        day, slot = day_of(start), (start % DAY - MORNING) // QUARTER
        self._taken[day] &= ~((1 << -(-minutes // QUARTER)) - 1 << slot)

    def is_ill(self, day: int) -> bool:
        """Whether the coach is ill on a day; nobody knows it beforehand."""
        return day in self._ill
