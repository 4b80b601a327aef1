"""One participant: what is on record of them, what nobody knows, and how a command is asked of them for real."""

from __future__ import annotations

from collections.abc import Callable, Generator
from random import Random
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID, uuid5

from pdflow.kernel.header import Actor, Header
from pdflow.kernel.messages import Command
from pdflow.kernel.refusal import Reason, Refused
from pdflow.participation.examples import example
from pdflow.participation.state.state import LIVE, NOTHING, Participation
from pdflow.participation.table import decider
from pdflow.people import COACH, MANAGER, PARTICIPANT
from pdflow.simulation.report.journal import (
    PAUSED,
    Asked,
    Key,
    Listed,
)
from pdflow.simulation.world.cast import Seat
from pdflow.simulation.world.school_year import DAY, MORNING, day_of
from pdflow.simulation.world.skill import Practice

if TYPE_CHECKING:
    import simpy

    from pdflow.simulation.participant.visits import Visit
    from pdflow.simulation.world.cohort import Cohort

COHORTS = UUID("6d0f3d0e-4d0c-5c1e-9a55-0a6c1f0f7d11")
"""The namespace of the ids of simulated commands."""
T = TypeVar("T")
Story = Generator["simpy.Event", Any, T]
"""What somebody does over time: it yields what it waits for, and may come to a result."""


class Person:
    """A participant in the simulated year. Chance is their own: another person more changes nobody else's."""

    def __init__(self, seat: Seat, cohort: Cohort) -> None:
        self.seat, self.cohort = seat, cohort
        self.stream = f"participation-{seat.person}"
        self.policy = cohort.policy_for(seat)
        self.state: Participation = decider.state()
        self.chance = Random(f"{cohort.seed}:{seat.person}")
        self.me = Actor(seat.person, PARTICIPANT)
        self.coach = Actor(seat.coach, COACH)
        self.manager = Actor(seat.manager, MANAGER) if seat.manager else cohort.coordinator
        numbers = cohort.parameters
        start = min(max(self.chance.gauss(numbers.skill_at_start, numbers.skill_spread), 0.05), 0.8)
        self.practice = Practice(numbers, start, 0)
        self.intensive = NormalDist(numbers.skill_at_start, numbers.skill_spread).cdf(start) < numbers.intensive
        """Whether in the tier of those who need it most."""
        asked = self.policy.coaching_intensive > 0
        self.wants_coaching = self.intensive and not asked and self.happens(numbers.coached_anyway)
        """Whether to be coached although the policy does not ask for it."""
        self.is_observed = self.policy.observations_before_coaching > 0
        """Whether their practice is observed; others show artifacts of it."""
        self.booked: dict[str, Visit] = {}
        self.making_up = 0
        """Rounds of training of which make-ups are still offered."""
        self.away: simpy.Event | None = None
        """While on leave: what happens on the return."""
        self.listed: dict[Key, Listed] = {}
        """What stood on the last list that somebody read."""
        self.done: dict[str, float] = {}
        """When each command was last carried out."""
        self.under_way: set[str] = set()
        """What somebody is at already, by the code or the record of the obligation."""
        self.denied: set[str] = set()
        """Requirements that the coordinator would not waive."""
        self.is_finishing = False
        """Whether somebody is asking for completion already."""
        self.stories: list[simpy.Process] = []
        self.events = 0
        """How many there are of this person."""
        self.trained_on: int | None = None
        """The last day of training before the first follow-up."""
        self.followed_up = False
        self.ready_since: int | None = None
        """Since when the person is waiting for a coaching session."""
        self.baseline: float | None = None
        self._space = uuid5(COHORTS, f"{cohort.seed}:{seat.person}")
        self._asked = self._named = 0
        self._refused: dict[Asked, int] = {}

    @property
    def now(self) -> float:
        """Minutes since the year began."""
        return self.cohort.env.now

    @property
    def today(self) -> int:
        """Days since the year began."""
        return day_of(self.now)

    def happens(self, share: float) -> bool:
        """Whether what happens in this share of cases happens now."""
        return self.chance.random() < share

    def slips(self) -> bool:
        """Whether something is left out, taken in the wrong order or entered too early."""
        return self.chance.random() < self.cohort.parameters.slip

    def name(self, kind: str) -> str:
        """A name for a new record."""
        self._named += 1
        return f"{kind}-{self._named}"

    def head(self, by: Actor) -> Header:
        """The header of a command asked now; its id follows from the seed, the person and a count."""
        self._asked += 1
        return Header(uuid5(self._space, str(self._asked)), by, self.cohort.year.at(self.now))

    def ask(self, command: Command[Any]) -> tuple[Reason, ...]:
        """Decide a command by the real guards and keep what happened; the reasons where it is refused."""
        reasons = self._decide(command)
        if not reasons and self.happens(self.cohort.parameters.asked_twice):
            self._decide(command)
        return reasons

    def example(self, command: type[Command[Any]], by: Actor) -> tuple[Reason, ...]:
        """Ask what somebody would most plausibly ask by this command."""
        return self.ask(example(self.state, command, self.head(by)))

    def until(self, moment: float) -> Story[None]:
        """Wait for a moment; whoever is on leave then waits for the return as well."""
        if moment > self.now:
            yield self.cohort.env.timeout(moment - self.now)
        while self.away is not None:
            yield self.away

    def days(self, days: float) -> Story[None]:
        """Wait for the morning of a working day, so many days on."""
        yield from self.until(self.cohort.year.workday(self.today + max(round(days), 1)) * DAY + MORNING)

    def answers(self) -> Story[None]:
        """Wait until somebody does what they were reminded of."""
        yield from self.days(self.chance.expovariate(1 / self.cohort.parameters.answers_after))

    def begin(self, story: Callable[[Person], Story[None]]) -> None:
        """Let something go on beside whatever else this person does."""
        self.stories = [former for former in self.stories if former.is_alive]
        self.stories.append(self.cohort.begin(story(self)))

    def ready(self) -> None:
        """Note since when the person is waiting for a coaching session."""
        if self.ready_since is None:
            self.ready_since = self.today

    def contacted(self) -> None:
        """Note a follow-up at work, if it is the first since the training."""
        if not self.followed_up and self.trained_on is not None:
            self.followed_up = True
            self.cohort.journal.first_follow_ups.append(self.today - self.trained_on)

    @property
    def where(self) -> str:
        """Where this person is counted: their phase, or on leave."""
        state = self.state
        return PAUSED if state.paused is not None and state.phase in LIVE else state.phase

    def _decide(self, command: Command[Any]) -> tuple[Reason, ...]:
        journal, state, kind = self.cohort.journal, self.state, type(command).__name__
        journal.decisions += 1
        try:
            events = decider.decide(state, command)
        except Refused as refused:
            self._note(kind, refused.reasons)
            return refused.reasons
        if not events:
            journal.silences += 1
            return ()
        before = self.where
        decider.fold(events, onto=state)
        journal.events += len(events)
        self.events += len(events)
        self.done[kind] = self.now
        self.cohort.keeper.keep(self.stream, events)
        after = self.where
        if after != before:
            journal.moved(before, after)
        if self._refused:
            self._settle(kind)
        return ()

    def _note(self, command: str, reasons: tuple[Reason, ...]) -> None:
        self.cohort.journal.refuse(command, reasons)
        for reason in reasons:
            self._refused.setdefault(Asked(command, reason.code), self.today)

    def _settle(self, command: str) -> None:
        for asked in [asked for asked in self._refused if asked.command == command]:
            self.cohort.journal.remedy(asked, self.today - self._refused.pop(asked))


def is_live(person: Person) -> bool:
    """Whether somebody is in it: enrolled, and neither completed nor withdrawn."""
    return person.state.phase is not NOTHING and person.state.phase in LIVE
