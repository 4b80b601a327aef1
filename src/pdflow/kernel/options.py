"""Options: what may be asked now, command by command, and which names each may give, before there is a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

from pdflow.kernel.beforehand import Beforehand, Choice, namings_of
from pdflow.kernel.fields import RecordId
from pdflow.kernel.frozen import frozen
from pdflow.kernel.guards import GuardKind, StateGuard
from pdflow.kernel.header import Header
from pdflow.kernel.lifecycle import Row
from pdflow.kernel.messages import Command
from pdflow.kernel.reason_codes import Answers, ReasonCatalogue, one_of_each_code
from pdflow.kernel.records import Aggregate
from pdflow.kernel.refusal import Reason
from pdflow.kernel.rights import Right
from pdflow.kernel.rows_of_commands import RowsOfCommands

S = TypeVar("S", bound=Aggregate)


@frozen(eq=False)
class RowOptions(Generic[S]):
    """What is asked of one command beforehand; without a form there is nothing to ask."""

    command: type[Command[S]]
    row: Row[S]
    form: Beforehand[S] | None


@frozen(eq=False)
class PhaseOptions(Generic[S]):
    """What may be asked in one phase: the guards that its rows share, its rows, and its options if none objected.

    Args:
        facts: The guards of the state alone.
        moments: Those of the state at a time.
        asking: Of each guard the names of the commands that ask it.
        rows: Those under each right; those under a host's own rights under None.
    """

    facts: tuple[StateGuard[S], ...]
    moments: tuple[StateGuard[S], ...]
    asking: Mapping[StateGuard[S], tuple[str, ...]]
    rows: tuple[tuple[Right[S] | None, tuple[RowOptions[S], ...]], ...]
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
        answers = self._answers(here, state, header)
        objecting = {name for guard in answers for name in here.asking[guard]}
        options = here.options.copy()
        for right, rows in here.rows:
            refused = () if right is None else tuple(self._catalogue.with_roles(right.forbids(state, header)))
            for each in rows:
                if right is None and each.row.rights is not None:
                    refused = tuple(self._catalogue.refusals(each.row.rights, state, each.command, header))
                name = each.command.__name__
                if name in objecting:
                    options[name] = (*one_of_each_code(each.row.beforehand, answers), *refused)
                elif refused:
                    options[name] = refused
                elif each.form is not None:
                    options[name] = tuple(each.form.reasons(state, header))
        return options

    def _answers(self, here: PhaseOptions[S], state: S, header: Header) -> Answers:
        at = header.at
        objections = [(guard, found) for guard in here.facts if (found := guard.ask(state))]
        objections += [(guard, found) for guard in here.moments if (found := guard.ask(state, at))]
        return self._catalogue.answers(state, objections)

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
        by_right: dict[Right[S] | None, list[RowOptions[S]]] = {}
        for kind, (row, no_op_if) in rows.items():
            form = Beforehand(row, no_op_if, self._catalogue) or None
            by_right.setdefault(kind.right if row.rights is None else None, []).append(RowOptions(kind, row, form))
        found = self._phases[phase] = PhaseOptions(
            tuple(guard for guard in guards if guard.kind is GuardKind.FACT),
            tuple(guard for guard in guards if guard.kind is GuardKind.MOMENT),
            {
                guard: tuple(kind.__name__ for kind, (row, _) in rows.items() if guard in row.beforehand)
                for guard in guards
            },
            tuple((right, tuple(each)) for right, each in by_right.items()),
            {kind.__name__: () if kind in rows else (self._catalogue.wrong_phase(kind, phase),) for kind in self._rows},
        )
        return found
