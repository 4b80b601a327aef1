"""Options: what may be asked now, command by command, and which names each may give, before there is a form."""

from __future__ import annotations

from functools import cache
from typing import Generic, TypeVar

import attrs

from pdflow.kernel.beforehand import Beforehand, Choice, namings_of
from pdflow.kernel.fields import RecordId
from pdflow.kernel.guards import StateGuard
from pdflow.kernel.header import Header
from pdflow.kernel.lifecycle import Row
from pdflow.kernel.messages import Command
from pdflow.kernel.reason_codes import ReasonCatalogue, one_of_each_code
from pdflow.kernel.records import Aggregate
from pdflow.kernel.refusal import Reason
from pdflow.kernel.rows_of_commands import RowsOfCommands

S = TypeVar("S", bound=Aggregate)


@attrs.frozen(eq=False)
class PhaseOptions(Generic[S]):
    """What may be asked in one phase: its rows, the guards they share, and the options there if no guard objected."""

    rows: tuple[tuple[type[Command[S]], Row[S], Beforehand[S] | None], ...]
    guards: tuple[StateGuard[S], ...]
    options: dict[str, tuple[Reason, ...]]


class Options(Generic[S]):
    """The options of every state, by the rows of all commands."""

    def __init__(self, rows: RowsOfCommands[S], catalogue: ReasonCatalogue[S]) -> None:
        """Begin with no phase looked at yet."""
        self._rows, self._catalogue = rows, catalogue
        self._phases: dict[str, PhaseOptions[S]] = {}
        self._forms: dict[tuple[Row[S], str], Beforehand[S]] = {}

    def of(self, state: S, header: Header) -> dict[str, tuple[Reason, ...]]:
        """For every command by name, what stands in its way for this actor at this time."""
        here = self._phases.get(state.phase) or self._look_at(state.phase)
        answers = self._catalogue.answers(state, [(guard, guard.beforehand(state, header.at)) for guard in here.guards])
        refusals = cache(lambda right: self._catalogue.with_roles(right.forbids(state, header)))
        options, objecting = here.options.copy(), answers.keys()
        for kind, row, beforehand in here.rows:
            if row.rights is None:
                refused = refusals(kind.right)
            else:
                refused = self._catalogue.refusals(row.rights, state, kind, header)
            if not objecting.isdisjoint(row.beforehand):
                refused = (*one_of_each_code(row.beforehand, answers), *refused)
            elif not refused and beforehand:
                refused = beforehand.reasons(state, header)
            if refused:
                options[kind.__name__] = tuple(refused)
        return options

    def choices(self, state: S, command: type[Command[S]], header: Header) -> dict[str, tuple[RecordId, ...]]:
        """For each field of a command that names something here, the names it may give now."""
        row = self._rows[command][1].get(state.phase)
        found: dict[str, tuple[RecordId, ...]] = {}
        for choice in namings_of(command):
            found[choice.place] = () if row is None else tuple(self._with_field(row, choice).possible(state, header))
        return found

    def _with_field(self, row: Row[S], choice: Choice) -> Beforehand[S]:
        """What is asked of forms that have this field."""
        known = self._forms.get((row, choice.place))
        if known is None:
            no_op_if, _ = self._rows[row.move.command]
            known = self._forms[row, choice.place] = Beforehand(row, no_op_if, self._catalogue, (choice,))
        return known

    def _look_at(self, phase: str) -> PhaseOptions[S]:
        rows = {kind: (row, no_op_if) for kind, (no_op_if, rows) in self._rows.items() if (row := rows.get(phase))}
        guards = dict.fromkeys(guard for row, _ in rows.values() for guard in row.beforehand)
        asked = tuple(
            (kind, row, Beforehand(row, no_op_if, self._catalogue) or None) for kind, (row, no_op_if) in rows.items()
        )
        options: dict[str, tuple[Reason, ...]] = {
            kind.__name__: () if kind in rows else (self._catalogue.wrong_phase(kind, phase),) for kind in self._rows
        }
        found = self._phases[phase] = PhaseOptions(asked, tuple(guards), options)
        return found
