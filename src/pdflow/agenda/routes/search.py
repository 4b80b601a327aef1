"""Finding a way: what stands in it is remedied, and what stands in the way of that, by real decisions on copies."""

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
    Goal,
    Leg,
    NoWay,
    Place,
    Stage,
)
from pdflow.kernel.decider import Decider
from pdflow.kernel.header import Actor, Header
from pdflow.kernel.messages import Command
from pdflow.kernel.records import Aggregate
from pdflow.kernel.refusal import Reason

S = TypeVar("S", bound=Aggregate)

A_WHILE: Final = timedelta(minutes=1)
"""Between two steps of a way: evidence is later than what it shows."""
LONGEST_WAIT: Final = 400
"""Days after which nobody waits any longer for a remedy to help."""
LONGEST_WAY: Final = 100
"""Steps after which a way is taken to lead nowhere."""
MOST_TIMES: Final = 5
"""How often one remedy is tried, where it helps against something else first."""


@attrs.define(eq=False)
class Wayfinder(Generic[S]):
    """Finds ways through one kind of aggregate: by its decider, plausible examples, and whoever may act.

    Nothing is given up on a way, not even where that would be the remedy.
    """

    decider: Decider[S]
    example: Callable[..., Command[Any]]
    actors: Callable[[S, type[Command[Any]]], Iterable[Actor]]
    not_before: Callable[[S, Command[Any]], datetime | None]

    @cached_property
    def helpful(self) -> tuple[type[Command[Any]], ...]:
        """The commands that remedy something: those a way is made of, in the order of the table."""
        decider = self.decider
        ways = {
            decider.table.way_to(kind, phase) for kind in decider.commands.values() for phase in decider.table.phases
        }
        ways |= {cause.remedy for cause in decider.reason_codes.values()}
        return tuple(kind for name, kind in decider.commands.items() if name in ways and kind not in self._giving_up)

    @cached_property
    def _giving_up(self) -> frozenset[type[Command[Any]]]:
        return frozenset(move.command for move in self.decider.table.moves if move.gives_up)

    def way(self, state: S, goal: Goal, at: datetime) -> list[Stage[S]]:
        """The stages that lead to a goal, none of which could be left out. Raises NoWay."""
        *legs, _ = self._towards(Place(state, state, at), goal).legs
        way, kept = self._walked(state, goal, at, legs), 0
        while kept < len(way) - 1:
            stage = way[kept]
            spared = self._walked(stage.before, goal, stage.at, [after.leg for after in way[kept + 1 : -1]])
            way = [*way[:kept], *spared] if spared else way
            kept += not spared
        return way

    def ask(self, state: S, goal: Goal, at: datetime) -> Attempt:
        """The example of a command by the first who may ask it; else by whoever is refused for the most that helps."""
        refused = []
        for actor in self.actors(state, goal.kind):
            attempt = self._asked_by(actor, state, goal, at)
            if not attempt.reasons:
                return attempt
            refused.append(attempt)
        return min(refused, key=lambda attempt: [why.remedy for why in attempt.reasons].count(None))

    def _asked_by(self, actor: Actor, state: S, goal: Goal, at: datetime) -> Attempt:
        command = self._example(state, goal, actor, at)
        earliest = self.not_before(state, command)
        if earliest is not None and earliest > at:
            command = self._example(state, goal, actor, earliest)
        reasons = self.decider.why_not(state, command)
        return Attempt(command, () if reasons else self.decider.decide(state, command), reasons)

    def _example(self, state: S, goal: Goal, actor: Actor, at: datetime) -> Command[Any]:
        """The example goes by an id that no other step of a way has, for no two are at one moment."""
        return self.example(state, goal.kind, Header(UUID(int=int(at.timestamp())), actor, at), **goal.form)

    def _towards(self, here: Place[S], goal: Goal) -> Place[S]:
        """The place after the goal was carried out; to meet a reason again that was removed is to go in circles."""
        removed = list[Reason]()
        while True:
            attempt = self.ask(here.state, goal, here.at)
            if not attempt.reasons:
                return self._after(here, attempt, goal)
            again = [reason for reason in attempt.reasons if reason in removed]
            if again or len(here.legs) > LONGEST_WAY:
                raise NoWay(again or attempt.reasons)
            reason, here = self._remedied(here, goal, attempt.reasons)
            if reason.code != self.decider.wrong_phase:
                removed.append(reason)

    def _after(self, here: Place[S], attempt: Attempt, goal: Goal) -> Place[S]:
        """The place after a command; there is no way on by one that is so already, or leads elsewhere."""
        if not self._leads_on(here.state, attempt, goal):
            raise NoWay
        state = self.decider.evolve(here.state, *attempt.events)
        return Place(here.origin, state, attempt.command.at + A_WHILE, (*here.legs, Leg(goal.kind, goal.form)))

    def _leads_on(self, state: S, attempt: Attempt, goal: Goal) -> bool:
        if goal.phase is None or not attempt.events:
            return bool(attempt.events)
        return self.decider.evolve(state, *attempt.events).phase == goal.phase

    def _remedied(self, here: Place[S], goal: Goal, reasons: Sequence[Reason]) -> tuple[Reason, Place[S]]:
        """The first of the reasons that anything helps against, and the place where it no longer stands as it did."""
        beyond = list[Reason]()
        for reason in reasons:
            remedy = self.decider.commands.get(reason.remedy or "")
            if remedy is not None and remedy not in {*goal.sought, goal.kind, *self._giving_up}:
                try:
                    there = self._helped(here, goal, reason, remedy)
                except NoWay as none:
                    beyond += none.reasons
                    continue
                far = len(there.legs) > len(here.legs) + 1
                return reason, (far and self._helped_at_once(here, goal, reason, reasons)) or there
        raise NoWay((*reasons, *beyond))

    def _helped(self, here: Place[S], goal: Goal, reason: Reason, remedy: type[Command[Any]]) -> Place[S]:
        """The place after a remedy: now, else on the first day on which it helps, else several times."""
        helped = self._removed(here, goal, reason, remedy, times=1) or self._waited(here, goal, reason, remedy)
        helped = helped or self._removed(here, goal, reason, remedy, times=MOST_TIMES)
        if helped is None:
            raise NoWay
        return helped

    def _removed(
        self, here: Place[S], goal: Goal, reason: Reason, remedy: type[Command[Any]], times: int
    ) -> Place[S] | None:
        """The place after a remedy; None where the reason stands as it did. Raises NoWay where it is out of reach."""
        for _ in range(times):
            here = self._towards(here, goal.by_way_of(remedy, reason, here.origin)).because(reason)
            if reason not in self.ask(here.state, goal, here.at).reasons:
                return here
        return None

    def _waited(self, here: Place[S], goal: Goal, reason: Reason, remedy: type[Command[Any]]) -> Place[S] | None:
        """The place after a remedy on the first day on which it helps; None where it never does."""

        def after(days: int) -> Place[S] | None:
            later = attrs.evolve(here, at=here.at + timedelta(days))
            return self._removed(later, goal, reason, remedy, times=1)

        if after(LONGEST_WAIT) is None:
            return None
        days = bisect_left(range(LONGEST_WAIT), True, key=lambda days: after(days) is not None)
        there = after(days)
        return None if there is None else there.waited(here.at + timedelta(days))

    def _helped_at_once(self, here: Place[S], goal: Goal, reason: Reason, reasons: Sequence[Reason]) -> Place[S] | None:
        """The place after a single command that does as well as a remedy further off; None where there is none."""
        for kind in self.helpful:
            attempt = self.ask(here.state, Goal(kind), here.at)
            if attempt.events:
                there = self._after(here, attempt, Goal(kind))
                stand = self.ask(there.state, goal, there.at).reasons
                if reason not in stand and all(other in reasons for other in stand):
                    return there.because(reason)
        return None

    def _walked(self, state: S, goal: Goal, at: datetime, legs: Iterable[Leg]) -> list[Stage[S]]:
        """The goal as soon as it can be carried out, until then the first leg that can; nothing where none can."""
        stages, left = list[Stage[S]](), [Leg(goal.kind, goal.form), *legs]
        while left:
            taken = self._taken(state, goal, at, left)
            if taken is None:
                return []
            leg, attempt = taken
            stages.append(Stage(state, at, leg, attempt.command))
            if leg is left[0]:
                return stages
            left.remove(leg)
            state, at = self.decider.evolve(state, *attempt.events), attempt.command.at + A_WHILE
        return stages

    def _taken(self, state: S, goal: Goal, at: datetime, left: list[Leg]) -> tuple[Leg, Attempt] | None:
        """The first of the legs left that can be done, and what comes of it; of these the first is the goal's."""
        for leg in left:
            asked = goal if leg is left[0] else Goal(leg.kind, leg.form)
            attempt = self.ask(state, asked, max(at, leg.not_before or at))
            if self._leads_on(state, attempt, asked):
                return leg, attempt
        return None
