"""The world of a simulated year without its people: clock, calendar, coaches' diaries, staff, and what is counted."""

from __future__ import annotations

from collections import defaultdict
from random import Random
from typing import ClassVar

from pdflow.kernel.header import Actor
from pdflow.people import COORDINATOR, FACILITATOR, SYSTEM, PersonId
from pdflow.policy import TEXAS_CYCLE, TEXAS_LEADER, Policy
from pdflow.simulation.world.cast import Cast, Seat
from pdflow.simulation.world.day_batch import EventSink
from pdflow.simulation.world.diary import Diary
from pdflow.simulation.world.journal import Journal
from pdflow.simulation.world.parameters import SCHOOL_YEAR, Parameters
from pdflow.simulation.world.school_year import DAY, SchoolYear, day_of
from pdflow.simulation.world.stories import Environment, Process, Story, until_interrupted


class World:
    """What everybody in a simulated year shares."""

    first_day: ClassVar = 0
    """The day on which the clock starts; negative where a world has to be prepared before school begins."""

    def __init__(
        self,
        cast: Cast,
        batch: EventSink,
        *,
        policy: Policy = TEXAS_CYCLE,
        leaders: Policy | None = None,
        year: SchoolYear | None = None,
        seed: int | str = 1,
        parameters: Parameters = SCHOOL_YEAR,
    ) -> None:
        self.seed, self.policy, self.parameters = seed, policy, parameters
        self.leaders = TEXAS_LEADER if leaders is None and policy == TEXAS_CYCLE else leaders
        """The policy of campus leaders, where they have their own."""
        self.year = year or SchoolYear()
        self.batch, self.journal = batch, Journal()
        self.env = Environment(self.first_day * DAY)
        self.coordinator = Actor("coordinator", COORDINATOR)
        self.facilitator = Actor("facilitator", FACILITATOR)
        self.system = Actor("roster", SYSTEM)
        self.rounds = self.year.training(
            policy.fewest_cycles, parameters.weeks_between_rounds, parameters.days_of_training
        )
        """The days of each round of training."""
        self.sites: defaultdict[str, list[Seat]] = defaultdict(list)
        """The participants of each campus at the beginning of the year."""
        self.caseloads: dict[PersonId, dict[PersonId, None]] = {coach: {} for coach in cast.coaches}
        """The people of each coach, in the order in which they came."""
        for seat in cast.seats:
            self.sites[seat.site].append(seat)
            self.caseloads[seat.coach][seat.person] = None
        self.diaries = {coach: self._diary(coach) for coach in cast.coaches}

    @property
    def today(self) -> int:
        """Days since the year began; negative before it."""
        return day_of(self.env.now)

    def policy_for(self, seat: Seat) -> Policy:
        """Return the policy of a participant: that of leaders where they have their own, else the cohort's."""
        return self.leaders if seat.leads and self.leaders is not None else self.policy

    def begin(self, story: Story[None]) -> Process:
        """Run a story beside all others, until it ends or is interrupted."""
        return self.env.process(until_interrupted(story))

    def _diary(self, coach: PersonId) -> Diary:
        diary = Diary(coach, self.year, self.parameters, Random(f"{self.seed}:{coach}"))
        for days in self.rounds:
            for day in days:
                diary.close(day)
        return diary
