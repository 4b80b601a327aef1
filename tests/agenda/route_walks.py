"""Routes followed command by command, with other values in free fields too, and every shorter sequence tried."""

from collections.abc import Iterator
from datetime import datetime
from random import Random
from typing import Any

import attrs

from pdflow import Command
from pdflow.agenda import Route
from pdflow.agenda.routes.attempts import Attempts
from pdflow.agenda.routes.path import STEP_INTERVAL, Goal
from pdflow.kernel.decider import Decider
from pdflow.kernel.fields import fields

WORDS = (
    "statement practice rationale considered setting strengths struggles said look_for title need evidence supports "
    "tracks advice part messages how organisation materials segment refinements next_step decided relationship"
).split()
"""Fields whose content no rule asks for."""


def after(decider: Decider[Any], state: Any, *commands: Command) -> Any:
    """The state after these commands, each of which has to be possible when its turn comes, and no no-op."""
    for command in commands:
        events = decider.decide(state, command)
        assert events, f"{command!r} is a no-op"
        state = decider.evolve(state, *events)
    return state


def followed(decider: Decider[Any], state: Any, route: Route) -> Any:
    """The state after every step of a route."""
    return after(decider, state, *(step.command for step in route.steps))


def unlike(decider: Decider[Any], command: Command, state: Any, chance: Random) -> Command:
    """The same command in other words: other names, other texts, another length."""
    changes = {}
    for field in fields(type(command))[1:]:
        value = getattr(command, field.name)
        if "key" in field.metadata:
            changes[field.name] = f"{value} {chance.random()}"
        elif field.name in WORDS and type(value) is str:
            changes[field.name] = "in other words"
        elif field.name == "minutes":
            changes[field.name] = value + chance.randrange(30)
    other: Command = attrs.evolve(command, **changes)
    return other if decider.permits(state, other) else command


def with_other_values(attempts: Attempts[Any], state: Any, route: Route, at: datetime, chance: Random) -> Any:
    """The state after a route was followed, each command as its example then is, but in other words."""
    for step in route.steps:
        example = attempts.attempt(state, Goal(type(step.command), step.values), max(at, step.at)).command
        own = unlike(attempts.decider, example, state, chance)
        state, at = after(attempts.decider, state, own), own.at + STEP_INTERVAL
    return state


def leads(attempts: Attempts[Any], goal: str, state: Any, at: datetime, most: int) -> Iterator[bool]:
    """Whether each sequence of up to so many possible helpful commands, the last the goal's, reaches the goal."""
    decider = attempts.decider
    for kind in [decider.commands[goal]] if goal in decider.commands else leading_to(attempts, goal):
        events = attempts.attempt(state, Goal(kind), at).events
        yield bool(events) and (goal in decider.commands or decider.evolve(state, *events).phase == goal)
    for kind in attempts.helpful if most > 1 else ():
        attempt = attempts.attempt(state, Goal(kind), at)
        if attempt.events:
            after_one = decider.evolve(state, *attempt.events)
            yield from leads(attempts, goal, after_one, attempt.command.at + STEP_INTERVAL, most - 1)


def leading_to(attempts: Attempts[Any], phase: str) -> list[type[Command]]:
    """The commands that lead into a phase without giving anything up."""
    return [move.command for move in attempts.decider.table.moves if phase in move.to and not move.gives_up]
