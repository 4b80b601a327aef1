"""The lifecycle: one row for each move, joined into one table that is a ``transitions.Machine``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property, partial
from heapq import heappop, heappush
from itertools import count
from typing import Any, Generic, TypeVar, get_args, get_type_hints

import attrs
from transitions import EventData, Machine

from pdflow.kernel.declare import Command, Event, fields
from pdflow.kernel.naming import Naming
from pdflow.kernel.records import Aggregate
from pdflow.kernel.rights import Rights
from pdflow.kernel.rules import Kind, Rule
from pdflow.kernel.unrolled import repeating, standing

S = TypeVar("S", bound=Aggregate)
R = TypeVar("R", contravariant=True)
C = TypeVar("C", bound=Command)
Outcome = Callable[[R, C], Sequence[Event]]


@attrs.frozen(eq=False)
class Move(Generic[R]):
    """One row of the rulebook: a command, where it may be asked, what refuses it, and what then happened."""

    command: type[Command]
    phases: tuple[str, ...]
    to: tuple[str, ...]
    rules: tuple[Rule[R, Any], ...]
    then: type[Event] | Outcome[Any, Any]
    already: Callable[[Any, Any], object] | None
    gives_up: bool

    @property
    def events(self) -> tuple[type[Event], ...]:
        """The types of event this row can lead to."""
        if isinstance(self.then, type):
            return (self.then,)
        told: Any = get_args(get_type_hints(self.then)["return"])[0]
        return get_args(told) or (told,)


def move(
    command: type[C],
    phases: str | Iterable[str],
    *,
    to: str | Iterable[str] = (),
    unless: Sequence[Rule[R, C]] = (),
    then: type[Event] | Callable[[R, C], Sequence[Event]],
    already: Callable[[R, C], object] | None = None,
    gives_up: bool = False,
) -> Move[R]:
    """One row: ``command`` may be asked in ``phases``, unless a rule finds something in the way.

    ``then`` is an event type that says what its command said, or a function where there is more to say. Without ``to``
    the phase stays; with several, the event says which. ``already`` tells what is so already: asked first, in any
    phase, its yes is silence. Whoever asks for what comes later is never told to do what ``gives_up``. Raises TypeError
    where the event says more than its command.
    """
    return Move(command, _several(phases), _several(to), tuple(unless), then, already, gives_up)


def _several(phases: str | Iterable[str]) -> tuple[str, ...]:
    return (phases,) if isinstance(phases, str) else tuple(phases)


@attrs.frozen(eq=False)
class Row(Generic[S]):
    """A move with every rule that holds for it: those of its page, of all rows, and of the names in its command."""

    move: Move[S]
    asked: tuple[Rule[S, Any], ...]
    naming: Naming
    ledgers: tuple[str, ...]
    rights: Rights | None = None
    """A host's own, in place of the command's right."""
    further: tuple[Rule[S, Any], ...] = ()
    """A host's own."""

    @classmethod
    def of(cls, move: Move[S], throughout: Iterable[Rule[S, Any]], ledgers: Iterable[str]) -> Row[S]:
        """The move, the rules of all rows, and the ledgers in which no two records may have one name."""
        if isinstance(move.then, type):
            said = {field.name for field in fields(move.command)}
            if unsaid := sorted(field.name for field in fields(move.then) if field.name not in said):
                raise TypeError(f"{move.then.__name__} says more than {move.command.__name__}: {', '.join(unsaid)}")
        return cls(move, (*throughout, *move.rules), Naming.of(move.command), tuple(ledgers))

    def under(self, rights: Rights | None, *further: Rule[S, Any]) -> Row[S]:
        """The same with a host's own rights in place of ours, and further rules."""
        return attrs.evolve(self, rights=rights, further=(*self.further, *further))

    @cached_property
    def rules(self) -> tuple[Rule[S, Any], ...]:
        """Every rule, in the order in which their reasons are given."""
        return (*self.asked, *self.naming.rules(), *self.further)

    @cached_property
    def beforehand(self) -> tuple[Rule[S, Any], ...]:
        """The rules that can be asked before there is a command."""
        return tuple(rule for rule in self.rules if rule.kind is not Kind.DETAIL)

    @cached_property
    def outcome(self) -> Outcome[S, Any]:
        """What then happened."""
        then = self.move.then
        return repeating(then, [field.name for field in fields(then)]) if isinstance(then, type) else then

    @cached_property
    def stands_in_the_way(self) -> Callable[[S, Any], bool]:
        """Whether a rule or a right is in the way of a command; says no more, for it is asked for every one."""
        return standing(self._asks(), self.naming.key, self.naming.references, self.ledgers)

    def _asks(self) -> Iterator[tuple[Callable[..., object], str]]:
        about = {Kind.FACT: "_state", Kind.MOMENT: "_state, _at", Kind.DETAIL: "_state, _command"}
        for rule in (*self.asked, *self.further):
            yield rule.ask, about[rule.kind]
        right = self.move.command.right
        if self.rights is not None:
            yield self.rights, "_state, type(_command), _command.header"
        else:
            yield right.forbids, "_state, _command.header"
            if right.forbids_this is not None:
                yield right.forbids_this, "_state, _command"


@attrs.frozen(eq=False)
class Gate:
    """The condition on a transition of the machine: the row's own rules, and where its outcome leads."""

    row: Row[Any]
    to: str | None
    permits: Callable[[Any, Command], bool]
    lands: Callable[[Any, Command], str]

    def __call__(self, asked: EventData) -> bool:
        state, (command,) = asked.model, asked.args
        if not self.permits(state, command):
            return False
        return len(self.row.move.to) < 2 or self.lands(state, command) == self.to


class Table(Generic[S]):
    """The rows of all chapters, joined: validated by, and read back from, one shared machine."""

    def __init__(
        self,
        phases: type[StrEnum],
        moves: Iterable[Move[S]],
        throughout: Mapping[Rule[S, Any], frozenset[type[Command]]],
        ledgers: Iterable[str],
        permits: Callable[[Any, Command], bool],
        lands: Callable[[Any, Command], str],
    ) -> None:
        """Join the moves; ``throughout`` holds the rules of all rows, each with the commands it does not ask.

        Raises TypeError for two rows of one command in one phase or an unknown remedy, ValueError for an unknown phase.
        """
        self.moves = tuple(moves)
        self.commands: dict[str, type[Command]] = {move.command.__name__: move.command for move in self.moves}
        self.phases = phases
        rows = [
            Row.of(move, [rule for rule, spared in throughout.items() if move.command not in spared], ledgers)
            for move in self.moves
        ]
        gate = partial(Gate, permits=permits, lands=lands)
        self.machine = Machine(
            model=None,
            states=phases,
            initial=None,
            auto_transitions=False,
            send_event=True,
            model_attribute="phase",
            transitions=[
                {"trigger": row.move.command.__name__, "source": phases(phase), "dest": to, "conditions": gate(row, to)}
                for row in rows
                for phase in row.move.phases
                for to in ([*map(phases, row.move.to)] or (None,))
            ],
        )
        self.rows = {command: dict(self._rows_of(name)) for name, command in self.commands.items()}
        self.rules = {rule: None for row in rows for rule in row.rules}
        self._remedies: dict[tuple[type[Command], str], str | None] = {}
        self.check_remedies(self.rules)

    def _rows_of(self, trigger: str) -> Iterator[tuple[str, Row[S]]]:
        for phase, transitions in self.machine.events[trigger].transitions.items():
            gates: list[Any] = [gate.func for transition in transitions for gate in transition.conditions]
            rows = {gate.row for gate in gates}
            if len(rows) > 1:
                raise TypeError(f"{trigger} has two rows in {phase}")
            yield phase, rows.pop()

    def check_remedies(self, rules: Iterable[Rule[Any, Any]]) -> None:
        """Raise TypeError for a rule whose remedy is no command of this table."""
        for rule in rules:
            if rule.remedy is not None and rule.remedy not in self.commands:
                raise TypeError(f"{rule.code}: no command {rule.remedy}")

    def phases_of(self, command: type[Command]) -> tuple[str, ...]:
        """Where a command may be asked, in the order of the phases."""
        return tuple(phase for phase in self.phases if phase in self.rows[command])

    def way_to(self, command: type[Command], phase: str) -> str | None:
        """The first command on a shortest way from this phase, giving nothing up, to one where ``command`` is asked."""
        asked = (command, phase)
        if asked not in self._remedies:
            self._remedies[asked] = self._search(set(self.rows[command]), phase)
        return self._remedies[asked]

    def _search(self, goals: set[str], start: str) -> str | None:
        """A row that leads to several phases counts as so many, for whoever asks cannot choose among them."""
        reached, order = set(), count()
        ahead = [(0, next(order), start, "")]
        while ahead:
            length, _, phase, first = heappop(ahead)
            if phase in goals:
                return first
            if phase not in reached:
                reached.add(phase)
                for move in self.moves:
                    for to in move.to if phase in move.phases and not move.gives_up else ():
                        heappush(ahead, (length + len(move.to), next(order), to, first or move.command.__name__))
        return None
