"""An engagement in a simulated world: its stream, its director and trainers, and its training days."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import attrs

from pdflow import cadre, engagement
from pdflow.coordination import AddressedCommand
from pdflow.engagement import AddToRoster
from pdflow.kernel.header import Actor
from pdflow.kernel.refusal import Reason
from pdflow.participation import ReceiveFollowUp
from pdflow.people import COMMISSIONER, FACILITATOR
from pdflow.simulation.engagement.relay import SimulatedRelay
from pdflow.simulation.engagement.stream import LoggedStream
from pdflow.simulation.engagement.training_days import TrainingDays
from pdflow.simulation.participant.person import SimulatedPerson, is_followed_up
from pdflow.simulation.world.school_year import DAY
from pdflow.simulation.world.stories import Story
from pdflow.simulation.world.world import World

NAME = "school-year"
"""The id of the simulated engagement."""


class Programme:
    """What the stories of an engagement share; facts pass between its streams by the real coordination."""

    def __init__(self, world: World, people: Sequence[SimulatedPerson]) -> None:
        self.world, self.people = world, people
        self.chance = Random(f"{world.seed}:engagement")
        self.director = Actor("director", COMMISSIONER)
        self.trainers = (world.facilitator, Actor("trainer-2", FACILITATOR), Actor("trainer-3", FACILITATOR))
        name = f"{world.policy.name}_CADRE"
        self.policy = attrs.evolve(world.policy, name=name, version=1, cleared_trainer_needed=True)
        """The cohort's policy, except that trainers have to be cleared."""
        self.engagement = LoggedStream(f"engagement-{NAME}", engagement.decider, world)
        self.cadre = {
            trainer.person: LoggedStream(f"cadre-{trainer.person}", cadre.decider, world) for trainer in self.trainers
        }
        """The stream of each trainer, by id."""
        self.training_days = TrainingDays(world)
        self._participations = {person.stream.name: person for person in people}
        self.relay = SimulatedRelay(world, self._execute, lambda engagement, person: f"participation-{person}")
        world.batch.listeners.append(self.relay.listen)

    def wait_for(self, day: float, minute: int = 9 * 60) -> Story[None]:
        """Wait for the first school day on or after a day, at a minute after midnight; not at all if it is over."""
        moment = self.world.year.workday(round(day)) * DAY + minute
        yield self.world.env.timeout(max(moment - self.world.env.now, 0))

    def admit(self, person: SimulatedPerson) -> None:
        """Add somebody to the roster; coordination then enrols them."""
        seat = person.seat
        self.engagement.ask(
            AddToRoster,
            self.world.system,
            person=seat.person,
            role_title=seat.title,
            site=seat.site,
            manager=seat.manager,
        )

    def _execute(self, addressed: AddressedCommand) -> tuple[Reason, ...]:
        person = self._participations.get(addressed.stream)
        if person is None:
            return self.engagement.execute(addressed.command)
        reasons = person.ask(addressed.command)
        if not reasons and isinstance(addressed.command, ReceiveFollowUp) and is_followed_up(person):
            person.note_contact()
        return reasons
