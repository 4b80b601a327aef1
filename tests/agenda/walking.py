"""Ways walked: lawful command after lawful command, in one's own words too, and every shorter way tried."""

from collections.abc import Iterator
from datetime import datetime
from random import Random
from typing import Any

import attrs

from pdflow import Command
from pdflow.agenda import Route
from pdflow.agenda.routes.path import Goal
from pdflow.agenda.routes.search import A_WHILE, Wayfinder
from pdflow.kernel.decider import Decider
from pdflow.kernel.fields import fields

WORDS = (
    "statement practice rationale considered setting strengths struggles said look_for title need evidence supports "
    "tracks advice part messages how organisation materials segment refinements next_step decided relationship"
).split()
"""Fields whose content no rule asks for."""


def after(decider: Decider[Any], state: Any, *commands: Command) -> Any:
    """The state after these commands; refused if one is not possible when its turn comes, or is so already."""
    for command in commands:
        happened = decider.decide(state, command)
        assert happened, f"{command!r} is so already"
        state = decider.evolve(state, *happened)
    return state


def followed(decider: Decider[Any], state: Any, route: Route) -> Any:
    """The state after every step of a route."""
    return after(decider, state, *(step.command for step in route.steps))


def unlike(decider: Decider[Any], command: Command, state: Any, chance: Random) -> Command:
    """The same command in other words: other names, other texts, another length."""
    told = {}
    for field in fields(type(command))[1:]:
        value = getattr(command, field.name)
        if "key" in field.metadata:
            told[field.name] = f"{value} {chance.random()}"
        elif field.name in WORDS and isinstance(value, str):
            told[field.name] = "in other words"
        elif field.name == "minutes":
            told[field.name] = value + chance.randrange(30)
    other: Command = attrs.evolve(command, **told)
    return other if decider.permits(state, other) else command


def in_own_words(finder: Wayfinder[Any], state: Any, route: Route, at: datetime, chance: Random) -> Any:
    """The state after a route was followed, each command as its example then is, but in other words."""
    for step in route.steps:
        example = finder.ask(state, Goal(type(step.command), step.form), max(at, step.at)).command
        own = unlike(finder.decider, example, state, chance)
        state, at = after(finder.decider, state, own), own.at + A_WHILE
    return state


def leads(finder: Wayfinder[Any], goal: str, state: Any, at: datetime, most: int) -> Iterator[bool]:
    """Whether each sequence of up to so many lawful examples of helpful commands, the last the goal's, leads there."""
    decider = finder.decider
    for kind in [decider.commands[goal]] if goal in decider.commands else leading_to(finder, goal):
        events = finder.ask(state, Goal(kind), at).events
        yield bool(events) and (goal in decider.commands or decider.evolve(state, *events).phase == goal)
    for kind in finder.helpful if most > 1 else ():
        attempt = finder.ask(state, Goal(kind), at)
        if attempt.events:
            there = decider.evolve(state, *attempt.events)
            yield from leads(finder, goal, there, attempt.command.at + A_WHILE, most - 1)


def leading_to(finder: Wayfinder[Any], phase: str) -> list[type[Command]]:
    """The commands that lead into a phase without giving anything up."""
    return [move.command for move in finder.decider.table.moves if phase in move.to and not move.gives_up]
