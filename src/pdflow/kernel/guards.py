"""Guards: why a command is refused, as plain functions with a stable code."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from enum import Enum
from typing import Any, Final, Generic, TypeVar

from pdflow.kernel.frozen import frozen
from pdflow.kernel.messages import AnyCommand

S = TypeVar("S", contravariant=True)
C = TypeVar("C", contravariant=True)
T = TypeVar("T")
D = TypeVar("D")
Objection = bool | Mapping[str, object] | tuple[Mapping[str, object], ...] | None
"""A guard's answer: nothing in the way, or something, or its parameters, or several things each with its own."""


class GuardKind(Enum):
    """What a guard needs to know before it can answer."""

    FACT = "the state alone"
    MOMENT = "the state and a time"
    DETAIL = "the state and the command"

    @property
    def arguments(self) -> str:
        """What it is asked with, in generated code."""
        return _ARGUMENTS[self]


_ARGUMENTS: Final = {
    GuardKind.FACT: "_state",
    GuardKind.MOMENT: "_state, _at",
    GuardKind.DETAIL: "_state, _command",
}


@frozen(eq=False)
class Guard(Generic[S, C]):
    """A named question to the state; one that objects refuses the command."""

    code: str
    kind: GuardKind
    ask: Callable[..., Objection]
    remedy: str | None
    waivable: bool
    passes: Callable[[Any], Collection[str]] | None = None
    """Of a state the records that it lets pass; of those that a command could name, it refuses all others."""

    def __call__(self, *about: object) -> Objection:
        return self.ask(*about)


StateGuard = Guard[T, Any]
"""A guard of one aggregate, for whichever command."""
AnyGuard = StateGuard[Any]
"""A guard of whichever aggregate and command."""


def parameters_of(objection: Objection) -> tuple[Mapping[str, object], ...]:
    """A guard's answer as the parameters of each reason it gives; empty where nothing is in the way."""
    if not objection:
        return ()
    if isinstance(objection, tuple):
        return objection
    return ({},) if objection is True or not isinstance(objection, Mapping) else (objection,)


def fact(
    code: str, *, remedy: str | None = None, waivable: bool = False
) -> Callable[[Callable[[T], Objection]], Guard[T, AnyCommand]]:
    """Declare a guard that asks the state alone."""
    return lambda ask: Guard(code, GuardKind.FACT, ask, remedy, waivable)


def moment(
    code: str, *, remedy: str | None = None, waivable: bool = False
) -> Callable[[Callable[[T, datetime], Objection]], Guard[T, AnyCommand]]:
    """Declare a guard that asks the state at the time the command is dated."""
    return lambda ask: Guard(code, GuardKind.MOMENT, ask, remedy, waivable)


def detail(
    code: str,
    *,
    remedy: str | None = None,
    waivable: bool = False,
    passes: Callable[[Any], Collection[str]] | None = None,
) -> Callable[[Callable[[T, D], Objection]], Guard[T, D]]:
    """Declare a guard that asks the state about what a command says.

    Args:
        passes: Of a state the records that it lets pass, where it looks at the record named only and refuses most.
    """
    return lambda ask: Guard(code, GuardKind.DETAIL, ask, remedy, waivable, passes)
