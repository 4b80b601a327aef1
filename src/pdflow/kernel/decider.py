"""The decider: may this be done, what then happened, and what is the state after it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import chain
from typing import TypeVar

from transitions import Machine

from pdflow.errors import WrongType
from pdflow.kernel.fields import RecordId
from pdflow.kernel.fold import Fold
from pdflow.kernel.guards import StateGuard
from pdflow.kernel.header import Header
from pdflow.kernel.lifecycle import Move, Rights, Row
from pdflow.kernel.messages import Command, Event
from pdflow.kernel.module_attributes import Place, attribute, place_of
from pdflow.kernel.options import Options
from pdflow.kernel.own_chapter import check_chapter, with_spared
from pdflow.kernel.reason_codes import ReasonCatalogue, ReasonCode
from pdflow.kernel.records import Aggregate
from pdflow.kernel.references import record_is_there
from pdflow.kernel.refusal import Reason, Refused
from pdflow.kernel.rows_of_commands import rows_of_commands, rows_with
from pdflow.kernel.transition_table import TransitionTable
from pdflow.kernel.unknown import unknown_command, unknown_kind, unknown_name

S = TypeVar("S", bound=Aggregate)
T = TypeVar("T", bound=Aggregate)


class Decider(Fold[S]):
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
        super().__init__(name, state)
        self.wrong_phase = wrong_phase
        self._common_guards = common_guards
        moves = chain.from_iterable(chapters)
        self.table: TransitionTable[S] = TransitionTable(
            phases, moves, common_guards, state.ledgers, self.permits, self._destination
        )
        self._rows = rows_of_commands(self.table)
        self._is_on_record = {command: record_is_there(command, state) for command in self.table.rows}
        self._catalogue = ReasonCatalogue(self.table, wrong_phase)
        self._options = Options(self._rows, self._catalogue)
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
        self.table.check_guards(guards)
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other._rows = rows_with(self._rows, rights, guards)
        other._is_narrowed = True
        if roles is not None or rights is not None:
            other.has_own_rights = rights is not None
            other._catalogue = ReasonCatalogue(self.table, self.wrong_phase, roles or {})
        other._options = Options(other._rows, other._catalogue)
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
        if self._is_narrowed:
            raise TypeError("this decider has a host's own rights already: give it the chapter first")
        chapter = tuple(moves)
        check_chapter(chapter, state, self.name, self.state, self.commands)
        guards, chapters = with_spared(self._common_guards, spared or {}), (self.table.moves, chapter)
        return Decider(
            self.name, state, self.table.phases, chapters, wrong_phase=self.wrong_phase, common_guards=guards
        )

    def decide(self, state: S, command: Command[S]) -> Sequence[Event[S]]:
        """What happens if ``command`` is carried out; no event where it changes nothing. Does not change the state.

        No state keeps personal texts: whether a repeat says another one, only a desk compares, with the stream.

        Raises:
            Refused: Guards stand in the way; it holds every reason.
            UnknownCommand: The command is not one of this aggregate.
            WrongType: The state is not one of this aggregate.
        """
        try:
            row = self._rows[type(command)][1].get(state.phase)
            if row is not None and row.rights is None:
                events = row.decide(state, command)
                if events is not None:
                    return events
            return self._decide_with_reasons(state, command, row)
        except (AttributeError, KeyError):
            self.check_known(command)
            self._check_state(state)
            raise

    def _decide_with_reasons(self, state: S, command: Command[S], row: Row[S] | None) -> Sequence[Event[S]]:
        """The same under a host's own rights, and where something may stand in the way."""
        no_op_if, _ = self._rows[type(command)]
        if no_op_if is not None and no_op_if(state, command):
            return ()
        refused = self._refused_by_host(state, command, row)
        events = None if row is None or row.rights is None or refused else row.decide(state, command)
        if events is not None:
            return events
        # Asked here, not first: the name of a known record is taken, so it always gets here.
        if self._is_on_record[type(command)](state, command):
            return ()
        self._check_state(state)
        if reasons := self._catalogue.reasons(state, command, row, refused):
            raise Refused(command, reasons)
        assert row is not None
        return row.outcome(state, command)

    def why_not(self, state: S, command: Command[S]) -> tuple[Reason, ...]:
        """Everything that stands in the way of ``command``; empty means go ahead, or that it changes nothing."""
        self.check_known(command)
        self._check_state(state)
        no_op_if, rows = self._rows[type(command)]
        if self._is_on_record[type(command)](state, command) or (no_op_if is not None and no_op_if(state, command)):
            return ()
        row = rows.get(state.phase)
        return self._catalogue.reasons(state, command, row, self._refused_by_host(state, command, row))

    def _refused_by_host(self, state: S, command: Command[S], row: Row[S] | None) -> Sequence[Reason]:
        """Why a host's own rights refuse it, asked once, for a second answer may differ; none where rights are ours."""
        rights = None if row is None else row.rights
        return () if rights is None else self._catalogue.refusals(rights, state, type(command), command.header)

    def command_named(self, name: str) -> type[Command[S]]:
        """The command of this name, as ``participation.Enrol``. Raises UnknownCommand."""
        if not isinstance(name, str):
            raise WrongType("command", name, "a name such as participation.Enrol")
        prefix, _, bare = name.rpartition(".")
        if prefix != self.name or bare not in self.commands:
            raise unknown_name(name, self.name, self.commands)
        return self.commands[bare]

    def check_known(self, command: object) -> None:
        """Raise UnknownCommand for anything but a command of this aggregate."""
        if type(command) not in self._rows:
            raise unknown_command(command, self.name, self.state)

    def _check_state(self, state: object) -> None:
        if not isinstance(state, self.state):
            raise WrongType("state", state, f"a state of {self.name}")

    def permits(self, state: S, command: Command[S]) -> bool:
        """Whether ``command`` may be carried out now."""
        return not self.why_not(state, command)

    def options(self, state: S, header: Header) -> dict[str, tuple[Reason, ...]]:
        """For every command by name, what stands in its way for this actor at this time, before there is a form.

        A command is possible where it may succeed for some record that it could name.
        """
        if not isinstance(header, Header):
            raise WrongType("header", header, "a Header")
        return self._options.of(state, header)

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
            raise unknown_kind(command, self.name)
        self._check_state(state)
        return self._options.choices(state, command, header)

    def roles_of(self, command: type[Command[S]]) -> tuple[str, ...]:
        """The roles that usually have the right to a command: those that a host named, where the rights are its own."""
        return self._catalogue.roles_of(command.__name__)

    @property
    def reason_codes(self) -> Mapping[str, ReasonCode]:
        """The catalogue of reason codes that guards of this table give."""
        return self._catalogue.codes

    def _destination(self, state: S, command: Command[S]) -> str:
        return self.evolve(state, *self.decide(state, command)).phase
