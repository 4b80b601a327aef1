"""Records: what a state remembers under a name of its own, so that it can be found, relied upon and taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from operator import attrgetter
from typing import Any, ClassVar, Protocol, Self

import attrs

from pdflow.kernel.declare import Command, RecordId, fields
from pdflow.kernel.rules import Kind, Rule, Why, detail

Slots = list[tuple[Callable[[Any], Any], Callable[[Any, Any], None]]]


def ledger(*, turn: bool = False, undone_by: str | None = None) -> Any:
    """Mark a state's dictionary of records by name; a ``turn`` cannot be voided, another command undoes it."""
    return attrs.field(factory=dict, metadata={"ledger": True, "turn": turn, "undone_by": undone_by})


def rests(*, default: Any = attrs.NOTHING) -> Any:
    """Mark an entry's field that names the records it rests on."""
    return attrs.field(metadata={"rests": True}, default=default)


@attrs.frozen
class Entry:
    """What a state remembers of one record: when it happened, and only what later decisions ask."""

    resting: ClassVar[tuple[str, ...]] = ()
    at: datetime

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        cls.resting = tuple(field.name for field in fields(cls) if field.metadata.get("rests"))

    @property
    def rests_on(self) -> Iterator[RecordId]:
        """The names of the records this one would not stand without."""
        for field in self.resting:
            value = getattr(self, field)
            if type(value) is str:
                yield value
            elif value is not None:
                yield from value


@attrs.define
class Aggregate:
    """A state that is folded from events: its phase, its ledgers of records, and the names taken back."""

    requirements: ClassVar[Mapping[str, bool]] = {}
    """Each reason code of the table, and whether it can be waived; set when the table is joined."""
    ledgers: ClassVar[Mapping[str, Mapping[str, Any]]] = {}
    """The ledgers by name, each with what was declared of it."""
    slots: ClassVar[tuple[Slots, Slots]]

    phase: str = ""
    voided: set[RecordId] = attrs.field(factory=set)

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        cls.ledgers = {field.name: field.metadata for field in fields(cls) if field.metadata.get("ledger")}
        cls.slots = ([], [])
        for field in fields(cls):
            slot = getattr(cls, field.name)
            copied = str(field.type).startswith(("dict", "set", "list"))
            cls.slots[copied].append((slot.__get__, slot.__set__))

    def waives(self, code: str, parameters: Mapping[str, object]) -> bool:
        """Whether a waiver on record covers this reason."""
        return False

    def records(self) -> Iterator[tuple[RecordId, Entry]]:
        """Every record by name, ledger by ledger."""
        for name in self.ledgers:
            yield from getattr(self, name).items()

    def find(self, record: RecordId, *within: str) -> Entry | None:
        """The record of this name, in these ledgers or in any; None where there is none."""
        for name in within or self.ledgers:
            entry: Entry | None = getattr(self, name).get(record)
            if entry is not None:
                return entry
        return None

    def kind_of(self, record: RecordId) -> str | None:
        """The ledger in which this name stands; None where it is free."""
        for name in self.ledgers:
            if record in getattr(self, name):
                return name
        return None

    def rests_on(self, record: RecordId) -> str | None:
        """What rests on this record: the name of a later one, or of a turn; None where nothing does."""
        return next((name for name, entry in self.records() if record in entry.rests_on), None)

    def take_back(self, record: RecordId) -> None:
        """Forget a record and remember that its name was voided."""
        for name in self.ledgers:
            getattr(self, name).pop(record, None)
        self.voided.add(record)

    def copy(self) -> Self:
        """A state of its own: containers are copied, entries are shared, for they are frozen."""
        twin = object.__new__(type(self))
        plain, containers = self.slots
        for read, write in plain:
            write(twin, read(self))
        for read, write in containers:
            write(twin, read(self).copy())
        return twin


class Voids(Protocol):
    """A command that takes a record back."""

    @property
    def record(self) -> RecordId: ...


class Waives(Protocol):
    """A command that waives a requirement."""

    @property
    def requirement(self) -> str: ...


@detail("record.unknown")
def unknown_record(state: Aggregate, void: Voids) -> Why:
    return {"record": void.record} if state.find(void.record) is None else None


@detail("record.relied_upon")
def relied_upon(state: Aggregate, void: Voids) -> Why:
    later = state.rests_on(void.record)
    return {"record": void.record, "by": later} if later else None


@detail("record.not_voidable")
def not_voidable(state: Aggregate, void: Voids) -> Why:
    for name, declared in state.ledgers.items():
        if declared["turn"] and void.record in getattr(state, name):
            return {"record": void.record, "undone_by": declared["undone_by"]}
    return None


@detail("waiver.unknown_requirement")
def unknown_requirement(state: Aggregate, waive: Waives) -> Why:
    return {"requirement": waive.requirement} if waive.requirement not in state.requirements else None


@detail("waiver.not_waivable")
def not_waivable(state: Aggregate, waive: Waives) -> Why:
    return {"requirement": waive.requirement} if state.requirements.get(waive.requirement) is False else None


def already_void(state: Aggregate, void: Voids) -> bool:
    """Voiding the void again is silence."""
    return void.record in state.voided


def rules_of_names(command: type[Command]) -> Iterator[Rule[Any, Any]]:
    """The rules that follow from the names in a command: of the record it makes, and of those it refers to."""
    for field in fields(command):
        if "key" in field.metadata:
            yield from _rules_of_key(field.name)
        if "names" in field.metadata:
            yield from _rules_of_reference(field.name, *field.metadata["names"])


def _rules_of_key(field: str) -> Iterator[Rule[Any, Any]]:
    named = attrgetter(field)

    def voided(state: Aggregate, command: Command) -> Why:
        name = named(command)
        return {"record": name} if name in state.voided else None

    def taken(state: Aggregate, command: Command) -> Why:
        kind = state.kind_of(named(command))
        return {"record": named(command), "kind": kind} if kind is not None else None

    yield Rule("record.void", Kind.DETAIL, voided, None, False)
    yield Rule("record.name_taken", Kind.DETAIL, taken, None, False)


def _rules_of_reference(field: str, within: tuple[str, ...], code: str, each: str | None) -> Iterator[Rule[Any, Any]]:
    named = _names_in(field, each)

    def unknown(state: Aggregate, command: Command) -> Why:
        missing = [name for name in named(command) if state.find(name, *within) is None]
        return {"unknown": tuple(missing)} if missing else None

    def before(state: Aggregate, command: Command) -> Why:
        for name in named(command):
            entry = state.find(name, *within)
            if entry is not None and entry.at > command.header.at:
                return {"record": name, "at": entry.at}
        return None

    yield Rule(code, Kind.DETAIL, unknown, None, False)
    yield Rule("record.before", Kind.DETAIL, before, None, False)


def _names_in(field: str, each: str | None) -> Callable[[Command], tuple[RecordId, ...]]:
    def named(command: Command) -> tuple[RecordId, ...]:
        value = getattr(command, field)
        if each is not None:
            return tuple([getattr(item, each) for item in value])
        if value is None:
            return ()
        return (value,) if type(value) is str else value

    return named
