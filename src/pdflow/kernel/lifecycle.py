"""The lifecycle: one row for each move, a command with its guards and what then happened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar, get_args, get_type_hints

import attrs

from pdflow.kernel import codegen
from pdflow.kernel.corrections import requirement_guards
from pdflow.kernel.fields import fields
from pdflow.kernel.frozen import frozen
from pdflow.kernel.guards import Guard, GuardKind, Objection, StateGuard
from pdflow.kernel.header import Header
from pdflow.kernel.messages import AnyCommand, AnyEvent, Command, Event
from pdflow.kernel.records import Aggregate
from pdflow.kernel.references import References
from pdflow.kernel.refusal import Reason

S = TypeVar("S", bound=Aggregate)
R = TypeVar("R", bound=Aggregate, contravariant=True)
C = TypeVar("C", bound=AnyCommand)
Outcome = Callable[[R, C], Sequence[Event[R]]]
Rights = Callable[[S, type[Command[S]], Header], Sequence[Reason] | Reason | None]
"""A host's own rights: of a state, a command's type and its header, why this actor may not ask; None where they may."""


@frozen(eq=False)
class Move(Generic[R]):
    """One row of the rulebook: a command, where it may be asked, what refuses it, and what then happened."""

    command: type[AnyCommand]
    phases: tuple[str, ...]
    to: tuple[str, ...]
    guards: tuple[StateGuard[R], ...]
    then: type[AnyEvent] | Outcome[Any, Any]
    no_op_if: Callable[[Any, Any], object] | None
    gives_up: bool
    takes_back: bool

    @property
    def events(self) -> tuple[type[AnyEvent], ...]:
        """The types of event this row can lead to."""
        if isinstance(self.then, type):
            return (self.then,)
        found: Any = get_args(get_type_hints(self.then)["return"])[0]
        return get_args(found) or (found,)


def move(
    command: type[C],
    phases: str | Iterable[str],
    *,
    to: str | Iterable[str] = (),
    guards: Sequence[Guard[R, C]] = (),
    then: type[Event[R]] | Callable[[R, C], Sequence[Event[R]]],
    no_op_if: Callable[[R, C], object] | None = None,
    gives_up: bool = False,
    takes_back: bool = False,
) -> Move[R]:
    """One row: ``command`` may be asked in ``phases``, unless a guard objects.

    Args:
        to: The phase it leads to; without it the phase stays, of several the event says which.
        guards: What refuses the command.
        then: An event type that has the fields of its command and no others, or a function where there is more to say.
        no_op_if: Whether the command changes nothing; asked first, in any phase.
        gives_up: The command gives something up, so that no refusal advises it and no route takes it.
        takes_back: The command takes an end back, so that where nothing has ended no refusal advises to end it first.

    Raises:
        TypeError: The event has a field that its command has not.
    """
    return Move(command, _several(phases), _several(to), tuple(guards), then, no_op_if, gives_up, takes_back)


def _several(phases: str | Iterable[str]) -> tuple[str, ...]:
    return (phases,) if isinstance(phases, str) else tuple(phases)


@frozen(eq=False)
class Row(Generic[S]):
    """A move with every guard that holds for it: its own, those of all rows, and those of the names in its command."""

    move: Move[S]
    own_guards: tuple[StateGuard[S], ...]
    references: References
    ledgers: tuple[str, ...]
    no_op_if: Callable[[Any, Any], object] | None
    """What changes nothing, in whichever phase the command is asked."""
    rights: Rights[S] | None = None
    """A host's own, in place of the command's right."""
    host_guards: tuple[StateGuard[S], ...] = ()

    @classmethod
    def of(
        cls,
        move: Move[S],
        common: Iterable[StateGuard[S]],
        waivable: Mapping[str, bool],
        ledgers: Iterable[str],
        no_op_if: Callable[[Any, Any], object] | None,
    ) -> Row[S]:
        """The row of a move.

        Args:
            common: The guards of all rows.
            waivable: Each reason code of the table, and whether it can be waived.
            ledgers: Those in which no two records may have one name.
            no_op_if: What changes nothing, in whichever phase the command is asked.
        """
        if isinstance(move.then, type):
            given = {field.name for field in fields(move.command)}
            if missing := sorted(field.name for field in fields(move.then) if field.name not in given):
                raise TypeError(
                    f"{move.then.__name__} needs {', '.join(missing)}, which {move.command.__name__} has not"
                )
        guards = (*common, *requirement_guards(move.command, waivable), *move.guards)
        return cls(move, guards, References.of(move.command), tuple(ledgers), no_op_if)

    def with_rights(self, rights: Rights[S] | None, *guards: StateGuard[S]) -> Row[S]:
        """The same with a host's own rights in place of ours, and further guards."""
        return attrs.evolve(self, rights=rights, host_guards=(*self.host_guards, *guards))

    @cached_property
    def guards(self) -> tuple[StateGuard[S], ...]:
        """Every guard, in the order in which their reasons are given."""
        return (*self.own_guards, *self.references.guards(), *self.host_guards)

    @cached_property
    def beforehand(self) -> tuple[StateGuard[S], ...]:
        """The guards that can be asked before there is a command."""
        return tuple(guard for guard in self.guards if guard.kind is not GuardKind.DETAIL)

    @cached_property
    def objections(self) -> Callable[..., Sequence[tuple[StateGuard[S], Objection]]]:
        """The guards that object to a state, a time and a command, each with its answer."""
        return codegen.objections((guard, guard.kind.arguments) for guard in self.guards)

    @cached_property
    def outcome(self) -> Outcome[S, Any]:
        """What then happened."""
        then = self.move.then
        return codegen.only_event(then, [field.name for field in fields(then)]) if isinstance(then, type) else then

    @cached_property
    def decide(self) -> Callable[[S, Any], Sequence[Event[S]] | None]:
        """The events of a command; None where a guard or a right of ours refuses it, for it says no more."""
        then = self.move.then
        return codegen.decision(
            self.move.command.__name__,
            self.no_op_if,
            self._questions(),
            self.references.key,
            self.references.fields,
            self.ledgers,
            then,
            [field.name for field in fields(then)] if isinstance(then, type) else None,
        )

    def _questions(self) -> Iterator[tuple[Callable[..., object], str]]:
        for guard in (*self.own_guards, *self.host_guards):
            yield guard.ask, guard.kind.arguments
        right = self.move.command.right
        if self.rights is None:
            yield right.forbids, "_state, _command.header"
            if right.forbids_this is not None:
                yield right.forbids_this, "_state, _command"
