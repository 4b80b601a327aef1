"""The decider: may this be done, what then happened, and what is the state after it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Any, Generic, TypeVar

import attrs
from transitions import Machine

from pdflow.errors import UnknownCommand, UnknownEvent, WrongType, did_you_mean
from pdflow.kernel.beforehand import Beforehand, Choice, namings_of
from pdflow.kernel.fields import RecordId
from pdflow.kernel.guards import Guard, StateGuard
from pdflow.kernel.header import Header
from pdflow.kernel.lifecycle import Move, Rights, Row
from pdflow.kernel.messages import Command, Event, require_events
from pdflow.kernel.module_attributes import Place, attribute, place_of
from pdflow.kernel.reason_codes import ReasonCatalogue, ReasonCode, one_of_each_code
from pdflow.kernel.records import Aggregate
from pdflow.kernel.references import record_is_there
from pdflow.kernel.refusal import Reason, Refused
from pdflow.kernel.rights import reasons_of
from pdflow.kernel.transition_table import TransitionTable

S = TypeVar("S", bound=Aggregate)
T = TypeVar("T", bound=Aggregate)
Predicate = Callable[[S, Any], object]


@attrs.frozen(eq=False)
class PhaseOptions(Generic[S]):
    """What may be asked in one phase: its rows, the guards they share, and the options there if no guard objected."""

    rows: tuple[tuple[type[Command[S]], Row[S], Beforehand[S] | None], ...]
    guards: tuple[StateGuard[S], ...]
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
        wrong_phase: str,
        common_guards: Mapping[StateGuard[S], frozenset[type[Command[S]]]],
    ) -> None:
        """Join the chapters into one table.

        Args:
            name: The aggregate's name, which begins the stored names of its events.
            wrong_phase: The reason code for a command asked in a phase that has no row for it.
            common_guards: The guards of all rows, each with the commands it does not ask.
        """
        self.name, self.state, self.wrong_phase = name, state, wrong_phase
        self._common_guards = common_guards
        self.table: TransitionTable[S] = TransitionTable(
            phases,
            (move for chapter in chapters for move in chapter),
            common_guards,
            state.ledgers,
            self.permits,
            self._destination,
        )
        self._rows: dict[type[Command[S]], tuple[Predicate[S] | None, Mapping[str, Row[S]]]] = {
            command: (next(filter(None, [row.move.no_op_if for row in rows.values()]), None), rows)
            for command, rows in self.table.rows.items()
        }
        self._is_on_record = {command: record_is_there(command, state) for command in self.table.rows}
        self._phases: dict[str, PhaseOptions[S]] = {}
        self._choices: dict[tuple[Row[S], str], Beforehand[S]] = {}
        self._catalogue = ReasonCatalogue(self.table, wrong_phase)
        self.has_own_rights = False
        """Whether a host replaced the rights."""
        self._is_narrowed = False

    def __reduce__(self) -> tuple[Callable[..., object], Place]:
        """Pickle by the place in its module: no two processes share functions and the machine otherwise."""
        return attribute, place_of(self)

    @property
    def machine(self) -> Machine:
        """The lifecycle as a shared ``transitions.Machine``; do not add models to it, trigger its events on a state."""
        return self.table.machine

    @property
    def commands(self) -> Mapping[str, type[Command[S]]]:
        """Every command by its name, in the order of the chapters."""
        return self.table.commands

    def with_rights(
        self,
        rights: Rights[S] | None = None,
        *guards: StateGuard[S],
        roles: Mapping[str, Sequence[str]] | None = None,
    ) -> Decider[S]:
        """The same decider with a host's own rights in place of all of ours, and guards that can only refuse more.

        A host's guards are neither waivable nor in the catalogue; ``machine`` stays the lifecycle under our own rights.

        Args:
            rights: Of a state, a command's type and its header, the Reasons why this actor may not ask, or None.
            roles: By the name of a command, the roles that usually have this right, for explanations and routes;
                without them, no explanation says who can help.

        Raises:
            TypeError: A guard's remedy is no command; later, for an answer of ``rights`` that is no Reason.
            UnknownCommand: ``roles`` names a command that there is not.
        """
        for name in roles or ():
            self.command_named(f"{self.name}.{name}")
        for guard in guards:
            if not isinstance(guard, Guard):
                raise TypeError(f"{guard!r:.100} is no guard: declare it by fact, moment or detail")
        self.table.check_remedies(guards)
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        with_rights = cache(lambda row: row.with_rights(rights, *guards))
        other._rows = {
            command: (no_op_if, {phase: with_rights(row) for phase, row in rows.items()})
            for command, (no_op_if, rows) in self._rows.items()
        }
        other._phases, other._choices, other._is_narrowed = {}, {}, True
        if roles is not None or rights is not None:
            other.has_own_rights = rights is not None
            other._catalogue = ReasonCatalogue(self.table, self.wrong_phase, roles or {})
        return other

    def with_chapter(
        self,
        state: type[T],
        moves: Iterable[Move[T]],
        *,
        spared: Mapping[str, Iterable[type[Command[T]]]] | None = None,
    ) -> Decider[T]:
        """A decider with a chapter of a host's own: commands, events, and what the state keeps of them.

        A chapter leads to no other phase. Rights come after chapters: ``with_chapter(...).with_rights(...)``.

        Args:
            state: The host's own form of the state, a subclass with further ledgers; or the state itself, where the
                chapter keeps nothing in it.
            moves: The rows of its commands, each with the right that the command declares.
            spared: By the code of a guard that all commands are asked, such as ``participation.paused``, the commands
                of this chapter that it does not ask.

        Raises:
            TypeError: The state is of another aggregate, a move leads to a phase, a command is known already, no guard
                of this code is asked of all commands, or the decider has a host's own rights.
        """
        chapter = tuple(moves)
        self._check_chapter(state, chapter)
        guards: dict[Any, frozenset[type[Command[Any]]]] = {**self._common_guards}
        for code, commands in (spared or {}).items():
            asked = [guard for guard in guards if guard.code == code]
            if not asked:
                raise TypeError(f"{code}: no guard of this code is asked of all commands")
            guards |= {guard: guards[guard] | {*commands} for guard in asked}
        chapters: tuple[Iterable[Move[Any]], ...] = (self.table.moves, chapter)
        phases = self.table.phases
        return Decider(self.name, state, phases, chapters, wrong_phase=self.wrong_phase, common_guards=guards)

    def _check_chapter(self, state: type[Aggregate], chapter: Iterable[Move[Any]]) -> None:
        if not issubclass(state, self.state):
            raise TypeError(f"{state.__name__} is no subclass of {self.state.__name__}")
        if self._is_narrowed:
            raise TypeError("this decider has a host's own rights already: give it the chapter first")
        for row in chapter:
            name = row.command.__name__
            if row.to:
                raise TypeError(f"{name}: a chapter of a host's own leads to no other phase")
            if name in self.commands:
                raise TypeError(f"{name}: {self.name} has a command of this name")

    def decide(self, state: S, command: Command[S]) -> Sequence[Event[S]]:
        """What happens if ``command`` is carried out; no event where it changes nothing. Does not change the state.

        Raises:
            Refused: Guards stand in the way; it holds every reason.
            UnknownCommand: The command is not one of this aggregate.
            WrongType: The state is not one of this aggregate.
        """
        try:
            no_op_if, rows = self._rows[type(command)]
        except KeyError:
            raise self._unknown(command) from None
        try:
            if no_op_if is not None and no_op_if(state, command):
                return ()
            row = rows.get(state.phase)
            # A host's own rights are asked once, for a second answer may differ.
            rights = None if row is None else row.rights
            refused = () if rights is None else self._refused(rights, state, type(command), command.header)
            if row is None or refused or row.is_refused(state, command):
                # Asked here, not first: the name of a known record is taken, so it always gets here.
                if self._is_on_record[type(command)](state, command):
                    return ()
                self._check_state(state)
                if reasons := self._reasons(state, command, row, refused):
                    raise Refused(command, reasons)
                assert row is not None
            return row.outcome(state, command)
        except AttributeError:
            self._check_state(state)
            raise

    def why_not(self, state: S, command: Command[S]) -> tuple[Reason, ...]:
        """Everything that stands in the way of ``command``; empty means go ahead, or that it changes nothing."""
        self.check_known(command)
        self._check_state(state)
        no_op_if, rows = self._rows[type(command)]
        if self._is_on_record[type(command)](state, command) or (no_op_if is not None and no_op_if(state, command)):
            return ()
        row = rows.get(state.phase)
        rights = None if row is None else row.rights
        refused = () if rights is None else self._refused(rights, state, type(command), command.header)
        return self._reasons(state, command, row, refused)

    def command_named(self, name: str) -> type[Command[S]]:
        """The command of this name, as ``participation.Enrol``. Raises UnknownCommand."""
        if not isinstance(name, str):
            raise WrongType("command", name, "a name such as participation.Enrol")
        prefix, _, bare = name.rpartition(".")
        found = self.commands.get(bare)
        if found is not None and prefix == self.name:
            return found
        if prefix in ("", self.name):
            near = did_you_mean(bare, self.commands, f"{self.name}.")
        else:
            near = f"; its commands begin with {self.name}."
        raise UnknownCommand(name, None, "command", f"no command of {self.name}{near}")

    def check_known(self, command: object) -> None:
        """Raise UnknownCommand for anything but a command of this aggregate."""
        if type(command) not in self._rows:
            raise self._unknown(command)

    def _check_state(self, state: object) -> None:
        if not isinstance(state, self.state):
            raise WrongType("state", state, f"a state of {self.name}")

    def _unknown(self, command: object) -> UnknownCommand:
        if isinstance(command, type):
            name = command.__qualname__
            return UnknownCommand(name, None, "", f"a class: make a command of it, as {name}(header, ...)")
        kind = type(command).__qualname__
        if isinstance(command, Command) and issubclass(self.state, command.aggregate):
            return UnknownCommand(kind, None, "", f"no command of {self.name}, but a subclass of one")
        if isinstance(command, Command):
            return UnknownCommand(kind, None, "", f"a command of {command.aggregate.__name__}, not of {self.name}")
        return UnknownCommand(kind, None, "", f"no command of {self.name}")

    def permits(self, state: S, command: Command[S]) -> bool:
        """Whether ``command`` may be carried out now."""
        return not self.why_not(state, command)

    def options(self, state: S, header: Header) -> dict[str, tuple[Reason, ...]]:
        """For every command by name, what stands in its way for this actor at this time, before there is a form.

        A command is possible where it may succeed for some record that it could name.
        """
        if not isinstance(header, Header):
            raise WrongType("header", header, "a Header")
        here = self._phases.get(state.phase) or self._phase_options(state.phase)
        answers = self._catalogue.answers(state, [(guard, guard.beforehand(state, header.at)) for guard in here.guards])
        refusals = cache(lambda right: self._catalogue.with_roles(right.forbids(state, header)))
        options, objecting = here.options.copy(), answers.keys()
        for kind, row, beforehand in here.rows:
            refused = refusals(kind.right) if row.rights is None else self._refused(row.rights, state, kind, header)
            if not objecting.isdisjoint(row.beforehand):
                refused = (*one_of_each_code(row.beforehand, answers), *refused)
            elif not refused and beforehand:
                refused = beforehand.reasons(state, header)
            if refused:
                options[kind.__name__] = tuple(refused)
        return options

    def choices(self, state: S, command: type[Command[S]], header: Header) -> dict[str, tuple[RecordId, ...]]:
        """For each field of a command that names something here, the names it may give now, those recorded last first.

        A field that takes one name has those with which the command may succeed and would change something; one that
        takes several has all that are there by then. Names within items go by their place, such as ``focus.on``.
        Whether the command may be asked at all, ``options`` says.

        Raises:
            UnknownCommand: ``command`` is not one of this aggregate.
            WrongType: The state is not one of this aggregate.
        """
        if command not in self._rows:
            raise UnknownCommand(getattr(command, "__name__", repr(command)), None, "", f"no command of {self.name}")
        self._check_state(state)
        row = self._rows[command][1].get(state.phase)
        found: dict[str, tuple[RecordId, ...]] = {}
        for choice in namings_of(command):
            found[choice.place] = () if row is None else tuple(self._forms(row, choice).possible(state, header))
        return found

    def _forms(self, row: Row[S], choice: Choice) -> Beforehand[S]:
        """What is asked of forms that have this field."""
        known = self._choices.get((row, choice.place))
        if known is None:
            no_op_if, _ = self._rows[row.move.command]
            known = self._choices[row, choice.place] = Beforehand(row, no_op_if, self._catalogue, (choice,))
        return known

    def evolve(self, state: S, *events: Event[S]) -> S:
        """A new state after these events; for looking ahead, since it copies."""
        return self.fold(events, onto=state.copy())

    def fold(self, events: Iterable[Event[S]], onto: S | None = None) -> S:
        """The state after these events, from nothing or applied in place to ``onto``; asks no guard, cannot refuse.

        Events of a host's own chapter that this decider does not know are passed over.

        Raises:
            UnknownEvent: An event is not one of this aggregate; those before it have been applied.
            WrongType: ``events`` is one event, or holds something else.
        """
        state = self.state() if onto is None else onto
        ours = self.state
        try:
            for event in events:
                if event.aggregate is ours or self._is_applied(event):
                    event.apply(state)
        except (AttributeError, TypeError):
            require_events(events)
            raise
        return state

    def _is_applied(self, event: Event[Any]) -> bool:
        """Whether an event is one of this state; those that a host declared on its own form of it are passed over."""
        if issubclass(self.state, event.aggregate):
            return True
        if issubclass(event.aggregate, self.state):
            return False
        raise self._foreign(event)

    def _foreign(self, event: Event[Any]) -> UnknownEvent:
        aggregate = event.aggregate.__name__
        return UnknownEvent(event.name, event.version, "", f"an event of {aggregate}, not of {self.name}")

    def roles_of(self, command: type[Command[S]]) -> tuple[str, ...]:
        """The roles that usually have the right to a command: those that a host named, where the rights are its own."""
        return self._catalogue.roles_of(command.__name__)

    @property
    def reason_codes(self) -> Mapping[str, ReasonCode]:
        """The catalogue of reason codes that guards of this table give."""
        return self._catalogue.codes

    def _reasons(
        self, state: S, command: Command[S], row: Row[S] | None, refused: Sequence[Reason]
    ) -> tuple[Reason, ...]:
        if row is None:
            return (self._catalogue.wrong_phase(type(command), state.phase),)
        answers = self._catalogue.answers(state, [(guard, guard.about(state, command)) for guard in row.guards])
        if row.rights is None:
            refused = self._catalogue.with_roles(command.right.refuses(state, command))
        return (*one_of_each_code(row.guards, answers), *refused)

    def _refused(self, rights: Rights[S], *asked: object) -> Sequence[Reason]:
        """What a host's own rights answer, each reason with the roles that may issue its remedy."""
        return [each for reason in reasons_of(rights, *asked) for each in self._catalogue.with_roles(reason)]

    def _phase_options(self, phase: str) -> PhaseOptions[S]:
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

    def _destination(self, state: S, command: Command[S]) -> str:
        return self.evolve(state, *self.decide(state, command)).phase
