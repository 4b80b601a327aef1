"""Evidence of practice, with the level that somebody sees in it."""

from __future__ import annotations

from pdflow.kernel.fields import RecordId
from pdflow.participation.examples.available import goals
from pdflow.participation.observations import AddArtifact, Focus, Source
from pdflow.simulation.participant.person import Person
from pdflow.values import Level


def seen(person: Person) -> Level:
    """The level somebody sees today."""
    return person.practice.seen(person.today, person.chance)


def focus(person: Person) -> tuple[Focus, ...]:
    """What is looked at, each with the level seen."""
    return tuple([Focus(goal, seen(person)) for goal in goals(person.state)])


def show(person: Person) -> RecordId:
    """The person adds an artifact of their own work."""
    name = person.name("artifact")
    asked = AddArtifact(
        person.head(person.me), artifact=name, kind="samples of work", source=Source.OWN_WORK, shows=focus(person)
    )
    person.ask(asked)
    return name
