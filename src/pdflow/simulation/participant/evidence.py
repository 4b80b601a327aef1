"""Evidence of practice, with the level that an observer sees in it."""

from __future__ import annotations

from pdflow.kernel.fields import RecordId
from pdflow.participation import AddArtifact, Focus, Source
from pdflow.participation.examples import goals_to_look_at
from pdflow.simulation.participant.person import SimulatedPerson
from pdflow.values import Level

OBSERVED = ((0.4, Level.NOT_YET), (0.6, Level.PARTLY), (0.8, Level.MOSTLY))
"""The level that an observer records below each skill; FULLY from the last one on."""


def observed_level(person: SimulatedPerson) -> Level:
    """Return the level that an observer sees today."""
    seen = person.skill.on(person.today) + person.error("look")
    return next((level for below, level in OBSERVED if seen < below), Level.FULLY)


def observed_focus(person: SimulatedPerson) -> tuple[Focus, ...]:
    """Return the goals in focus, each with the level that an observer sees."""
    return tuple([Focus(goal, observed_level(person)) for goal in goals_to_look_at(person.state)])


def add_artifact(person: SimulatedPerson) -> RecordId:
    """Add an artifact of the person's own work, and return its id."""
    name = person.new_id("artifact")
    command = AddArtifact(
        person.header(person.me),
        artifact=name,
        kind="samples of work",
        source=Source.OWN_WORK,
        shows=observed_focus(person),
    )
    person.ask(command)
    person.looks += 1
    return name
