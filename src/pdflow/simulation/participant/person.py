"""One participant of the simulated year: their participation, their hidden skill, and what they are engaged in."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt
from random import Random
from statistics import NormalDist
from typing import Any, NamedTuple

from pdflow.kernel.fields import RecordId
from pdflow.kernel.header import Actor, Header
from pdflow.kernel.messages import Command
from pdflow.kernel.refusal import Reason
from pdflow.participation import LIVE, NOTHING, SUPPORT, Participation, contacts_in_cycle, decider
from pdflow.participation.examples import example
from pdflow.people import COACH, MANAGER, PARTICIPANT, PersonId
from pdflow.simulation.participant.booked_visit import BookedVisit
from pdflow.simulation.world.cast import Seat
from pdflow.simulation.world.journal import PAUSED
from pdflow.simulation.world.obligation_counts import ListedObligation, ObligationKey
from pdflow.simulation.world.phrases import Phrase, phrase_for
from pdflow.simulation.world.school_year import DAY, MORNING, day_of
from pdflow.simulation.world.skill import Chances, Skill, traits_of
from pdflow.simulation.world.stories import Event, Process, Story
from pdflow.simulation.world.stream import Stream
from pdflow.simulation.world.world import World

Activity = Callable[["SimulatedPerson"], Story[None]]
"""Something that a participant does over time."""


class Activities(NamedTuple):
    """What goes on for each participant, side by side, once they have joined."""

    joining: Activity
    work: tuple[Activity, ...]
    """Resumed by people who come back after a withdrawal."""
    interruptions: tuple[Activity, ...]


class SimulatedPerson:
    """A participant, with chances of their own by purpose and day: one visit more changes no other luck."""

    def __init__(self, seat: Seat, world: World, activities: Activities) -> None:
        self.seat, self.world, self.activities = seat, world, activities
        self.stream = Stream(f"participation-{seat.person}", decider, world)
        self.state: Participation = self.stream.state
        self.policy = world.policy_for(seat)
        self.chances = Chances(world.seed, seat.person)
        self._drawn: dict[str, int] = {}
        self._drawn_on = self.today
        self.me = Actor(seat.person, PARTICIPANT)
        self.coach = Actor(seat.coach, COACH)
        self.manager = Actor(seat.manager, MANAGER) if seat.manager else world.coordinator
        self._draw_traits()
        self.booked: dict[str, BookedVisit] = {}
        self.making_up = 0
        """Number of rounds of training for which make-ups are still offered."""
        self.away: Event | None = None
        """While on leave, the event of the return."""
        self.listed: dict[ObligationKey, ListedObligation] = {}
        """The obligations on the last list that was read."""
        self.done: dict[str, float] = {}
        """By name of command: the minute in which it last left an event."""
        self.under_way: set[str] = set()
        """Codes of obligations, and ids of observations, that somebody is attending to."""
        self.denied: set[str] = set()
        """Requirements, by cycle, that the coordinator would not waive."""
        self.is_finishing = False
        """Whether completion is being attempted."""
        self.trained_on: int | None = None
        """The last day of training before the first follow-up."""
        self.followed_up_after: int | None = None
        """Days from the training to the first follow-up."""
        self.coached_on: int | None = None
        """The last day on which a coaching session began."""
        self.ready_since: int | None = None
        """The day since which the person is waiting for a coaching session."""
        self.waits: list[int] = []
        """Days from being ready for a coaching session to each of them."""
        self.looks = 0
        """How often practice was looked at, in earlier cycles too."""
        self.right_areas: set[RecordId] = set()
        """The growth areas that hold the commissioned practice back; coaching on others teaches nothing of it."""
        self.coached_areas: set[RecordId] = set()
        """The growth areas on which steps were practised with the coach."""
        self.baseline: float | None = None
        self._processes: list[Process] = []
        self._ids = 0

    def _draw_traits(self) -> None:
        numbers = self.world.parameters
        skill = numbers.skill
        self.skill = Skill(skill, traits_of(skill, self.chances, numbers.protected, 1 - skill.never_take_part))
        rank = NormalDist(skill.start, skill.start_spread).cdf(self.skill.traits.start)
        self.intensive = rank < numbers.intensive
        """Whether in the tier of those who need coaching most."""
        required = self.policy.coaching_intensive > 0
        self.wants_coaching = self.intensive and not required and self.happens(numbers.coached_anyway, "coached anyway")
        """Whether to be coached although the policy does not require it."""
        self.is_observed = self.policy.observations_before_coaching > 0
        """Whether practice is observed at work; other people show artifacts of it."""

    @property
    def now(self) -> float:
        """Minutes since the year began."""
        return self.world.env.now

    @property
    def today(self) -> int:
        """Days since the year began."""
        return day_of(self.world.env.now)

    @property
    def status(self) -> str:
        """The phase of the participation, or PAUSED while on leave."""
        state = self.state
        return PAUSED if state.paused is not None and state.phase in LIVE else state.phase

    @property
    def phrase(self) -> Phrase:
        """The practice that the person works on in this cycle."""
        return phrase_for(self.seat, self.state.cycle)

    def happens(self, share: float, purpose: str) -> bool:
        """Draw whether something happens that does so in this share of cases."""
        return self.chances.uniform(purpose, self._occasion(purpose)) < share

    def slips(self, purpose: str) -> bool:
        """Draw whether something is left out, done in the wrong order or entered too early."""
        return self.happens(self.world.parameters.slip, f"slip: {purpose}")

    def chance(self, purpose: str) -> Random:
        """Return a generator for one purpose today."""
        return self.chances.generator(purpose, self._occasion(purpose))

    def error(self, purpose: str, looks: int = 1) -> float:
        """Draw the error with which the skill is seen, as the mean of some looks."""
        error = self.world.parameters.skill.error * self.chances.normal(purpose, self._occasion(purpose))
        return error / sqrt(looks)

    def share_of_lessons(self, skill: float, purpose: str) -> float:
        """Draw in which per cent of lessons the practice is seen in use."""
        seen = skill + self.error(purpose, self.world.parameters.lessons_read)
        return round(100 * min(max(seen, 0), 1), 1)

    def take_in(self, learned: float = 0.0) -> None:
        """Take from a contact what it teaches and brings back, if the person takes part at all."""
        if self.skill.traits.takes_part:
            self.skill.meet(self.today, learned)

    def _occasion(self, purpose: str) -> str:
        """Return today, and how often something was drawn for a purpose today."""
        if (today := self.today) != self._drawn_on:
            self._drawn.clear()
            self._drawn_on = today
        self._drawn[purpose] = times = self._drawn.get(purpose, 0) + 1
        return f"{today}.{times}"

    def new_id(self, kind: str) -> str:
        """Make the id of a new record."""
        self._ids += 1
        return f"{kind}-{self._ids}"

    def header(self, by: Actor) -> Header:
        """Make the header of a command attempted now."""
        return self.stream.header(by)

    def ask(self, command: Command[Any]) -> tuple[Reason, ...]:
        """Attempt a command, now and then twice; return the reasons where it is refused."""
        reasons = self._execute(command)
        if not reasons and self.happens(self.world.parameters.asked_twice, "asked twice"):
            self._execute(command)
        return reasons

    def ask_example(self, command: type[Command[Any]], by: Actor) -> tuple[Reason, ...]:
        """Attempt the most plausible command of a type."""
        return self.ask(example(self.state, command, self.header(by)))

    def _execute(self, command: Command[Any]) -> tuple[Reason, ...]:
        status, events = self.status, self.stream.events
        reasons = self.stream.execute(command)
        if self.stream.events > events:
            self.done[type(command).__name__] = self.now
            if self.status != status:
                self.world.journal.move(status, self.status)
        return reasons

    def wait_until(self, moment: float) -> Story[None]:
        """Wait for a minute of the year, and then for the return from a leave."""
        if moment > self.now:
            yield self.world.env.timeout(moment - self.now)
        while self.away is not None:
            yield self.away

    def wait_days(self, days: float) -> Story[None]:
        """Wait for the morning of the first school day after a number of days."""
        yield from self.wait_until(self.world.year.workday(self.today + max(round(days), 1)) * DAY + MORNING)

    def wait_for_response(self) -> Story[None]:
        """Wait until somebody does what they were reminded of."""
        yield from self.wait_days(self.chance("answer").expovariate(1 / self.world.parameters.answers_after))

    def begin(self, activity: Activity) -> None:
        """Run an activity beside whatever else the person does."""
        self._processes = [former for former in self._processes if former.is_alive]
        self._processes.append(self.world.begin(activity(self)))

    def stop(self) -> None:
        """Interrupt all that goes on for the person, except the process that calls this."""
        for process in self._processes:
            if process.is_alive and process is not self.world.env.active_process:
                process.interrupt()
        self._processes.clear()
        self.under_way.clear()
        self.away, self.is_finishing = None, False

    def change_coach(self, coach: PersonId) -> None:
        """Move the person to the caseload of another coach."""
        del self.world.caseloads[self.coach.person][self.seat.person]
        self.coach = Actor(coach, COACH)
        self.world.caseloads[coach][self.seat.person] = None

    def note_ready(self) -> None:
        """Note since when the person is waiting for a coaching session."""
        if self.ready_since is None:
            self.ready_since = self.today

    def note_contact(self) -> None:
        """Count a follow-up at work, if it is the first since the training."""
        if self.followed_up_after is None and self.trained_on is not None:
            self.followed_up_after = self.today - self.trained_on
            self.world.journal.first_follow_ups.append(self.followed_up_after)


def is_live(person: SimulatedPerson) -> bool:
    """Whether a participation has begun and not ended."""
    return person.state.phase is not NOTHING and person.state.phase in LIVE


def was_coached(person: SimulatedPerson, since: int) -> bool:
    """Whether somebody in support was coached on a day or later; a session opens and closes within an hour."""
    return person.status == SUPPORT and person.coached_on is not None and person.coached_on >= since


def is_followed_up(person: SimulatedPerson) -> bool:
    """Whether the person had a contact in this cycle that is a follow-up of its training."""
    at = person.world.year.at(person.now)
    return bool(contacts_in_cycle(person.state, person.state.cycle, at))
