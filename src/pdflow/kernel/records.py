"""Records: what a state remembers under a name of its own, so that it can be found, relied upon and taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, ClassVar, Self, TypeVar, dataclass_transform

import attrs

from pdflow.kernel.declare import RecordId, fields
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
