"""Reason codes: the catalogue of those that a table's guards give, and how their objections become reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Generic, TypeVar

from pdflow.kernel.frozen import frozen
from pdflow.kernel.guards import AnyGuard, Objection, StateGuard, parameters_of
from pdflow.kernel.lifecycle import Rights, Row
from pdflow.kernel.messages import Command
from pdflow.kernel.records import Aggregate
from pdflow.kernel.refusal import Reason
from pdflow.kernel.rights import reasons_of
from pdflow.kernel.transition_table import TransitionTable

S = TypeVar("S", bound=Aggregate)
Answers = dict[AnyGuard, tuple[Reason, ...]]
"""The reasons of each guard that objected."""


@frozen(eq=False)
class ReasonCode:
    """One reason code of a table: what remedies it, whether it can be waived, and the guards that give it."""

    code: str
    remedy: str | None
    waivable: bool
    guards: tuple[AnyGuard, ...]
    commands: tuple[str, ...]


class ReasonCatalogue(Generic[S]):
    """The reason codes of a table, and the reasons made of them."""

    def __init__(
        self, table: TransitionTable[S], wrong_phase: str, roles: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        """Make the catalogue.

        Args:
            wrong_phase: The code for a command asked in a phase that has no row for it.
            roles: By the name of a command, the roles that may issue it under a host's own rights.
        """
        self._table, self._wrong_phase, self._host_roles = table, wrong_phase, roles
        self._remedies: dict[AnyGuard, tuple[str | None, tuple[str, ...]]] = {}

    @cached_property
    def codes(self) -> Mapping[str, ReasonCode]:
        """Every reason code that guards of this table give."""
        guards: dict[str, list[AnyGuard]] = {}
        commands: dict[str, dict[str, None]] = {}
        for rows in self._table.rows.values():
            for row in rows.values():
                for guard in row.guards:
                    guards.setdefault(guard.code, []).append(guard)
                    commands.setdefault(guard.code, {})[row.move.command.__name__] = None
        return {
            code: ReasonCode(
                code,
                next((guard.remedy for guard in given if guard.remedy), None),
                self._table.waivable[code],
                tuple(dict.fromkeys(given)),
                tuple(commands[code]),
            )
            for code, given in guards.items()
        }

    def answers(self, state: S, objections: Iterable[tuple[StateGuard[S], Objection]]) -> Answers:
        """The reasons of each guard that objects, but for what is waived."""
        answers: Answers = {}
        for guard, objection in objections:
            if objection:
                code, (remedy, roles) = guard.code, self._remedies.get(guard) or self._remedy(guard)
                left = parameters_of(objection)
                if guard.waivable:
                    left = tuple([each for each in left if not state.waives(code, each)])
                answers[guard] = tuple([Reason(code, each, remedy, roles) for each in left])
        return answers

    def with_remedy(self, reason: Reason) -> Reason:
        """A reason of a known code, with what remedies it and whose that is."""
        known = self.codes.get(reason.code)
        remedy = reason.remedy or (known.remedy if known else None)
        return Reason(reason.code, reason.parameters, remedy, self._roles(remedy))

    def with_roles(self, reason: Reason | None) -> Sequence[Reason]:
        """The reason of a right, with the roles that may issue its remedy; nothing where there is none."""
        if reason is None:
            return ()
        if reason.remedy is None or reason.roles:
            return (reason,)
        return (Reason(reason.code, reason.parameters, reason.remedy, self._roles(reason.remedy)),)

    def reasons(
        self, state: S, command: Command[S], row: Row[S] | None, refused: Sequence[Reason]
    ) -> tuple[Reason, ...]:
        """Everything that stands in the way of a command, beside what a host's own rights refuse."""
        if row is None:
            return (self.wrong_phase(type(command), state.phase),)
        answers = self.answers(state, row.objections(state, command.header.at, command))
        if row.rights is None:
            refused = self.with_roles(command.right.refuses(state, command))
        return (*one_of_each_code(row.guards, answers), *refused)

    def refusals(self, rights: Rights[S], *asked: object) -> Sequence[Reason]:
        """What a host's own rights answer, each reason with the roles that may issue its remedy."""
        return [each for reason in reasons_of(rights, *asked) for each in self.with_roles(reason)]

    def wrong_phase(self, command: type[Command[S]], phase: str) -> Reason:
        """Why a command is not asked in this phase, where it is, and the first command on the way there."""
        remedy = self._table.way_to(command, phase)
        parameters = {"phase": phase, "asked_in": self._table.phases_of(command)}
        return Reason(self._wrong_phase, parameters, remedy, self._roles(remedy))

    def _remedy(self, guard: AnyGuard) -> tuple[str | None, tuple[str, ...]]:
        known = self.codes.get(guard.code)
        remedy = guard.remedy or (known.remedy if known else None)
        found = self._remedies[guard] = remedy, self._roles(remedy)
        return found

    def roles_of(self, command: str) -> tuple[str, ...]:
        """The roles that may issue a command of this name; under a host's own rights those that the host named."""
        if self._host_roles is not None:
            return tuple(self._host_roles.get(command, ()))
        return self._table.commands[command].right.roles

    def _roles(self, remedy: str | None) -> tuple[str, ...]:
        return self.roles_of(remedy) if remedy in self._table.commands else ()


def one_of_each_code(guards: Iterable[AnyGuard], answers: Answers) -> Iterable[Reason]:
    """The reasons that are given: of guards with one code the first that objects speaks."""
    given: dict[str, tuple[Reason, ...]] = {}
    for guard in guards:
        if guard in answers:
            given.setdefault(guard.code, answers[guard])
    return chain.from_iterable(given.values())
