"""The rows of each command: in which phases it may be asked, and what changes nothing there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from pdflow.kernel.guards import StateGuard
from pdflow.kernel.lifecycle import Rights, Row
from pdflow.kernel.messages import Command
from pdflow.kernel.records import Aggregate
from pdflow.kernel.transition_table import TransitionTable

S = TypeVar("S", bound=Aggregate)
Predicate = Callable[[S, Any], object]
RowsOfCommands = dict[type[Command[S]], tuple[Predicate[S] | None, Mapping[str, Row[S]]]]
"""Of each command, the test for what changes nothing, and its row in each phase."""


def rows_of_commands(table: TransitionTable[S]) -> RowsOfCommands[S]:
    """The rows of a table by command."""
    return {command: (next(iter(rows.values())).no_op_if, rows) for command, rows in table.rows.items()}


def rows_with(known: RowsOfCommands[S], rights: Rights[S] | None, guards: Sequence[StateGuard[S]]) -> RowsOfCommands[S]:
    """The same rows under a host's own rights, if any, and with guards of its own."""
    with_rights = cache(lambda row: row.with_rights(rights, *guards))
    return {
        command: (no_op_if, {phase: with_rights(row) for phase, row in rows.items()})
        for command, (no_op_if, rows) in known.items()
    }
