"""Replay of the legs that a route search has found, each as early as it is possible, without those not needed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

import attrs

from pdflow.agenda.routes.attempts import Attempts
from pdflow.agenda.routes.path import STEP_INTERVAL, Attempt, CompletedLeg, Goal, Leg
from pdflow.kernel.records import Aggregate

S = TypeVar("S", bound=Aggregate)


def shortest_path(
    attempts: Attempts[S], state: S, goal: Goal, at: datetime, legs: Iterable[Leg]
) -> list[CompletedLeg[S]]:
    """The legs carried out from a state on, the goal's own last, without every leg that the goal can do without."""
    *before, last = legs
    path, kept = _replay(attempts, state, goal, at, last, before), 0
    while kept < len(path) - 1:
        leg = path[kept]
        without = _replay(attempts, leg.before, goal, leg.at, last, [later.leg for later in path[kept + 1 : -1]])
        path = [*path[:kept], *without] if without else path
        kept += not without
    return path


def _replay(
    attempts: Attempts[S], state: S, goal: Goal, at: datetime, last: Leg, legs: Iterable[Leg]
) -> list[CompletedLeg[S]]:
    """Carry out the goal as soon as it is possible, and until then the first leg that is; empty where none is."""
    completed, left = list[CompletedLeg[S]](), [attrs.evolve(last, why=None), *legs]
    while left:
        possible = _first_possible(attempts, state, goal, at, left)
        if possible is None:
            return []
        leg, attempt = possible
        completed.append(CompletedLeg(state, at, leg, attempt.command))
        if leg is left[0]:
            return completed
        left.remove(leg)
        state, at = attempts.decider.evolve(state, *attempt.events), attempt.command.at + STEP_INTERVAL
    return completed


def _first_possible(
    attempts: Attempts[S], state: S, goal: Goal, at: datetime, left: list[Leg]
) -> tuple[Leg, Attempt] | None:
    """The first leg that is possible, and its attempt; the goal's own leg is the first of those left."""
    for leg in left:
        leg_goal = goal if leg is left[0] else Goal(leg.kind, leg.values)
        attempt = attempts.attempt(state, leg_goal, max(at, leg.not_before or at))
        if attempts.leads_on(state, attempt, leg_goal):
            return leg, attempt
    return None
