"""Search for the shortest route to a goal, by real decisions on copies of the state.

``RouteSearch.find`` works in two passes. The first tries the goal; each reason against it is removed by its remedy,
which becomes a goal itself, and so on. The second, in ``replay``, carries out the legs found anew, each as early as it
is possible, and leaves out every leg that the goal can do without.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final, Generic, TypeVar

import attrs

from pdflow.agenda.routes.attempts import Attempts
from pdflow.agenda.routes.path import STEP_INTERVAL, Attempt, CompletedLeg, Goal, Leg, NoRoute, Position
from pdflow.agenda.routes.replay import shortest_path
from pdflow.kernel.messages import Command
from pdflow.kernel.records import Aggregate
from pdflow.kernel.refusal import Reason

S = TypeVar("S", bound=Aggregate)

LONGEST_WAIT: Final = 400
"""Days after which the search stops waiting for a remedy to help."""
MOST_LEGS: Final = 100
"""Legs after which a path is taken to lead nowhere."""
MOST_REPEATS: Final = 5
"""How often one remedy is repeated where it removes something else first."""


@attrs.define(eq=False)
class RouteSearch(Generic[S]):
    """Finds routes through one kind of aggregate. No command that gives something up is part of a route."""

    attempts: Attempts[S]

    def find(self, state: S, goal: Goal, at: datetime) -> list[CompletedLeg[S]]:
        """The shortest path to a goal, none of whose legs can be left out. Raises NoRoute."""
        legs = self._advance(Position(state, state, at), goal).legs
        return shortest_path(self.attempts, state, goal, at, legs)

    def _advance(self, position: Position[S], goal: Goal) -> Position[S]:
        """The position after the goal. Raises NoRoute where a reason removed before comes back, which is a circle."""
        removed = list[Reason]()
        waited: datetime | None = None
        while True:
            attempt = self.attempts.attempt(position.state, goal, position.at)
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
            if reason.code != self.attempts.decider.wrong_phase:
                removed.append(reason)

    def _time_removes_one(self, position: Position[S], goal: Goal, reasons: Sequence[Reason]) -> datetime | None:
        """The first day on which one of the reasons is gone by itself; None where none will be."""

        def left_after(days: int) -> set[str]:
            return {
                each.code for each in self.attempts.attempt(position.state, goal, position.at + timedelta(days)).reasons
            }

        codes = {reason.code for reason in reasons}
        gone = codes - left_after(LONGEST_WAIT)
        if not gone or not left_after(LONGEST_WAIT) < codes:
            return None
        days = bisect_left(range(LONGEST_WAIT), True, key=lambda days: not gone <= left_after(days))
        return position.at + timedelta(days)

    def _carry_out(self, position: Position[S], attempt: Attempt, goal: Goal) -> Position[S]:
        """The position after a command. Raises NoRoute where it is a no-op or leads to another phase."""
        if not self.attempts.leads_on(position.state, attempt, goal):
            raise NoRoute
        state = self.attempts.decider.evolve(position.state, *attempt.events)
        legs = (*position.legs, Leg(goal.kind, goal.values, not_before=goal.not_before))
        return Position(position.origin, state, attempt.command.at + STEP_INTERVAL, legs)

    def _remedy_first(self, position: Position[S], goal: Goal, reasons: Sequence[Reason]) -> tuple[Reason, Position[S]]:
        """The first of the reasons that can be removed, and the position where it is. Raises NoRoute."""
        beyond = list[Reason]()
        for reason in reasons:
            remedy = self.attempts.decider.commands.get(reason.remedy or "")
            if remedy is not None and remedy not in {*goal.pursued, goal.kind, *self.attempts.left_out}:
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
            if reason not in self.attempts.attempt(position.state, goal, position.at).reasons:
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
        for kind in self.attempts.helpful:
            attempt = self.attempts.attempt(position.state, Goal(kind), position.at)
            if attempt.events:
                after = self._carry_out(position, attempt, Goal(kind))
                remaining = self.attempts.attempt(after.state, goal, after.at).reasons
                if reason not in remaining and all(other in reasons for other in remaining):
                    return after.because_of(reason)
        return None
