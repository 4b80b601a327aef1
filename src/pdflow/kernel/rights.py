"""Rights: who may ask. A host that owns identity and permission replaces them all by one function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

import attrs

from pdflow.kernel.declare import Command
from pdflow.kernel.header import Header
from pdflow.kernel.rules import Reason

S = TypeVar("S", contravariant=True)

Rights = Callable[[Any, type[Command], Header], Sequence[Reason]]
"""A host's own rights: of a state, a command's type and its header, why this actor may not ask."""


@attrs.frozen(eq=False)
class Right(Generic[S]):
    """One row of the rulebook's "who may ask": what forbids it, and the roles it is usually given to."""

    roles: tuple[str, ...]
    forbids: Callable[[S, Header], Reason | None]
    forbids_this: Callable[[S, Any], Reason | None] | None = None
    """Further, what forbids this very command, where whose right it is depends on the record it names."""

    def refuses(self, state: S, command: Command) -> Reason | None:
        """Why whoever asks this command may not; None where they may."""
        refused = self.forbids(state, command.header)
        if refused is None and self.forbids_this is not None:
            refused = self.forbids_this(state, command)
        return refused


def right(*roles: str) -> Callable[[Callable[[S, Header], Reason | None]], Right[S]]:
    """Declare a right by the function that says why somebody does not have it."""
    return lambda forbids: Right(roles, forbids)


def in_role(*roles: str) -> Right[Any]:
    """The right of everybody who acts in one of these roles."""
    allowed = frozenset(roles)

    def forbids(state: Any, header: Header) -> Reason | None:
        if header.by.role in allowed:
            return None
        return Reason("right.role", {"has": header.by.role, "needs": roles})

    return Right(roles, forbids)
