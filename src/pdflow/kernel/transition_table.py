"""The transition table: the rows of all chapters, joined into one shared ``transitions.Machine``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import partial
from heapq import heappop, heappush
from itertools import count
from typing import Any, Generic, TypeVar

from transitions import EventData, Machine

from pdflow.kernel.frozen import frozen
from pdflow.kernel.guards import AnyGuard, Guard, StateGuard
from pdflow.kernel.lifecycle import Move, Row
from pdflow.kernel.messages import AnyCommand, Command
from pdflow.kernel.records import Aggregate

S = TypeVar("S", bound=Aggregate)


@frozen(eq=False)
class TransitionCondition:
    """The condition on a transition of the machine: the guards of its row, and where its outcome leads."""

    row: Row[Any]
    to: str | None
    permits: Callable[[Any, AnyCommand], bool]
    destination: Callable[[Any, AnyCommand], str]

    def __call__(self, asked: EventData) -> bool:
        state, (command,) = asked.model, asked.args
        if not self.permits(state, command):
            return False
        return len(self.row.move.to) < 2 or self.destination(state, command) == self.to


class TransitionTable(Generic[S]):
    """The rows of all chapters, joined: validated by, and read back from, one shared machine."""

    def __init__(
        self,
        phases: type[StrEnum],
        moves: Iterable[Move[S]],
        common_guards: Mapping[StateGuard[S], frozenset[type[Command[S]]]],
        ledgers: Iterable[str],
        permits: Callable[[S, Command[S]], bool],
        destination: Callable[[S, Command[S]], str],
    ) -> None:
        """Join the moves.

        Args:
            common_guards: The guards of all rows, each with the commands it does not ask.
            ledgers: Those in which no two records may have one name.
            permits: Whether a command may be carried out.
            destination: The phase in which a command ends.

        Raises:
            TypeError: One command has two rows in one phase, or a remedy is no command of the table.
            ValueError: A phase is unknown.
        """
        self.moves = tuple(moves)
        self.commands: dict[str, type[Command[S]]] = {move.command.__name__: move.command for move in self.moves}
        self.phases = phases
        self.waivable: dict[str, bool] = {}
        """Each reason code, and whether it can be waived."""
        no_op_if = {move.command: move.no_op_if for move in reversed(self.moves) if move.no_op_if is not None}
        rows = [
            Row.of(
                move,
                [guard for guard, spared in common_guards.items() if move.command not in spared],
                self.waivable,
                ledgers,
                no_op_if.get(move.command),
            )
            for move in self.moves
        ]
        condition = partial(TransitionCondition, permits=permits, destination=destination)
        self.machine = _machine(phases, rows, condition)
        self.rows = {command: dict(self._rows_of(name)) for name, command in self.commands.items()}
        self.guards = {guard: None for row in rows for guard in row.guards}
        for guard in self.guards:
            self.waivable[guard.code] = guard.waivable or self.waivable.get(guard.code, False)
        self._remedies: dict[tuple[type[Command[S]], str], str | None] = {}
        self.check_guards(self.guards)

    def _rows_of(self, trigger: str) -> Iterator[tuple[str, Row[S]]]:
        for phase, transitions in self.machine.events[trigger].transitions.items():
            conditions: list[Any] = [each.func for transition in transitions for each in transition.conditions]
            rows = {condition.row for condition in conditions}
            if len(rows) > 1:
                raise TypeError(f"{trigger} has two rows in {phase}")
            yield phase, rows.pop()

    def check_guards(self, guards: Iterable[AnyGuard]) -> None:
        """Raise TypeError for what is no guard, or one whose remedy is no command of this table."""
        for guard in guards:
            if not isinstance(guard, Guard):
                raise TypeError(f"{guard!r:.100} is no guard: declare it by fact, moment or detail")
            if guard.remedy is not None and guard.remedy not in self.commands:
                raise TypeError(f"{guard.code}: no command {guard.remedy}")

    def phases_of(self, command: type[Command[S]]) -> tuple[str, ...]:
        """Where a command may be asked, in the order of the phases."""
        return tuple(phase for phase in self.phases if phase in self.rows[command])

    def way_to(self, command: type[Command[S]], phase: str) -> str | None:
        """The first command on a shortest way from this phase, giving nothing up, to one where ``command`` is asked.

        None where there is no such way, and where the command would only take back an end that it leads to.
        """
        asked = (command, phase)
        if asked not in self._remedies:
            takes_back = any(move.takes_back for move in self.moves if move.command is command)
            self._remedies[asked] = None if takes_back else self._search(set(self.rows[command]), phase)
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


def _machine(
    phases: type[StrEnum], rows: Iterable[Row[Any]], condition: Callable[[Row[Any], str | None], TransitionCondition]
) -> Machine:
    return Machine(
        model=None,
        states=phases,
        initial=None,
        auto_transitions=False,
        send_event=True,
        model_attribute="phase",
        transitions=[
            {
                "trigger": row.move.command.__name__,
                "source": phases(phase),
                "dest": to,
                "conditions": condition(row, to),
            }
            for row in rows
            for phase in row.move.phases
            for to in ([*map(phases, row.move.to)] or (None,))
        ],
    )
