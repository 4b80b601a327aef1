"""Rights: who may ask. A host that owns identity and permission replaces them all by one function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, Protocol, TypeVar

from pdflow.kernel.frozen import frozen
from pdflow.kernel.header import Header
from pdflow.kernel.refusal import Reason

S = TypeVar("S", contravariant=True)
T = TypeVar("T")


class HasHeader(Protocol):
    """A command, as far as a right looks at it."""

    @property
    def header(self) -> Header: ...


@frozen(eq=False)
class Right(Generic[S]):
    """One row of the rulebook's "who may ask": what forbids it, and the roles it is usually given to."""

    roles: tuple[str, ...]
    forbids: Callable[[S, Header], Reason | None]
    forbids_this: Callable[[S, Any], Reason | None] | None = None
    """Further, what forbids this very command, where whose right it is depends on the record it names."""

    def refuses(self, state: S, command: HasHeader) -> Reason | None:
        """Why whoever asks this command may not; None where they may."""
        refused = self.forbids(state, command.header)
        if refused is None and self.forbids_this is not None:
            refused = self.forbids_this(state, command)
        return refused


def right(*roles: str) -> Callable[[Callable[[T, Header], Reason | None]], Right[T]]:
    """Declare a right by the function that says why somebody does not have it."""
    return lambda forbids: Right(roles, forbids)


def in_role(*roles: str) -> Right[object]:
    """The right of everybody who acts in one of these roles."""
    allowed = frozenset(roles)

    def forbids(state: object, header: Header) -> Reason | None:
        if header.by.role in allowed:
            return None
        return Reason("right.role", {"has": header.by.role, "needs": roles})

    return Right(roles, forbids)


def reasons_of(rights: Callable[..., object], *asked: object) -> Sequence[Reason]:
    """What a host's own rights answer, as reasons; none where they permit.

    Raises:
        TypeError: The answer is neither None, nor a Reason, nor several in a list or tuple.
    """
    answer = rights(*asked)
    if answer is None:
        return ()
    if isinstance(answer, Reason):
        return (answer,)
    if isinstance(answer, list | tuple) and all(isinstance(reason, Reason) for reason in answer):
        return answer
    called = getattr(rights, "__qualname__", repr(rights))
    raise TypeError(f"{called} answered {answer!r:.100}: rights give None or Reasons")
