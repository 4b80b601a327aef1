"""Options: what may be asked now, command by command, and which names each may give, before there is a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Generic, TypeVar

from pdflow.kernel import codegen
from pdflow.kernel.beforehand import Beforehand, namings_of
from pdflow.kernel.fields import RecordId
from pdflow.kernel.frozen import frozen
from pdflow.kernel.guards import Objection, StateGuard
from pdflow.kernel.header import Header
from pdflow.kernel.lifecycle import Rights, Row
from pdflow.kernel.messages import Command
from pdflow.kernel.reason_codes import ReasonCatalogue, one_of_each_code
from pdflow.kernel.records import Aggregate
from pdflow.kernel.refusal import Reason
from pdflow.kernel.rights import Right
from pdflow.kernel.rows_of_commands import RowsOfCommands

S = TypeVar("S", bound=Aggregate)


@frozen(eq=False)
class RowsUnderRight(Generic[S]):
    """The rows of one phase that one right judges alike.

    Args:
        refusals: Why somebody has not that right; empty where they have.
        commands: The names of the rows' commands.
        forms: Of each command that is asked anything beforehand, what that is.
    """

    refusals: Callable[[S, Header], tuple[Reason, ...]]
    commands: tuple[str, ...]
    forms: tuple[tuple[str, Beforehand[S]], ...]


@frozen(eq=False)
class PhaseOptions(Generic[S]):
    """What may be asked in one phase: the guards that its rows share, its rows, and its options if none objected.

    Args:
        objections: The guards that object to a state at a time, each with its answer.
        asking: Of each of these guards the names of the commands that ask it.
        guards: Of each command all these guards, in the order in which their reasons are given.
        rows: Those under each right.
    """

    objections: Callable[[S, datetime], Sequence[tuple[StateGuard[S], Objection]]]
    asking: Mapping[StateGuard[S], tuple[str, ...]]
    guards: Mapping[str, tuple[StateGuard[S], ...]]
    rows: tuple[RowsUnderRight[S], ...]
    options: dict[str, tuple[Reason, ...]]


class Options(Generic[S]):
    """The options of every state, by the rows of all commands."""

    def __init__(self, rows: RowsOfCommands[S], catalogue: ReasonCatalogue[S]) -> None:
        """Begin with no phase looked at yet."""
        self._rows, self._catalogue = rows, catalogue
        self._phases: dict[str, PhaseOptions[S]] = {}
        self._forms: dict[Row[S], Mapping[str, Beforehand[S]]] = {}

    def of(self, state: S, header: Header) -> dict[str, tuple[Reason, ...]]:
        """For every command by name, what stands in its way for this actor at this time."""
        here = self._phases.get(state.phase) or self._look_at(state.phase)
        answers = self._catalogue.answers(state, here.objections(state, header.at))
        objecting: dict[str, list[StateGuard[S]]] = {}
        for guard in answers:
            for name in here.asking[guard]:
                objecting.setdefault(name, []).append(guard)
        objections = {
            name: answers[guards[0]] if len(guards) == 1 else tuple(one_of_each_code(here.guards[name], answers))
            for name, guards in objecting.items()
        }
        options = here.options.copy()
        for rows in here.rows:
            refused = rows.refusals(state, header)
            if refused:
                options.update(dict.fromkeys(rows.commands, refused))
            else:
                for name, form in rows.forms:
                    if not objections.get(name):
                        options[name] = form.reasons(state, header)
        for name, reasons in objections.items():
            options[name] = (*reasons, *options[name])
        return options

    def choices(self, state: S, command: type[Command[S]], header: Header) -> dict[str, tuple[RecordId, ...]]:
        """For each field of a command that names something here, the names it may give now."""
        row = self._rows[command][1].get(state.phase)
        if row is None:
            return {choice.place: () for choice in namings_of(command)}
        forms = self._forms.get(row) or self._with_each_field(row)
        return {place: tuple(form.possible(state, header)) for place, form in forms.items()}

    def _with_each_field(self, row: Row[S]) -> Mapping[str, Beforehand[S]]:
        """What is asked of forms that have one field each, by the place of the names in it."""
        found = self._forms[row] = {
            choice.place: Beforehand(row, self._catalogue, (choice,)) for choice in namings_of(row.move.command)
        }
        return found

    def _look_at(self, phase: str) -> PhaseOptions[S]:
        rows = {kind: row for kind, (_, rows) in self._rows.items() if (row := rows.get(phase))}
        guards = dict.fromkeys(guard for row in rows.values() for guard in row.beforehand)
        alike: dict[Right[S] | type[Command[S]], list[type[Command[S]]]] = {}
        for kind, row in rows.items():
            alike.setdefault(kind.right if row.rights is None else kind, []).append(kind)
        found = self._phases[phase] = PhaseOptions(
            codegen.objections((guard, guard.kind.arguments) for guard in guards),
            {guard: tuple(kind.__name__ for kind, row in rows.items() if guard in row.beforehand) for guard in guards},
            {kind.__name__: row.beforehand for kind, row in rows.items()},
            tuple(self._under_right(phase, kinds) for kinds in alike.values()),
            {kind.__name__: () if kind in rows else (self._catalogue.wrong_phase(kind, phase),) for kind in self._rows},
        )
        return found

    def _under_right(self, phase: str, kinds: Sequence[type[Command[S]]]) -> RowsUnderRight[S]:
        """The rows of these commands, which one right judges alike."""
        forms = {kind.__name__: Beforehand(self._rows[kind][1][phase], self._catalogue) for kind in kinds}
        return RowsUnderRight(
            self._refusals(kinds[0], self._rows[kinds[0]][1][phase].rights),
            tuple(forms),
            tuple((name, form) for name, form in forms.items() if form),
        )

    def _refusals(self, kind: type[Command[S]], of_host: Rights[S] | None) -> Callable[[S, Header], tuple[Reason, ...]]:
        """What refuses somebody a command: the right that it declares, or a host's own rights."""
        catalogue, forbids = self._catalogue, kind.right.forbids
        if of_host is None:
            return lambda state, header: tuple(catalogue.with_roles(forbids(state, header)))
        return lambda state, header: tuple(catalogue.refusals(of_host, state, kind, header))
