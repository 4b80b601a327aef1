"""Records: what a state remembers under a name of its own, so that it can be found, relied upon and taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from operator import attrgetter
from typing import Any, ClassVar, Protocol, Self, TypeVar, dataclass_transform

import attrs

from pdflow.kernel.declare import Command, RecordId, fields
from pdflow.kernel.rules import Kind, Rule, Why, detail
from pdflow.kernel.unrolled import copying, finding, holding

T = TypeVar("T")


def ledger(*, turn: bool = False, undone_by: str | None = None) -> Any:
    """Mark a state's dictionary of records by name; a ``turn`` cannot be voided, another command undoes it."""
    return attrs.field(factory=dict, metadata={"ledger": True, "turn": turn, "undone_by": undone_by})


def acts() -> Any:
    """Mark a state's dictionary of what was done to records, by the name of the record it was done to."""
    return attrs.field(factory=dict, metadata={"acts": True})


def rests(*, default: Any = attrs.NOTHING) -> Any:
    """Mark an entry's field that names the records it rests on."""
    return attrs.field(metadata={"rests": True}, default=default)


@dataclass_transform(frozen_default=True, field_specifiers=(rests,))
def entry(owner: type[T]) -> type[T]:
    """Declare an entry: frozen for type checkers only, since states make one for nearly every event."""
    return attrs.define(owner, weakref_slot=False)


@entry
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


@entry
class Act(Entry):
    """What was done to a record: it has no name of its own and goes by the id of the command that did it."""

    id: str


@attrs.define
class Aggregate:
    """A state that is folded from events: its phase, its ledgers of records, and the names taken back."""

    format: ClassVar[int] = 1
    """The version of its form as a stored document; raise it when one written before can no longer be read as it is."""
    requirements: ClassVar[Mapping[str, bool]] = {}
    """Each reason code of the table, and whether it can be waived; set when the table is joined."""
    ledgers: ClassVar[Mapping[str, Mapping[str, Any]]] = {}
    """The ledgers by name, each with what was declared of it."""
    acts: ClassVar[tuple[str, ...]] = ()
    holds: ClassVar[Callable[[Any, RecordId], bool]]
    """Whether a record of this name stands in any ledger."""
    copy: ClassVar[Callable[[Self], Self]]
    """A state of its own: containers are copied, entries are shared, for they are frozen."""

    phase: str = ""
    voided: set[RecordId] = attrs.field(factory=set)

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        cls.acts = tuple(field.name for field in fields(cls) if field.metadata.get("acts"))
        cls.ledgers = {field.name: field.metadata for field in fields(cls) if field.metadata.get("ledger")}
        cls.holds = holding(*cls.ledgers)
        cls.copy = copying(cls, {f.name: str(f.type).startswith(("dict", "set", "list")) for f in fields(cls)})

    def waives(self, code: str, parameters: Mapping[str, object]) -> bool:
        """Whether a waiver on record covers this reason."""
        return False

    def records(self) -> Iterator[tuple[RecordId, Entry]]:
        """Every record by the name it goes by, ledger by ledger."""
        for name in self.ledgers:
            yield from getattr(self, name).items()
        for name in self.acts:
            yield from ((act.id, act) for act in getattr(self, name).values())

    def find(self, record: RecordId, *within: str) -> Entry | None:
        """The record of this name, in these ledgers or in any; None where there is none."""
        if within:
            found: Entry | None = finding(*within)(self, record)
            return found
        kept = (getattr(self, name).get(record) for name in self.ledgers)
        return next(filter(None, kept), None) or self.part_of(record, ())

    def part_of(self, record: RecordId, within: tuple[str, ...]) -> Entry | None:
        """The record of these ledgers that holds a part of this name; None where records have no named parts."""
        return None

    def kind_of(self, record: RecordId) -> str | None:
        """The ledger in which this name stands; None where it is free."""
        if not self.holds(record):
            return None
        return next(name for name in self.ledgers if record in getattr(self, name))

    def rests_on(self, record: RecordId) -> str | None:
        """What rests on this record: the name of a later one, or of a turn; None where nothing does."""
        return next((name for name, entry in self.records() if record in entry.rests_on), None)

    def take_back(self, record: RecordId) -> None:
        """Forget a record, by its name or else by the id of what was done, and remember that its name was voided."""
        ledger = self.kind_of(record)
        if ledger is not None:
            del getattr(self, ledger)[record]
        for name in self.acts if ledger is None else ():
            done = getattr(self, name)
            for to in [to for to, act in done.items() if act.id == record]:
                del done[to]
        self.voided.add(record)


class Voids(Protocol):
    """A command that takes a record back."""

    @property
    def record(self) -> RecordId: ...

    @property
    def reason(self) -> str: ...


class Waives(Protocol):
    """A command that waives a requirement."""

    @property
    def requirement(self) -> str: ...

    @property
    def reason(self) -> str: ...


@detail("record.unknown")
def unknown_record(state: Aggregate, void: Voids) -> Why:
    return {"record": void.record} if all(name != void.record for name, _ in state.records()) else None


@detail("record.relied_upon")
def relied_upon(state: Aggregate, void: Voids) -> Why:
    later = state.rests_on(void.record)
    return None if later is None else {"record": void.record, "by": later}


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


@detail("waiver.no_reason")
def no_reason_to_waive(state: Aggregate, waive: Waives) -> Why:
    return not waive.reason


@detail("record.no_reason")
def no_reason_to_void(state: Aggregate, void: Voids) -> Why:
    return not void.reason


@detail("record.void")
def taken_back(state: Aggregate, command: Command) -> Why:
    """What was only done to a record goes by its command's id: a late retry does not bring it back either."""
    return {"record": command.header.id} if command.header.id in state.voided else None


def already_void(state: Aggregate, void: Voids) -> bool:
    """Voiding the void again is silence."""
    return void.record in state.voided


@attrs.frozen
class Reference:
    """A command's field that names records: in which ledgers, and the code that refuses a name in none of them."""

    field: str
    within: tuple[str, ...]
    unknown: str
    each: str | None
    is_single: bool

    def names(self, command: Command) -> tuple[RecordId, ...]:
        """The names this command gives here."""
        value = getattr(command, self.field)
        if value is None:
            return ()
        if self.each is not None:
            return tuple([getattr(item, self.each) for item in value])
        return (value,) if type(value) is str else value


def _reference(field: attrs.Attribute[Any]) -> Reference:
    within, unknown, each = field.metadata["names"]
    return Reference(field.name, within, unknown, each, is_single="tuple" not in str(field.type))


@attrs.frozen
class Naming:
    """The names in a command: of the record it makes, if it makes one, and of those it refers to."""

    key: str | None
    references: tuple[Reference, ...]

    @classmethod
    def of(cls, command: type[Command]) -> Naming:
        """What a command's fields are marked with."""
        keys = [field.name for field in fields(command) if "key" in field.metadata]
        references = [_reference(field) for field in fields(command) if "names" in field.metadata]
        return cls(keys[0] if keys else None, tuple(references))

    def rules(self) -> Iterator[Rule[Any, Any]]:
        """The rules that follow: a name is free and not void, and what is referred to is there and not later."""
        if self.key is None:
            yield taken_back
        else:
            yield from _rules_of_key(self.key)
        for reference in self.references:
            yield from _rules_of_reference(reference)


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


def _rules_of_reference(reference: Reference) -> Iterator[Rule[Any, Any]]:
    def unknown(state: Aggregate, command: Command) -> Why:
        missing = [name for name in reference.names(command) if state.find(name, *reference.within) is None]
        return {"unknown": tuple(missing)} if missing else None

    def before(state: Aggregate, command: Command) -> Why:
        for name in reference.names(command):
            entry = state.find(name, *reference.within)
            if entry is not None and entry.at > command.header.at:
                return {"record": name, "at": entry.at}
        return None

    yield Rule(reference.unknown, Kind.DETAIL, unknown, None, False)
    yield Rule("record.before", Kind.DETAIL, before, None, False)
