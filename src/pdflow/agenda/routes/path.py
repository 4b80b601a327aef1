"""A way to a goal: the goal, an attempt, and the legs and places of the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Generic, TypeVar

import attrs

from pdflow.kernel.fields import fields
from pdflow.kernel.messages import Command, Event
from pdflow.kernel.records import Aggregate
from pdflow.kernel.references import References
from pdflow.kernel.refusal import Reason

S = TypeVar("S", bound=Aggregate)


class NoWay(Exception):
    """Raised when nothing removes these reasons."""

    def __init__(self, reasons: Sequence[Reason] = ()) -> None:
        super().__init__(reasons)
        self.reasons = tuple(reasons)


@attrs.frozen
class Goal:
    """A command to be carried out: what its form says already, the phase it has to end in, and what it is needed for.

    What is ``sought`` already is not sought again on the way to it.
    """

    kind: type[Command[Any]]
    form: Mapping[str, Any] = attrs.field(factory=dict)
    phase: str | None = None
    sought: frozenset[type[Command[Any]]] = frozenset()

    def by_way_of(self, kind: type[Command[Any]], why: Reason, origin: Aggregate) -> Goal:
        """Another command on the way to this one: about the record the reason names, or what it repeats of the form.

        A record made on the way is left to the example, for it goes by another name where the way is another.
        """
        told = {field.name for field in fields(kind) if "key" not in field.metadata}
        about = {name: said for name, said in self.form.items() if name in told and why.parameters.get(name) == said}
        for reference in References.of(kind).fields:
            said = why.parameters.get(reference.field)
            if isinstance(said, str) and origin.find(said, *reference.within) is not None:
                about[reference.field] = said
        return Goal(kind, about, sought=self.sought | {self.kind})


@attrs.frozen
class Attempt:
    """A command asked, and what came of it: events, reasons, or neither where it is so already."""

    command: Command[Any]
    events: Sequence[Event[Any]] = ()
    reasons: tuple[Reason, ...] = ()


@attrs.frozen(eq=False)
class Leg:
    """One command of a way, what its form says, the reason it removes, and from when on it does."""

    kind: type[Command[Any]]
    form: Mapping[str, Any] = attrs.field(factory=dict)
    why: Reason | None = None
    not_before: datetime | None = None


@attrs.frozen
class Place(Generic[S]):
    """Where one is on a way: the state it began in, the state now, the earliest moment, and the legs done so far."""

    origin: S
    state: S
    at: datetime
    legs: tuple[Leg, ...] = ()

    def because(self, why: Reason) -> Place[S]:
        """The same, told what the last leg is for."""
        *before, last = self.legs
        return attrs.evolve(self, legs=(*before, attrs.evolve(last, why=why)))

    def waited(self, since: datetime) -> Place[S]:
        """The same, told from when on the last leg helps."""
        *before, last = self.legs
        return attrs.evolve(self, legs=(*before, attrs.evolve(last, not_before=since)))


@attrs.frozen
class Stage(Generic[S]):
    """A leg done: the state before it, since when it could be done, and the command carried out."""

    before: S
    at: datetime
    leg: Leg
    command: Command[Any]
