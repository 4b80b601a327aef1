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

from pdflow.errors import Refused, UnknownCommand
from pdflow.kernel.declare import Command, Event, fields
from pdflow.kernel.header import Header
from pdflow.kernel.lifecycle import Move, Row, Table
from pdflow.kernel.records import Aggregate
from pdflow.kernel.rights import Rights
from pdflow.kernel.rules import Reason, Rule, Why, told

S = TypeVar("S", bound=Aggregate)
Silence = Callable[[S, Any], object]
Said = dict[Rule[Any, Any], tuple[Reason, ...]]


@attrs.frozen(eq=False)
class Cause:
    """One reason code of a table: what remedies it, whether it can be waived, and the rules that give it."""

    code: str
    remedy: str | None
    waivable: bool
    rules: tuple[Rule[Any, Any], ...]
    commands: tuple[str, ...]


@attrs.frozen(eq=False)
class Here(Generic[S]):
    """What may be asked in one phase: its rows, the rules they share, and the options there if no rule were asked."""

    rows: tuple[tuple[type[Command], Row[S]], ...]
    rules: tuple[Rule[S, Any], ...]
    options: dict[str, tuple[Reason, ...]]


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
            phases,
            (move for chapter in chapters for move in chapter),
            throughout,
            state.ledgers,
            self.permits,
            self._lands,
        )
        self._asked: dict[type[Command], tuple[Silence[S] | None, Mapping[str, Row[S]]]] = {
            command: (next(filter(None, [row.move.already for row in rows.values()]), None), rows)
            for command, rows in self.table.rows.items()
        }
        self._told = {command: _told_before(command, state) for command in self.table.rows}
        self._here: dict[str, Here[S]] = {}
        self._remedies: dict[Rule[Any, Any], tuple[str | None, tuple[str, ...]]] = {}
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
        """The same decider with a host's own rights in place of all of ours, and rules that can only refuse more.

        A host's rules are neither waivable nor in the catalogue; ``machine`` stays the lifecycle under our own rights.
        Raises TypeError for a rule whose remedy is no command.
        """
        self.table.check_remedies(further)
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        hosted = cache(lambda row: row.under(rights, *further))
        other._asked = {
            command: (already, {phase: hosted(row) for phase, row in rows.items()})
            for command, (already, rows) in self._asked.items()
        }
        other._here = {}
        return other

    def decide(self, state: S, command: Command) -> Sequence[Event]:
        """What happens if ``command`` is carried out; empty where it is so already. Raises Refused; changes nothing."""
        try:
            already, rows = self._asked[type(command)]
        except KeyError:
            raise self._unknown(command) from None
        if already is not None and already(state, command):
            return ()
        row = rows.get(state.phase)
        if row is None or row.stands_in_the_way(state, command):
            # Asked here, not first: the name of a known record is taken, so it always gets here.
            if self._told[type(command)](state, command):
                return ()
            if reasons := self._reasons(state, command, row):
                raise Refused(command, reasons)
            assert row is not None
        return row.outcome(state, command)

    def why_not(self, state: S, command: Command) -> tuple[Reason, ...]:
        """Everything that stands in the way of ``command``; empty means go ahead, or that it is so already."""
        if type(command) not in self._asked:
            raise self._unknown(command)
        already, rows = self._asked[type(command)]
        if self._told[type(command)](state, command) or (already is not None and already(state, command)):
            return ()
        return self._reasons(state, command, rows.get(state.phase))

    def _unknown(self, command: Command) -> UnknownCommand:
        return UnknownCommand(type(command).__qualname__, None, "", f"no command of {self.name}")

    def permits(self, state: S, command: Command) -> bool:
        """Whether ``command`` may be carried out now."""
        return not self.why_not(state, command)

    def options(self, state: S, header: Header) -> dict[str, tuple[Reason, ...]]:
        """For every command by name, what stands in its way for this actor at this time, before there is a form."""
        here = self._here.get(state.phase) or self._look_around(state.phase)
        said = self._said(state, [(rule, rule.beforehand(state, header.at)) for rule in here.rules])
        ours = cache(lambda right: self._refused(right.forbids(state, header)))
        options, standing = here.options.copy(), said.keys()
        for kind, row in here.rows:
            refused = ours(kind.right) if row.rights is None else row.rights(state, kind, header)
            if refused or not standing.isdisjoint(row.beforehand):
                options[kind.__name__] = (*_spoken(row.beforehand, said), *refused)
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

    def _reasons(self, state: S, command: Command, row: Row[S] | None) -> tuple[Reason, ...]:
        if row is None:
            return (self._not_here(type(command), state.phase),)
        said = self._said(state, [(rule, rule.about(state, command)) for rule in row.rules])
        if row.rights is None:
            refused = self._refused(command.right.refuses(state, command))
        else:
            refused = row.rights(state, type(command), command.header)
        return (*_spoken(row.rules, said), *refused)

    def _said(self, state: S, answers: Iterable[tuple[Rule[S, Any], Why]]) -> Said:
        """What each rule that found something in the way says, but for what is waived."""
        said: Said = {}
        for rule, why in answers:
            if why:
                code, (remedy, roles) = rule.code, self._remedy(rule)
                stand = [each for each in told(why) if not (rule.waivable and state.waives(code, each))]
                said[rule] = tuple([Reason(code, each, remedy, roles) for each in stand])
        return said

    def _remedy(self, rule: Rule[S, Any]) -> tuple[str | None, tuple[str, ...]]:
        if rule not in self._remedies:
            cause = self.causes.get(rule.code)
            remedy = rule.remedy or (cause.remedy if cause else None)
            self._remedies[rule] = remedy, self._roles(remedy)
        return self._remedies[rule]

    def _refused(self, reason: Reason | None) -> Sequence[Reason]:
        if reason is None:
            return ()
        if reason.remedy is None:
            return (reason,)
        return (Reason(reason.code, reason.parameters, reason.remedy, self._roles(reason.remedy)),)

    def _look_around(self, phase: str) -> Here[S]:
        rows = {kind: row for kind, (_, rows) in self._asked.items() if (row := rows.get(phase))}
        rules = dict.fromkeys(rule for row in rows.values() for rule in row.beforehand)
        options: dict[str, tuple[Reason, ...]] = {
            kind.__name__: () if kind in rows else (self._not_here(kind, phase),) for kind in self._asked
        }
        here = self._here[phase] = Here(tuple(rows.items()), tuple(rules), options)
        return here

    def _not_here(self, kind: type[Command], phase: str) -> Reason:
        remedy = self.table.way_to(kind, phase)
        parameters = {"phase": phase, "asked_in": self.table.phases_of(kind)}
        return Reason(self.elsewhere, parameters, remedy, self._roles(remedy))

    def _roles(self, remedy: str | None) -> tuple[str, ...]:
        return self.table.commands[remedy].right.roles if remedy in self.table.commands else ()

    def _lands(self, state: S, command: Command) -> str:
        return self.evolve(state, *self.decide(state, command)).phase


def _spoken(rules: Iterable[Rule[Any, Any]], said: Said) -> Iterable[Reason]:
    """The reasons that stand: of rules with one code the first that found something speaks."""
    spoken: dict[str, tuple[Reason, ...]] = {}
    for rule in rules:
        if rule in said:
            spoken.setdefault(rule.code, said[rule])
    return chain.from_iterable(spoken.values())


def _told_before(command: type[Command], state: type[Aggregate]) -> Silence[Any]:
    """Whether the record that a command of this type makes is there already. Raises TypeError for an unknown ledger."""
    keys = [(field.name, field.metadata["key"]) for field in fields(command) if "key" in field.metadata]
    if not keys:
        return lambda state, command: False
    [(field, ledger)] = keys
    if ledger not in state.ledgers:
        raise TypeError(f"{command.__name__}: no ledger {ledger}")
    named, kept = attrgetter(field), attrgetter(ledger)
    return lambda state, command: named(command) in kept(state)
