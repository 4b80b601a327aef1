"""The world of a simulated year: its clock, its calendar, its coaches, and everybody in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from random import Random
from typing import Any, ClassVar

from pdflow.errors import MissingExtra
from pdflow.kernel.decider import Decider
from pdflow.kernel.header import Actor
from pdflow.participation.table import decider
from pdflow.people import (
    COACH,
    COORDINATOR,
    FACILITATOR,
    SYSTEM,
)
from pdflow.policy import TEXAS_CYCLE, TEXAS_LEADER, Policy
from pdflow.simulation.coach import worklists as lists
from pdflow.simulation.coach.diary import Diary
from pdflow.simulation.participant import (
    absence as standing,
    enrolment as joining,
    support as supporting,
    training,
)
from pdflow.simulation.participant.person import Person, Story
from pdflow.simulation.report.journal import Journal
from pdflow.simulation.world.cast import Cast, Seat
from pdflow.simulation.world.day_batch import Keeper
from pdflow.simulation.world.parameters import SCHOOL_YEAR, Parameters
from pdflow.simulation.world.school_year import DAY, SchoolYear

try:
    import simpy
except ImportError as error:
    raise MissingExtra("simpy", "simulation") from error

EVENING = 18 * 60


class Cohort:
    """Everybody of a cast through one school year; the same seed gives the same year."""

    opens: ClassVar = 0
    """The day on which the clock begins; before 0 where something has to be prepared."""
    aggregates: ClassVar[tuple[Decider[Any], ...]] = (decider,)
    """Whose events are kept."""
    joins: Callable[[Person], Story[None]] = staticmethod(joining.join)
    """How somebody becomes a participant."""
    stories_at_work: tuple[Callable[[Person], Story[None]], ...] = (
        training.attend,
        supporting.be_prompted,
    )
    """What goes on for somebody who comes back as for everybody."""
    stories = (
        *stories_at_work,
        standing.take_leave,
        standing.move_elsewhere,
        standing.leave_for_good,
    )
    """What goes on for each person, side by side."""

    def __init__(
        self,
        cast: Cast,
        keeper: Keeper,
        *,
        policy: Policy = TEXAS_CYCLE,
        year: SchoolYear | None = None,
        seed: int = 1,
        parameters: Parameters = SCHOOL_YEAR,
    ) -> None:
        self.seed, self.policy, self.parameters = seed, policy, parameters
        self.year = year or SchoolYear()
        self.keeper, self.journal = keeper, Journal()
        self.env = simpy.Environment(self.opens * DAY)
        self.coordinator = Actor("coordinator", COORDINATOR)
        self.facilitator = Actor("facilitator", FACILITATOR)
        self.system = Actor("roster", SYSTEM)
        self.rounds = self.year.training(
            policy.fewest_cycles, parameters.weeks_between_rounds, parameters.days_of_training
        )
        self.sites: defaultdict[str, list[Seat]] = defaultdict(list)
        """Who is at each campus when the year begins."""
        for seat in cast.seats:
            self.sites[seat.site].append(seat)
        self.diaries = {coach: self._diary(coach) for coach in cast.coaches}
        self.people = [Person(seat, self) for seat in cast.seats]
        self.served: dict[str, dict[Person, None]] = {coach: {} for coach in cast.coaches}
        """Each coach's people, in the order in which they came."""
        for person in self.people:
            self.served[person.seat.coach][person] = None
        self.journal.phases["NOTHING"] = len(self.people)
        for person in self.people:
            person.begin(self.joins)
        for coach in cast.coaches:
            self.begin(lists.work_lists(self, coach))

    def policy_for(self, seat: Seat) -> Policy:
        """A campus leader's year differs from a teacher's."""
        return TEXAS_LEADER if seat.leads and self.policy is TEXAS_CYCLE else self.policy

    def end_of(self, cycle: int) -> int:
        """When a round of training ends, as things stand."""
        return self.rounds[cycle - 1][-1] * DAY + training.CLOSING

    def hand_over(self, person: Person, coach: str) -> None:
        """Let another coach have somebody."""
        del self.served[person.coach.person][person]
        person.coach = Actor(coach, COACH)
        self.served[coach][person] = None

    def begin(self, story: Story[None]) -> simpy.Process:
        """Let a story go on until it ends or its person leaves."""
        return self.env.process(_until_interrupted(story))

    def end(self, person: Person) -> None:
        """Break off whatever else goes on for a person."""
        for story in person.stories:
            if story.is_alive and story is not self.env.active_process:
                story.interrupt()
        person.stories.clear()
        person.under_way.clear()
        person.away, person.is_finishing = None, False

    def days(self) -> Iterator[int]:
        """Live through the year day by day; what each brought is kept in the evening."""
        for day in range(self.year.days):
            self.env.run(until=(day + 1) * DAY)
            self.keeper.end_day(self.year.at(day * DAY + EVENING))
            if day % 7 == 6:
                self.journal.end_week()
            yield day

    def _diary(self, coach: str) -> Diary:
        diary = Diary(coach, self.year, self.parameters, Random(f"{self.seed}:{coach}"))
        for days in self.rounds:
            for day in days:
                diary.close(day)
        return diary


def _until_interrupted(story: Story[None]) -> Story[None]:
    try:
        yield from story
    except simpy.Interrupt:
        return
