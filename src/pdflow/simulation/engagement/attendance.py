"""The training days of an engagement: somebody takes attendance for all, and everybody's record follows from it."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, cast

from pdflow.participation.enrolment import AdoptPolicy
from pdflow.participation.state.attendance import attendance_of
from pdflow.people import PersonId
from pdflow.simulation.participant.enrolment import (
    arrive,
    plan,
    session,
    settle_in,
)
from pdflow.simulation.participant.person import Person, Story, is_live
from pdflow.simulation.participant.training import (
    CLOSING,
    a_day,
    commit,
    make_up,
    minutes_there,
    take_in,
)
from pdflow.simulation.world.school_year import DAY

if TYPE_CHECKING:
    import simpy

    from pdflow.simulation.engagement.commissioned import Commissioned


class Sittings:
    """When each session ends as things stand, who was there how long, and what happens once that is on record."""

    def __init__(self, world: Commissioned) -> None:
        self._env = world.env
        self.closing = {
            session(cycle, number): day * DAY + CLOSING
            for cycle, days in enumerate(world.rounds, 1)
            for number, day in enumerate(days, 1)
        }
        self.there: defaultdict[str, dict[PersonId, int]] = defaultdict(dict)
        self.recorded: defaultdict[str, simpy.Event] = defaultdict(world.env.event)

    def end(self, name: str) -> Story[None]:
        """Wait for the end of a session, however often it is put off."""
        while self.closing[name] > self._env.now:
            yield self._env.timeout(self.closing[name] - self._env.now)


def join(person: Person) -> Story[None]:
    """Join the roster; enrolment and plan follow from it, and the coordinator adds what they could not know."""
    world = _world(person)
    yield from arrive(person)
    world.admit(person)
    yield world.env.timeout(1)
    if not is_live(person):
        return
    if person.policy is not world.policy:
        person.ask(AdoptPolicy(person.head(world.coordinator), policy=person.policy))
    plan(person)
    yield from settle_in(person)


def attend(person: Person) -> Story[None]:
    """Every day of training of the year that is not on record yet, as far as the person is there."""
    for cycle, days in enumerate(person.cohort.rounds, 1):
        for number in range(1, len(days) + 1):
            name = session(cycle, number)
            if attendance_of(person.state, name) is None:
                yield from a_sitting(person, name)
        if person.away is None:
            yield from commit(person)
        person.begin(partial(make_up, cycle=cycle))


def a_sitting(person: Person, name: str) -> Story[None]:
    """One day of training: who is there is on the list; who is not on record afterwards is entered by hand."""
    sittings = _world(person).sittings
    if sittings.closing[name] < person.now:
        yield from a_day(person, name, 0)
        return
    yield from sittings.end(name)
    there = sittings.there[name][person.seat.person] = minutes_there(person)
    yield sittings.recorded[name]
    if attendance_of(person.state, name) is None:
        yield from a_day(person, name, there)
    else:
        take_in(person, name, there)


def _world(person: Person) -> Commissioned:
    return cast("Commissioned", person.cohort)
