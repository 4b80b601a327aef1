"""The decider: may this be done, what then happened, and what is the state after it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cache, cached_property
from itertools import chain
from operator import attrgetter
from typing import Any, Generic, TypeVar

import attrs
from transitions import Machine

from pdflow.errors import Refused
from pdflow.kernel.declare import Command, Event, fields
from pdflow.kernel.header import Header
from pdflow.kernel.lifecycle import Move, Row, Table
from pdflow.kernel.records import Aggregate
from pdflow.kernel.rights import Right, Rights
from pdflow.kernel.rules import Parameters, Reason, Rule

S = TypeVar("S", bound=Aggregate)
Said = dict[Rule[Any, Any], tuple[Reason, ...]]


@attrs.frozen(eq=False)
class Cause:
    """One reason code of a table: what remedies it, whether it can be waived, and the rules that give it."""

    code: str
    remedy: str | None
    waivable: bool
    rules: tuple[Rule[Any, Any], ...]
    commands: tuple[str, ...]


class Decider(Generic[S]):
    """Decides commands of one kind of aggregate and folds its events. Pure: no clock, no chance, no I/O."""

    def __init__(
        self,
        name: str,
        state: type[S],
        phases: type[StrEnum],
        chapters: Iterable[Iterable[Move[S]]],
        *,
        elsewhere: str,
        throughout: Mapping[Rule[S, Any], frozenset[type[Command]]],
    ) -> None:
        """Join the chapters into one table; ``elsewhere`` is the code for a command asked in the wrong phase."""
        self.name, self.state, self.elsewhere = name, state, elsewhere
        self.table: Table[S] = Table(
            phases, (move for chapter in chapters for move in chapter), throughout, self.permits, self._lands
        )
        self._silent = {command: _silence(self.table, command) for command in self.table.rows}
        self._elsewhere: dict[tuple[type[Command], str], Reason] = {}
        self._rights: Rights | None = None
        self._further: tuple[Rule[S, Any], ...] = ()
        state.requirements = {code: cause.waivable for code, cause in self.causes.items()}

    @property
    def machine(self) -> Machine:
        """The lifecycle as a shared ``transitions.Machine``; do not add models to it, trigger its events on a state."""
        return self.table.machine

    @property
    def commands(self) -> Mapping[str, type[Command]]:
        """Every command by its name, in the order of the chapters."""
        return self.table.commands

    def under(self, rights: Rights | None = None, *further: Rule[S, Any]) -> Decider[S]:
        """The same decider with a host's own rights in place of all of ours, and rules that can only refuse more."""
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other._rights = rights
        other._further = (*self._further, *further)
        return other

    def decide(self, state: S, command: Command) -> Sequence[Event]:
        """What happens if ``command`` is carried out; empty where it is so already. Raises Refused; changes nothing."""
        kind = type(command)
        silent = self._silent[kind]
        if silent is not None and silent(state, command):
            return ()
        row = self.table.rows[kind].get(state.phase)
        if row is None or row.stands_in_the_way(state, command) or self._forbids(state, command):
            if reasons := self._reasons(state, command, row):
                raise Refused(command, reasons)
            assert row is not None
        return row.outcome(state, command)

    def why_not(self, state: S, command: Command) -> tuple[Reason, ...]:
        """Everything that stands in the way of ``command``; empty means go ahead, or that it is so already."""
        silent = self._silent[type(command)]
        if silent is not None and silent(state, command):
            return ()
        return self._reasons(state, command, self.table.rows[type(command)].get(state.phase))

    def permits(self, state: S, command: Command) -> bool:
        """Whether ``command`` may be carried out now."""
        return not self.why_not(state, command)

    def options(self, state: S, header: Header) -> dict[str, tuple[Reason, ...]]:
        """For every command by name, what stands in its way for this actor at this time, before there is a form."""
        phase, rows, further = state.phase, self.table.rows, self._further
        asked = (*self.table.beforehand[phase], *further)
        said = self._said(state, [(rule, rule.beforehand(state, header.at)) for rule in asked])
        refused = cache(lambda right: self._refused(right, state, header))
        options = {}
        for name, kind in self.table.commands.items():
            if row := rows[kind].get(phase):
                rights = refused(kind.right) if self._rights is None else self._rights(state, kind, header)
                options[name] = (*_spoken(row.beforehand + further, said), *rights)
            else:
                options[name] = (self._not_here(kind, phase),)
        return options

    def evolve(self, state: S, *events: Event) -> S:
        """A new state after these events; for looking ahead, since it copies."""
        return self.fold(events, onto=state.copy())

    def fold(self, events: Iterable[Event], onto: S | None = None) -> S:
        """The state after these events, from nothing or applied in place to ``onto``; asks no rule, cannot refuse."""
        state = self.state() if onto is None else onto
        for event in events:
            event.apply(state)
        return state

    @cached_property
    def causes(self) -> Mapping[str, Cause]:
        """The catalogue of reason codes that rules of this table give."""
        rules: dict[str, list[Rule[Any, Any]]] = {}
        commands: dict[str, dict[str, None]] = {}
        for rows in self.table.rows.values():
            for row in rows.values():
                for rule in row.rules:
                    rules.setdefault(rule.code, []).append(rule)
                    commands.setdefault(rule.code, {})[row.move.command.__name__] = None
        return {
            code: Cause(
                code,
                next((rule.remedy for rule in given if rule.remedy), None),
                any(rule.waivable for rule in given),
                tuple(dict.fromkeys(given)),
                tuple(commands[code]),
            )
            for code, given in rules.items()
        }

    def _forbids(self, state: S, command: Command) -> bool:
        if self._rights is None:
            forbidden = command.right.forbids(state, command.header) is not None
        else:
            forbidden = bool(self._rights(state, type(command), command.header))
        if forbidden or not self._further:
            return forbidden
        return any(rule.answers(state, command) for rule in self._further)

    def _reasons(self, state: S, command: Command, row: Row[S] | None) -> tuple[Reason, ...]:
        kind, header = type(command), command.header
        if row is None:
            return (self._not_here(kind, state.phase),)
        rules = (*row.rules, *self._further)
        said = self._said(state, [(rule, rule.answers(state, command)) for rule in rules])
        rights = self._refused(kind.right, state, header) if self._rights is None else self._rights(state, kind, header)
        return (*_spoken(rules, said), *rights)

    def _said(self, state: S, answers: Iterable[tuple[Rule[S, Any], Parameters]]) -> Said:
        """What each rule that found something in the way says, but for what is waived."""
        said: Said = {}
        for rule, given in answers:
            if given:
                cause = self.causes.get(rule.code)
                remedy = rule.remedy or (cause.remedy if cause else None)
                stand = [each for each in given if not (rule.waivable and state.waives(rule.code, each))]
                said[rule] = tuple([Reason(rule.code, each, remedy, self._roles(remedy)) for each in stand])
        return said

    def _refused(self, right: Right[S], state: S, header: Header) -> tuple[Reason, ...]:
        refused = right.forbids(state, header)
        if refused is None:
            return ()
        return (Reason(refused.code, refused.parameters, refused.remedy, self._roles(refused.remedy)),)

    def _not_here(self, kind: type[Command], phase: str) -> Reason:
        reason = self._elsewhere.get((kind, phase))
        if reason is None:
            remedy = self.table.way_to(kind, phase)
            parameters = {"phase": phase, "asked_in": self.table.phases_of(kind)}
            reason = self._elsewhere[kind, phase] = Reason(self.elsewhere, parameters, remedy, self._roles(remedy))
        return reason

    def _roles(self, remedy: str | None) -> tuple[str, ...]:
        return self.table.commands[remedy].right.roles if remedy in self.table.commands else ()

    def _lands(self, state: S, command: Command) -> str:
        return self.evolve(state, *self.decide(state, command)).phase


def _spoken(rules: Iterable[Rule[Any, Any]], said: Said) -> Iterable[Reason]:
    """The reasons that stand: of rules with one code the first that found something speaks."""
    if said.keys().isdisjoint(rules):
        return ()
    spoken: dict[str, tuple[Reason, ...]] = {}
    for rule in rules:
        if rule in said:
            spoken.setdefault(rule.code, said[rule])
    return chain.from_iterable(spoken.values())


def _silence(table: Table[S], command: type[Command]) -> Callable[[S, Any], object] | None:
    already = next((row.move.already for row in table.rows[command].values() if row.move.already), None)
    keys = [(f.name, f.metadata["key"]) for f in fields(command) if "key" in f.metadata]
    if not keys:
        return already
    [(field, ledger)] = keys
    named, kept = attrgetter(field), attrgetter(ledger)
    if already is None:
        return lambda state, command: named(command) in kept(state)
    return lambda state, command: named(command) in kept(state) or already(state, command)
