"""What people do about a refusal: they follow the remedy its reason names, and ask again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pdflow.kernel.header import Actor
from pdflow.kernel.messages import Command
from pdflow.kernel.refusal import Reason
from pdflow.participation.corrections import Waive
from pdflow.participation.table import decider
from pdflow.people import (
    COACH,
    COORDINATOR,
    MANAGER,
    PARTICIPANT,
)
from pdflow.simulation.participant.person import Person, Story

if TYPE_CHECKING:
    import simpy

Mend = Callable[[Person, Reason], Iterable["simpy.Event"]]
M = TypeVar("M", bound=Mend)
PATIENCE: Final = 4
"""How often somebody asks for the same thing before they let it be."""

MENDS: dict[str, Mend] = {}
"""Remedies that take time or somebody else's, by the name of the command; all others are done at once."""


def remedy(command: type[Command[Any]]) -> Callable[[M], M]:
    """Declare how people go about a remedy."""

    def declare(mend: M) -> M:
        MENDS[command.__name__] = mend
        return mend

    return declare


def insist(person: Person, make: Callable[[bool], Command[Any]]) -> Story[bool]:
    """Ask; where refused, do what each reason says and ask again, carefully now. Whether it was carried out.

    Who can do nothing about any of the reasons lets it be.
    """
    for careful in range(PATIENCE):
        reasons = person.ask(make(careful > 0))
        if not reasons:
            return True
        before = person.now, person.events
        for reason in reasons:
            yield from mend(person, reason)
        if before == (person.now, person.events) and all(reason.remedy for reason in reasons):
            return False
    return False


def mend(person: Person, reason: Reason) -> Story[None]:
    """Follow a reason's remedy; where it names none, the form itself was at fault."""
    if reason.remedy in MENDS:
        yield from MENDS[reason.remedy](person, reason)
    elif reason.remedy is not None:
        person.example(decider.commands[reason.remedy], actor(person, reason))


def waive(person: Person, requirement: str) -> bool:
    """Ask the coordinator for a waiver; whether it was granted."""
    if not person.happens(person.cohort.parameters.waives):
        return False
    asked = Waive(
        person.head(person.cohort.coordinator),
        waiver=person.name("waiver"),
        requirement=requirement,
        reason="agreed with the campus",
    )
    return not person.ask(asked)


def actor(person: Person, reason: Reason) -> Actor:
    """Who does it: of those who may, whoever is nearest."""
    nearest: Mapping[str, Actor] = {
        COACH: person.coach,
        PARTICIPANT: person.me,
        MANAGER: person.manager,
        COORDINATOR: person.cohort.coordinator,
    }
    return next((who for role, who in nearest.items() if role in reason.roles), person.cohort.coordinator)
