"""One guarded step in other libraries, written as their guides write it."""

from __future__ import annotations

from datetime import datetime

from eventsourcing.domain import Aggregate, event
from statemachine import State, StateMachine
from transitions import Machine


class Person:
    """A plain model for ``transitions``."""

    def __init__(self) -> None:
        self.machine = Machine(self, states=["support", "coaching"], initial="support")
        self.machine.add_transition("go", "support", "coaching", conditions=lambda: True)
        self.machine.add_transition("go", "coaching", "support", conditions=lambda: True)


class Coaching(StateMachine):
    """The same two states for ``python-statemachine``."""

    support = State(initial=True)
    coaching = State()
    go = support.to(coaching, cond="ready") | coaching.to(support, cond="ready")

    def ready(self) -> bool:
        return True


class Observed(Aggregate):
    """An aggregate for ``eventsourcing`` with one guarded event, which says what an observation says here."""

    def __init__(self) -> None:
        self.observations: dict[str, tuple[str, datetime, int]] = {}

    def observe(self, observation, setting, minutes, focus, strengths, struggles, visit, by, at) -> None:
        if not focus:
            raise ValueError("no focus")
        self.recorded(observation, setting, minutes, focus, strengths, struggles, visit, by, at)

    @event("ObservationRecorded")
    def recorded(self, observation, setting, minutes, focus, strengths, struggles, visit, by, at) -> None:
        self.observations[observation] = (by, at, minutes)
