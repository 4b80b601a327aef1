"""A cohort whose year somebody asked for: one engagement around it, and the trainers who deliver it."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any, ClassVar

import attrs

from pdflow import cadre, engagement
from pdflow.coordination import AddressedCommand
from pdflow.engagement import AddToRoster
from pdflow.kernel.header import Actor
from pdflow.kernel.refusal import Reason
from pdflow.participation.table import decider
from pdflow.people import COMMISSIONER, FACILITATOR
from pdflow.simulation.engagement import attendance as attending, trainers as readiness
from pdflow.simulation.engagement.delivery import deliver, snow
from pdflow.simulation.engagement.design import commission
from pdflow.simulation.engagement.follow_up import follow_up, keep_time_free
from pdflow.simulation.engagement.review import review
from pdflow.simulation.engagement.streams import Post, Stream
from pdflow.simulation.participant.enrolment import session
from pdflow.simulation.participant.person import Person, Story
from pdflow.simulation.world.cast import Cast
from pdflow.simulation.world.cohort import EVENING, Cohort
from pdflow.simulation.world.day_batch import Keeper
from pdflow.simulation.world.school_year import DAY, day_of

NAME = "school-year"


class Commissioned(Cohort):
    """The same people, enrolled, trained and let go by the engagement; what concerns both goes by coordination."""

    opens = -140
    aggregates = (decider, engagement.decider, cadre.decider)
    joins = staticmethod(attending.join)
    stories_at_work = (attending.attend, *Cohort.stories_at_work[1:])
    stories = (*stories_at_work, *Cohort.stories[len(Cohort.stories_at_work) :])
    year_round: ClassVar = (commission, readiness.build, deliver, snow, follow_up, keep_time_free, review)
    """What goes on for the engagement, side by side."""

    def __init__(self, cast: Cast, keeper: Keeper, **more: Any) -> None:
        super().__init__(cast, keeper, **more)
        self.chance = Random(f"{self.seed}:engagement")
        self.director = Actor("director", COMMISSIONER)
        self.trainers = (self.facilitator, Actor("trainer-2", FACILITATOR), Actor("trainer-3", FACILITATOR))
        self.rules = attrs.evolve(self.policy, name=f"{self.policy.name}_CADRE", version=1, cleared_trainer_needed=True)
        """The cohort's policy, and that whoever trains is cleared for it."""
        self.effort = Stream(f"engagement-{NAME}", engagement.decider, self)
        self.cadre = {who.person: Stream(f"cadre-{who.person}", cadre.decider, self) for who in self.trainers}
        self.sittings = attending.Sittings(self)
        self.post = Post(self, lambda effort, person: f"participation-{person}")
        self.keeper.hearing.append(self.post.hear)
        self._streams = {person.stream: person for person in self.people}
        for story in self.year_round:
            self.begin(story(self))

    @property
    def today(self) -> int:
        """Days since the year began; below 0 before it."""
        return day_of(self.env.now)

    def on(self, day: float, minute: int = 9 * 60) -> Story[None]:
        """Wait for a day with school, at some minute; not at all where it is over."""
        moment = self.year.workday(round(day)) * DAY + minute
        yield self.env.timeout(max(moment - self.env.now, 0))

    def end_of(self, cycle: int) -> int:
        """When a round of training ends, as things stand: a day may have been put off."""
        return self.sittings.closing[session(cycle, len(self.rounds[cycle - 1]))]

    def carry_out(self, addressed: AddressedCommand) -> tuple[Reason, ...]:
        """Ask what follows from another stream."""
        person = self._streams.get(addressed.stream)
        return person.ask(addressed.command) if person else self.effort.carry_out(addressed.command)

    def admit(self, person: Person) -> None:
        """Put somebody on the roster; all else follows."""
        seat = person.seat
        self.effort.ask(
            AddToRoster, self.system, person=seat.person, role_title=seat.title, site=seat.site, manager=seat.manager
        )

    def days(self) -> Iterator[int]:
        """The months in which the year is prepared, and the year."""
        for day in range(self.opens, 0):
            self.env.run(until=(day + 1) * DAY)
            self.keeper.end_day(self.year.at(day * DAY + EVENING))
        yield from super().days()
