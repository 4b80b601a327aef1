"""Remedies: what people do about a refusal before they attempt the command again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeVar

from pdflow.kernel.header import Actor
from pdflow.kernel.messages import Command
from pdflow.kernel.refusal import Reason
from pdflow.participation import Waive, decider
from pdflow.people import COACH, COORDINATOR, MANAGER, PARTICIPANT
from pdflow.simulation.participant.person import SimulatedPerson
from pdflow.simulation.world.stories import Event, Story

Remedy = Callable[[SimulatedPerson, Reason], Iterable[Event]]
R = TypeVar("R", bound=Remedy)
PATIENCE: Final = 4
"""How often somebody attempts the same command before they give up."""

REMEDIES: dict[str, Remedy] = {}
"""By name of command: the remedies that take time or other people; all others are commands attempted at once."""


def remedy_by(command: type[Command[Any]]) -> Callable[[R], R]:
    """Register how people go about a remedy that a reason names by its command."""

    def register(remedy: R) -> R:
        REMEDIES[command.__name__] = remedy
        return remedy

    return register


def insist(person: SimulatedPerson, make: Callable[[bool], Command[Any]]) -> Story[bool]:
    """Attempt a command; where it is refused, follow the remedy of each reason and attempt it again.

    Gives up where nobody can do anything about any of the reasons.

    Args:
        make: makes the command; its argument is true from the second attempt on, when people are careful.

    Returns:
        Whether the command was accepted.
    """
    for attempt in range(PATIENCE):
        reasons = person.ask(make(attempt > 0))
        if not reasons:
            return True
        before = person.now, person.stream.events
        for reason in reasons:
            yield from follow_remedy(person, reason)
        if before == (person.now, person.stream.events) and all(reason.remedy for reason in reasons):
            return False
    return False


def follow_remedy(person: SimulatedPerson, reason: Reason) -> Story[None]:
    """Follow a reason's remedy; a reason without one is about the command's own values."""
    if reason.remedy in REMEDIES:
        yield from REMEDIES[reason.remedy](person, reason)
    elif reason.remedy is not None:
        person.ask_example(decider.commands[reason.remedy], actor_for(person, reason))


def waive(person: SimulatedPerson, requirement: str) -> bool:
    """Ask the coordinator for a waiver; return whether it was granted."""
    if not person.happens(person.world.parameters.waives, f"waiver {requirement}"):
        return False
    command = Waive(
        person.header(person.world.coordinator),
        waiver=person.new_id("waiver"),
        requirement=requirement,
        reason="agreed with the campus",
    )
    return not person.ask(command)


def actor_for(person: SimulatedPerson, reason: Reason) -> Actor:
    """Return who follows a remedy: of those who may, the one nearest to the person."""
    nearest: Mapping[str, Actor] = {
        COACH: person.coach,
        PARTICIPANT: person.me,
        MANAGER: person.manager,
        COORDINATOR: person.world.coordinator,
    }
    return next((actor for role, actor in nearest.items() if role in reason.roles), person.world.coordinator)
