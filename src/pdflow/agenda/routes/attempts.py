"""Attempts of a route search: each command tried by whoever may issue it, and what is decided on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cached_property
from typing import Any, Generic, TypeVar
from uuid import UUID

import attrs

from pdflow.agenda.routes.path import Attempt, Goal
from pdflow.kernel.decider import Decider
from pdflow.kernel.fields import fields, within_years
from pdflow.kernel.header import Actor, Header
from pdflow.kernel.messages import Command
from pdflow.kernel.records import Aggregate
from pdflow.people import PersonId

S = TypeVar("S", bound=Aggregate)


@attrs.define(eq=False)
class Attempts(Generic[S]):
    """Tries commands on the states of one kind of aggregate, by real decisions.

    Args:
        decider: Decides on each command tried.
        example: Makes an example of a command that is plausible in a state.
        actors: Lists who may issue a command at a moment, the most likely first.
        people: Lists the people known in a state at a moment.
        not_before: The earliest moment of a command, such as the end of a session; None where there is none.
        exemplified: The commands of which there are examples, unlike those of a host's chapter; by default all.
    """

    decider: Decider[S]
    example: Callable[..., Command[Any]]
    actors: Callable[[S, type[Command[Any]], datetime], Iterable[Actor]]
    people: Callable[[S, datetime], Iterable[PersonId]]
    not_before: Callable[[S, Command[Any]], datetime | None]
    exemplified: frozenset[type[Command[Any]]] = attrs.field(
        default=attrs.Factory(lambda self: frozenset(self.decider.commands.values()), takes_self=True)
    )

    @cached_property
    def helpful(self) -> tuple[type[Command[Any]], ...]:
        """The commands that remedy something, in the order of the table."""
        decider = self.decider
        names = {
            decider.table.way_to(kind, phase) for kind in decider.commands.values() for phase in decider.table.phases
        }
        names |= {cause.remedy for cause in decider.reason_codes.values()}
        return tuple(kind for name, kind in decider.commands.items() if name in names and kind not in self.left_out)

    @cached_property
    def left_out(self) -> frozenset[type[Command[Any]]]:
        """What is no part of a route: what gives something up, waives a requirement, or has no example."""
        giving_up = {move.command for move in self.decider.table.moves if move.gives_up}
        commands = {*self.decider.commands.values()}
        waiving = {kind for kind in commands if any("requirement" in f.metadata for f in fields(kind))}
        return frozenset(giving_up | waiving | (commands - self.exemplified))

    def attempt(self, state: S, goal: Goal, at: datetime) -> Attempt:
        """The goal's command by the first actor who may issue it.

        Where all are refused, that of the actor with the fewest reasons that have no remedy.
        """
        refused = []
        for actor in self._actors_of(state, goal.kind, at):
            attempt = self._attempt_by(actor, state, goal, at)
            if not attempt.reasons:
                return attempt
            refused.append(attempt)
        return min(refused, key=lambda attempt: [reason.remedy for reason in attempt.reasons].count(None))

    def _actors_of(self, state: S, kind: type[Command[Any]], at: datetime) -> Iterable[Actor]:
        """Who may issue a command; under a host's rights somebody in each role it named, then each person known."""
        roles = self.decider.roles_of(kind)
        if not (self.decider.has_own_rights and roles):
            return self.actors(state, kind, at)
        anybody = [Actor(role.lower(), role) for role in roles]
        people = dict.fromkeys(self.people(state, at))
        return [*anybody, *(Actor(person, role) for role in roles for person in people)]

    def _attempt_by(self, actor: Actor, state: S, goal: Goal, at: datetime) -> Attempt:
        command = self._example(state, goal, actor, at)
        earliest = self.not_before(state, command)
        if earliest is not None and earliest > at:
            command = self._example(state, goal, actor, earliest)
        reasons = self.decider.why_not(state, command)
        return Attempt(command, () if reasons else self.decider.decide(state, command), reasons)

    def _example(self, state: S, goal: Goal, actor: Actor, at: datetime) -> Command[Any]:
        """An example of the goal's command. Its id is made of the moment, which no two commands of a path share."""
        header = Header(UUID(int=int(at.timestamp()) % 2**128), actor, within_years(at))
        return self.example(state, goal.kind, header, **goal.values)

    def leads_on(self, state: S, attempt: Attempt, goal: Goal) -> bool:
        """Whether an attempt changes something, and ends in the goal's phase."""
        if goal.phase is None or not attempt.events:
            return bool(attempt.events)
        return self.decider.evolve(state, *attempt.events).phase == goal.phase
