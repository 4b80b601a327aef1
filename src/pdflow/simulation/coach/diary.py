"""A coach's diary: the hours of a week that can be spent with people, and who has them."""

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
"""Minutes in one place of the diary."""
LONGEST_DAY = 28
"""Places in a day: seven hours."""


class Diary:
    """One coach's days, each a row of quarters of an hour; a visit takes the first that are free together."""

    def __init__(self, coach: PersonId, year: SchoolYear, parameters: Parameters, chance: Random) -> None:
        self.coach = coach
        self._places = min(round(parameters.coach_hours * 60 / QUARTER / 5), LONGEST_DAY)
        full = (1 << self._places) - 1
        self._taken = [0 if year.works(day) else full for day in range(year.days)]
        self._full = full
        self._ill = {day for day in range(year.days) if chance.random() < parameters.coach_ill}

    def close(self, day: int) -> None:
        """Keep a day free of visits."""
        if day < len(self._taken):
            self._taken[day] = self._full

    def book(self, day: int, minutes: int, last: int | None = None) -> int | None:
        """Take the first free time of that length from a day on, to a last day or the year's; None where there is none.

        What is taken is given as the minute at which it begins.
        """
        end = len(self._taken) if last is None else min(last + 1, len(self._taken))
        for candidate in range(day, end):
            run, place = self._free(candidate, minutes)
            if run:
                self._taken[candidate] |= run << place
                return candidate * DAY + MORNING + place * QUARTER
        return None

    def _free(self, day: int, minutes: int) -> tuple[int, int]:
        """The quarters of a free time and where they begin; none of them where the day has no such time."""
        need = -(-minutes // QUARTER)
        run, free = (1 << need) - 1, self._full & ~self._taken[day]
        if free.bit_count() < need:
            return 0, 0
        return next(((run, n) for n in range(self._places - need + 1) if (free >> n) & run == run), (0, 0))

    def release(self, start: int, minutes: int) -> None:
        """Give a time back that will not be used."""
        day, place = day_of(start), (start % DAY - MORNING) // QUARTER
        self._taken[day] &= ~((1 << -(-minutes // QUARTER)) - 1 << place)

    def is_ill(self, day: int) -> bool:
        """Whether the coach is away on a day; nobody knows before."""
        return day in self._ill
