"""Realistic streams for load tests: the participations of simulated people over a year (extra: simulation).

Every event was decided by the real guards, with the corrections, refusals and pauses that a year has. Nobody in them
exists; the same seed gives the same rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pdflow.policy import TEXAS_CYCLE, Policy
from pdflow.simulation.cohort import Cohort
from pdflow.simulation.run import encoder
from pdflow.simulation.world.cast import Cast, Seat
from pdflow.simulation.world.day_batch import DayRows
from pdflow.simulation.world.school_year import SchoolYear
from pdflow.storage.event_store import Append, EventStore

TOGETHER: Final = 120
"""People simulated together; memory is for so many, however many there are in all."""
CASELOAD: Final = 30
"""People a coach."""
CAMPUS: Final = 20
"""People of a campus, with one line manager."""


def fill(store: EventStore, people: int, seed: int = 1, *, weeks: int = 40, policy: Policy = TEXAS_CYCLE) -> int:
    """Append a year of so many participations to a store, a simulated day in each transaction; return how many events.

    Raises:
        Conflict: the store has streams of the same names, ``participation-person-1`` and so on.
    """
    events = 0
    for day in days(people, seed, weeks=weeks, policy=policy):
        store.append_all(day)
        events += sum(len(append.events) for append in day)
    return events


def days(people: int, seed: int = 1, *, weeks: int = 40, policy: Policy = TEXAS_CYCLE) -> Iterator[list[Append]]:
    """Yield what one simulated day after the other appends, for stores that are filled in another way.

    The year begins again with each 120 people.
    """
    for first in range(0, people, TOGETHER):
        rows = DayRows(encoder(Cohort))
        cast = made_up(range(first + 1, min(first + TOGETHER, people) + 1))
        cohort = Cohort(cast, rows, policy=policy, year=SchoolYear(weeks), seed=f"{seed}:{first}")
        yield from (day for _ in cohort.days() if (day := rows.take()))


def made_up(numbers: range) -> Cast:
    """Return a cast of people with these numbers, on campuses with a line manager each, and their coaches."""
    seats = tuple(
        Seat(
            f"person-{number}",
            f"campus-{number // CAMPUS}",
            "Teacher",
            leads=False,
            manager=f"manager-{number // CAMPUS}",
            coach=f"coach-{number // CASELOAD}",
        )
        for number in numbers
    )
    coaches = tuple(dict.fromkeys(seat.coach for seat in seats))
    return Cast(seats, coaches, {seat.site: f"Campus {seat.site.partition('-')[2]}" for seat in seats})
