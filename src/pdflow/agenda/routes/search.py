"""Search for the shortest route to a goal, by real decisions on copies of the state.

``RouteSearch.find`` works in two passes. The first tries the goal; each reason against it is removed by its remedy,
which becomes a goal itself, and so on. The second carries out the legs found anew, each as early as it is possible,
and leaves out every leg that the goal can do without.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

import attrs

from pdflow.agenda.routes.path import (
    Attempt,
    CompletedLeg,
    Goal,
    Leg,
    NoRoute,
    Position,
)
from pdflow.kernel.decider import Decider
from pdflow.kernel.examples import within_years
from pdflow.kernel.fields import fields
from pdflow.kernel.header import Actor, Header
from pdflow.kernel.messages import Command
from pdflow.kernel.records import Aggregate
from pdflow.kernel.refusal import Reason
from pdflow.people import PersonId

S = TypeVar("S", bound=Aggregate)

STEP_INTERVAL: Final = timedelta(minutes=1)
"""Time between two commands of a route, because evidence has to be later than what it is evidence of."""
LONGEST_WAIT: Final = 400
"""Days after which the search stops waiting for a remedy to help."""
MOST_LEGS: Final = 100
"""Legs after which a path is taken to lead nowhere."""
MOST_REPEATS: Final = 5
"""How often one remedy is repeated where it removes something else first."""


@attrs.define(eq=False)
class RouteSearch(Generic[S]):
    """Finds routes through one kind of aggregate. No command that gives something up is part of a route.

    Args:
        decider: Decides on each command tried.
        example: Makes an example of a command that is plausible in a state.
        actors: Lists who may issue a command at a moment, the most likely first.
        people: Lists the people known in a state at a moment.
        not_before: The earliest moment of a command, such as the end of a session; None where there is none.
    """

    decider: Decider[S]
    example: Callable[..., Command[Any]]
    actors: Callable[[S, type[Command[Any]], datetime], Iterable[Actor]]
    people: Callable[[S, datetime], Iterable[PersonId]]
    not_before: Callable[[S, Command[Any]], datetime | None]

    @cached_property
    def helpful(self) -> tuple[type[Command[Any]], ...]:
        """The commands that remedy something, in the order of the table."""
        decider = self.decider
        names = {
            decider.table.way_to(kind, phase) for kind in decider.commands.values() for phase in decider.table.phases
        }
        names |= {cause.remedy for cause in decider.reason_codes.values()}
        return tuple(kind for name, kind in decider.commands.items() if name in names and kind not in self._giving_up)

    @cached_property
    def _giving_up(self) -> frozenset[type[Command[Any]]]:
        """What is no part of a route: commands that give something up, and those that waive a requirement."""
        giving_up = {move.command for move in self.decider.table.moves if move.gives_up}
        waiving = {
            kind for kind in self.decider.commands.values() if any("requirement" in f.metadata for f in fields(kind))
        }
        return frozenset(giving_up | waiving)

    def find(self, state: S, goal: Goal, at: datetime) -> list[CompletedLeg[S]]:
        """The shortest path to a goal, none of whose legs can be left out. Raises NoRoute."""
        *legs, last = self._advance(Position(state, state, at), goal).legs
        path, kept = self._replay(state, goal, at, last, legs), 0
        while kept < len(path) - 1:
            leg = path[kept]
            without = self._replay(leg.before, goal, leg.at, last, [later.leg for later in path[kept + 1 : -1]])
            path = [*path[:kept], *without] if without else path
            kept += not without
        return path

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
        header = Header(UUID(int=int(at.timestamp())), actor, within_years(at))
        return self.example(state, goal.kind, header, **goal.values)

    def _advance(self, position: Position[S], goal: Goal) -> Position[S]:
        """The position after the goal. Raises NoRoute where a reason removed before comes back, which is a circle."""
        removed = list[Reason]()
        waited: datetime | None = None
        while True:
            attempt = self.attempt(position.state, goal, position.at)
            if not attempt.reasons:
                return self._carry_out(position, attempt, attrs.evolve(goal, not_before=waited))
            returned = [reason for reason in attempt.reasons if reason in removed]
            if returned or len(position.legs) > MOST_LEGS:
                raise NoRoute(returned or attempt.reasons)
            try:
                reason, position = self._remedy_first(position, goal, attempt.reasons)
            except NoRoute:
                waited = self._time_removes_one(position, goal, attempt.reasons)
                if waited is None:
                    raise
                position = attrs.evolve(position, at=waited)
                continue
            if reason.code != self.decider.wrong_phase:
                removed.append(reason)

    def _time_removes_one(self, position: Position[S], goal: Goal, reasons: Sequence[Reason]) -> datetime | None:
        """The first day on which one of the reasons is gone by itself; None where none will be."""

        def left_after(days: int) -> set[str]:
            return {each.code for each in self.attempt(position.state, goal, position.at + timedelta(days)).reasons}

        codes = {reason.code for reason in reasons}
        gone = codes - left_after(LONGEST_WAIT)
        if not gone or not left_after(LONGEST_WAIT) < codes:
            return None
        days = bisect_left(range(LONGEST_WAIT), True, key=lambda days: not gone <= left_after(days))
        return position.at + timedelta(days)

    def _carry_out(self, position: Position[S], attempt: Attempt, goal: Goal) -> Position[S]:
        """The position after a command. Raises NoRoute where it is a no-op or leads to another phase."""
        if not self._leads_on(position.state, attempt, goal):
            raise NoRoute
        state = self.decider.evolve(position.state, *attempt.events)
        legs = (*position.legs, Leg(goal.kind, goal.values, not_before=goal.not_before))
        return Position(position.origin, state, attempt.command.at + STEP_INTERVAL, legs)

    def _leads_on(self, state: S, attempt: Attempt, goal: Goal) -> bool:
        """Whether an attempt changes something, and ends in the goal's phase."""
        if goal.phase is None or not attempt.events:
            return bool(attempt.events)
        return self.decider.evolve(state, *attempt.events).phase == goal.phase

    def _remedy_first(self, position: Position[S], goal: Goal, reasons: Sequence[Reason]) -> tuple[Reason, Position[S]]:
        """The first of the reasons that can be removed, and the position where it is. Raises NoRoute."""
        beyond = list[Reason]()
        for reason in reasons:
            remedy = self.decider.commands.get(reason.remedy or "")
            if remedy is not None and remedy not in {*goal.pursued, goal.kind, *self._giving_up}:
                try:
                    remedied = self._remedied(position, goal, reason, remedy)
                except NoRoute as none:
                    beyond += none.reasons
                    continue
                is_long = len(remedied.legs) > len(position.legs) + 1
                return reason, (is_long and self._shortcut(position, goal, reason, reasons)) or remedied
        raise NoRoute((*reasons, *beyond))

    def _remedied(self, position: Position[S], goal: Goal, reason: Reason, remedy: type[Command[Any]]) -> Position[S]:
        """The position after a remedy: applied now, else on the first day on which it helps, else several times."""
        remedied = self._applied(position, goal, reason, remedy, 1) or self._applied_later(
            position, goal, reason, remedy
        )
        remedied = remedied or self._applied(position, goal, reason, remedy, MOST_REPEATS)
        if remedied is None:
            raise NoRoute
        return remedied

    def _applied(
        self, position: Position[S], goal: Goal, reason: Reason, remedy: type[Command[Any]], times: int
    ) -> Position[S] | None:
        """The position after a remedy applied up to so many times; None where the reason remains. Raises NoRoute."""
        for _ in range(times):
            remedy_goal = goal.remedy_goal(remedy, reason, position.origin)
            position = self._advance(position, remedy_goal).because_of(reason)
            if reason not in self.attempt(position.state, goal, position.at).reasons:
                return position
        return None

    def _applied_later(
        self, position: Position[S], goal: Goal, reason: Reason, remedy: type[Command[Any]]
    ) -> Position[S] | None:
        """The position after a remedy on the first day on which it helps; None where it never does."""

        def applied_after(days: int) -> Position[S] | None:
            later = attrs.evolve(position, at=position.at + timedelta(days))
            return self._applied(later, goal, reason, remedy, times=1)

        if applied_after(LONGEST_WAIT) is None:
            return None
        days = bisect_left(range(LONGEST_WAIT), True, key=lambda days: applied_after(days) is not None)
        remedied = applied_after(days)
        return None if remedied is None else remedied.waited_until(position.at + timedelta(days))

    def _shortcut(
        self, position: Position[S], goal: Goal, reason: Reason, reasons: Sequence[Reason]
    ) -> Position[S] | None:
        """The position after a single command that removes a reason and adds none; None where no command does."""
        for kind in self.helpful:
            attempt = self.attempt(position.state, Goal(kind), position.at)
            if attempt.events:
                after = self._carry_out(position, attempt, Goal(kind))
                remaining = self.attempt(after.state, goal, after.at).reasons
                if reason not in remaining and all(other in reasons for other in remaining):
                    return after.because_of(reason)
        return None

    def _replay(self, state: S, goal: Goal, at: datetime, last: Leg, legs: Iterable[Leg]) -> list[CompletedLeg[S]]:
        """Carry out the goal as soon as it is possible, and until then the first leg that is; empty where none is."""
        completed, left = list[CompletedLeg[S]](), [attrs.evolve(last, why=None), *legs]
        while left:
            possible = self._first_possible(state, goal, at, left)
            if possible is None:
                return []
            leg, attempt = possible
            completed.append(CompletedLeg(state, at, leg, attempt.command))
            if leg is left[0]:
                return completed
            left.remove(leg)
            state, at = self.decider.evolve(state, *attempt.events), attempt.command.at + STEP_INTERVAL
        return completed

    def _first_possible(self, state: S, goal: Goal, at: datetime, left: list[Leg]) -> tuple[Leg, Attempt] | None:
        """The first leg that is possible, and its attempt; the goal's own leg is the first of those left."""
        for leg in left:
            leg_goal = goal if leg is left[0] else Goal(leg.kind, leg.values)
            attempt = self.attempt(state, leg_goal, max(at, leg.not_before or at))
            if self._leads_on(state, attempt, leg_goal):
                return leg, attempt
        return None
