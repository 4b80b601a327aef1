"""Path of a route search: the goal, the attempts, the legs, and the position after them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, Generic, TypeVar

import attrs

from pdflow.errors import PdflowError
from pdflow.kernel.fields import fields
from pdflow.kernel.messages import Command, Event
from pdflow.kernel.records import Aggregate
from pdflow.kernel.references import References
from pdflow.kernel.refusal import Reason

S = TypeVar("S", bound=Aggregate)

STEP_INTERVAL: Final = timedelta(minutes=1)
"""Time between two commands of a route, because evidence has to be later than what it is evidence of."""


class NoRoute(PdflowError):
    """Raised inside a search when no command removes these reasons."""

    def __init__(self, reasons: Sequence[Reason] = ()) -> None:
        super().__init__(reasons)
        self.reasons = tuple(reasons)


@attrs.frozen
class Goal:
    """A command to be carried out.

    Args:
        kind: The class of the command.
        values: Fields of the command whose value is fixed, by name.
        phase: The phase in which the command has to end; None where any will do.
        pursued: The goals that this one serves; none of them is pursued again on the way to it.
        not_before: The moment before which time stands in its way; None where it does not.
    """

    kind: type[Command[Any]]
    values: Mapping[str, Any] = attrs.field(factory=dict)
    phase: str | None = None
    pursued: frozenset[type[Command[Any]]] = frozenset()
    not_before: datetime | None = None

    def remedy_goal(self, kind: type[Command[Any]], reason: Reason, origin: Aggregate) -> Goal:
        """The goal of carrying out a remedy first, about the record that the reason names.

        It takes over the values of this goal that the reason names too. A record made during the search is not taken
        over, because it has another name on another path: only records of the state that the search began in are.
        """
        names = {field.name for field in fields(kind) if "key" not in field.metadata}
        values = {
            name: value for name, value in self.values.items() if name in names and reason.parameters.get(name) == value
        }
        for reference in References.of(kind).fields:
            named = reason.parameters.get(reference.field)
            if isinstance(named, str) and reference.find(origin, named) is not None:
                values[reference.field] = named
        values |= {field.name: reason.code for field in fields(kind) if "requirement" in field.metadata}
        return Goal(kind, values, pursued=self.pursued | {self.kind})


@attrs.frozen
class Attempt:
    """A command and the decision on it: its events, the reasons against it, or neither where it is a no-op."""

    command: Command[Any]
    events: Sequence[Event[Any]] = ()
    reasons: tuple[Reason, ...] = ()


@attrs.frozen(eq=False)
class Leg:
    """One command of a path: its fixed values, the reason it removes, and the moment before which it does not help."""

    kind: type[Command[Any]]
    values: Mapping[str, Any] = attrs.field(factory=dict)
    why: Reason | None = None
    not_before: datetime | None = None


@attrs.frozen
class Position(Generic[S]):
    """How far a search has come.

    Args:
        origin: The state in which the search began.
        state: The state after the legs.
        at: The earliest moment of the next command.
        legs: The commands carried out.
    """

    origin: S
    state: S
    at: datetime
    legs: tuple[Leg, ...] = ()

    def because_of(self, reason: Reason) -> Position[S]:
        """The same position, with the reason that its last leg removes."""
        *before, last = self.legs
        return attrs.evolve(self, legs=(*before, attrs.evolve(last, why=reason)))

    def waited_until(self, moment: datetime) -> Position[S]:
        """The same position, with the moment from which on its last leg helps."""
        *before, last = self.legs
        return attrs.evolve(self, legs=(*before, attrs.evolve(last, not_before=moment)))


@attrs.frozen
class CompletedLeg(Generic[S]):
    """A leg carried out: the state before it, the moment from which it was possible, and its command."""

    before: S
    at: datetime
    leg: Leg
    command: Command[Any]
