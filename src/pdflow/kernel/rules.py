"""Rules: why a command is refused, as plain functions with a stable code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import Enum
from typing import Any, Generic, TypeVar

import attrs

from pdflow.kernel.declare import Command

S = TypeVar("S", contravariant=True)
C = TypeVar("C", contravariant=True)
Why = bool | Mapping[str, object] | tuple[Mapping[str, object], ...] | None
"""A rule's answer: nothing in the way, or something, or its parameters, or several things each with its own."""


class Kind(Enum):
    """What a rule needs to know before it can answer."""

    FACT = "the state alone"
    MOMENT = "the state and a time"
    DETAIL = "the state and the command"


@attrs.frozen
class Reason:
    """One thing that stands in the way: its code, its parameters, what would remedy it and who may do that."""

    code: str
    parameters: Mapping[str, object] = attrs.field(factory=dict)
    remedy: str | None = None
    roles: tuple[str, ...] = ()

    def __str__(self) -> str:
        told = ", ".join(f"{name} {_plainly(value)}" for name, value in self.parameters.items())
        return f"{self.code} ({told})" if told else self.code


def _plainly(value: object) -> str:
    return f"[{', '.join(map(str, value))}]" if isinstance(value, tuple) else str(value)


@attrs.frozen(eq=False)
class Rule(Generic[S, C]):
    """A named question to the state; one that finds something in the way refuses the command."""

    code: str
    kind: Kind
    ask: Callable[..., Why]
    remedy: str | None
    waivable: bool

    def __call__(self, *about: Any) -> Why:
        return self.ask(*about)

    def about(self, state: Any, command: Command) -> Why:
        """The answer to this command."""
        return self.ask(state, command) if self.kind is Kind.DETAIL else self.beforehand(state, command.header.at)

    def beforehand(self, state: Any, at: datetime) -> Why:
        """The answer before there is a command, when a detail has nothing to say yet."""
        if self.kind is Kind.DETAIL:
            return None
        return self.ask(state) if self.kind is Kind.FACT else self.ask(state, at)


def told(why: Why) -> tuple[Mapping[str, object], ...]:
    """A rule's answer as the parameters of each reason it gives; empty where nothing is in the way."""
    if not why:
        return ()
    if isinstance(why, tuple):
        return why
    return (why,) if isinstance(why, Mapping) else ({},)


def fact(
    code: str, *, remedy: str | None = None, waivable: bool = False
) -> Callable[[Callable[[S], Why]], Rule[S, Command]]:
    """Declare a rule that asks the state alone."""
    return lambda ask: Rule(code, Kind.FACT, ask, remedy, waivable)


def moment(
    code: str, *, remedy: str | None = None, waivable: bool = False
) -> Callable[[Callable[[S, datetime], Why]], Rule[S, Command]]:
    """Declare a rule that asks the state at the time the command is dated."""
    return lambda ask: Rule(code, Kind.MOMENT, ask, remedy, waivable)


def detail(
    code: str, *, remedy: str | None = None, waivable: bool = False
) -> Callable[[Callable[[S, C], Why]], Rule[S, C]]:
    """Declare a rule that asks the state about what a command says."""
    return lambda ask: Rule(code, Kind.DETAIL, ask, remedy, waivable)
