"""Records: what a state remembers under a name of its own, so that it can be found, relied upon and voided."""

from __future__ import annotations

from collections.abc import (
    Callable,
    Collection,
    Iterable,
    Iterator,
    Mapping,
)
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, ClassVar, Final, Self, TypeVar, dataclass_transform

import attrs

from pdflow.kernel import codegen
from pdflow.kernel.containers import CONTAINERS, holds_container
from pdflow.kernel.fields import RecordId, fields, per_class, types_of
from pdflow.kernel.frozen import define, frozen
from pdflow.kernel.lookups import HasLookups

T = TypeVar("T")


NONE: Final[Any] = frozenset()
"""The empty set that states share until they have one of their own."""


def ledger(*, turn: bool = False, undone_by: str | None = None) -> Any:
    """Mark a state's dictionary of records by name.

    Args:
        turn: The records are changes of phase, which cannot be voided.
        undone_by: The command that undoes such a change.
    """
    return attrs.field(factory=dict, metadata={"ledger": True, "turn": turn, "undone_by": undone_by})


def actions() -> Any:
    """Mark a state's dictionary of what was done to records, by the name of the record it was done to."""
    return attrs.field(factory=dict, metadata={"actions": True})


def relies_on(*, default: Any = attrs.NOTHING) -> Any:
    """Mark a record's field that names the records it relies on."""
    return attrs.field(metadata={"relies_on": True}, default=default)


@dataclass_transform(frozen_default=True, field_specifiers=(relies_on,))
def record(owner: type[T]) -> type[T]:
    """Declare a record: frozen for type checkers only, since states make one for nearly every event."""
    return define(owner, weakref_slot=False)


@frozen
class Description:
    """What a name means here, for texts: the kind of thing, what it says of itself, and its day.

    Args:
        kind: Its ledger, or another code below ``kind.`` in the catalogues of texts.
        statement: Its own words; empty where it has none.
        when: When it was recorded, held or is due.
        is_confidential: Whether the statement is for the pair only.
    """

    kind: str
    statement: str | Enum = ""
    when: date | datetime | None = None
    is_confidential: bool = False


@record
class Record:
    """What a state remembers of one event: when it happened, and only what later decisions and texts ask."""

    naming_fields: ClassVar[tuple[str, ...]] = ()
    """The fields that name the records this one relies on."""
    at: datetime

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        cls.naming_fields = tuple(field.name for field in fields(cls) if field.metadata.get("relies_on"))

    def described(self, kind: str) -> Description:
        """What texts say of it."""
        return Description(kind, when=self.at)

    @property
    def parts(self) -> Collection[RecordId]:
        """The names of its parts, where these have names of their own."""
        return ()

    def described_part(self, part: RecordId) -> Description | None:
        """What texts say of a part that has a name of its own."""
        return None

    def relied_on(self) -> Iterator[RecordId]:
        """The names of the records this one would not stand without."""
        for field in self.naming_fields:
            value = getattr(self, field)
            if type(value) is str:
                yield value
            elif value is not None:
                yield from value

    def difference(self, command: Any) -> Iterator[str]:
        """The fields in which a command of this record's name says something else than the record keeps.

        Fields are compared by their name; a record that keeps one in another shape says how. When it was and who did it
        are no content, so that a double click changes nothing, and no state keeps personal text.
        """
        for field in fields(type(self))[1:]:
            if hasattr(type(command), field.name) and not _is_same(
                getattr(self, field.name), getattr(command, field.name)
            ):
                yield field.name


def _is_same(kept: object, given: object) -> bool:
    if isinstance(kept, datetime) and isinstance(given, datetime):
        return kept.astimezone(UTC) == given.astimezone(UTC)
    return kept == given


@record
class Action(Record):
    """What was done to a record: it has no name of its own and goes by the id of the command that did it."""

    id: str


@record
class Turn:
    """The last change of phase: which event, when, and for which reason where one was asked."""

    event: str
    at: datetime
    reason: str = ""

    def says(self, event: str, reason: str) -> bool:
        """Whether it was this event, for this reason."""
        return (self.event, self.reason) == (event, reason)


@per_class
def copier(state: type[Any]) -> Callable[[Any], Any]:
    """What copies a state of this class, written out when one is first copied."""
    return codegen.copy(state, {name: holds_container(hint) for name, hint in types_of(state).items()}, CONTAINERS)


@define
class Aggregate(HasLookups):
    """A state that is folded from events: its phase, its ledgers of records, and the names no longer free."""

    format: ClassVar[int] = 1
    """The version of its form as a stored document; raise it when one written before can no longer be read as it is."""
    always: ClassVar[tuple[str, ...]] = ("phase",)
    """The fields that a stored document always has, so that one which lacks them is taken for no state."""
    ledgers: ClassVar[Mapping[str, Mapping[object, object]]] = {}
    """The ledgers by name, each with what was declared of it."""
    actions: ClassVar[tuple[str, ...]] = ()
    holds: ClassVar[Callable[[object, RecordId], bool]]
    """Whether a record of this name is in any ledger."""

    phase: str = ""
    voided: set[RecordId] = NONE
    former_names: dict[RecordId, str] = attrs.field(factory=dict)
    """The names of records that left the state, each with its ledger."""

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        cls.actions = tuple(field.name for field in fields(cls) if field.metadata.get("actions"))
        cls.ledgers = {field.name: field.metadata for field in fields(cls) if field.metadata.get("ledger")}
        cls.holds = codegen.holds(*cls.ledgers)

    def copy(self) -> Self:
        """A state of its own: containers are copied, records are shared, for they are frozen."""
        copied: Self = copier(type(self))(self)
        return copied

    def waives(self, code: str, parameters: Mapping[str, object]) -> bool:
        """Whether a waiver on record covers this reason."""
        return False

    def records(self) -> Iterator[tuple[RecordId, Record]]:
        """Every record by the name it goes by, ledger by ledger."""
        for name in self.ledgers:
            yield from getattr(self, name).items()
        for name in self.actions:
            yield from ((action.id, action) for action in getattr(self, name).values())

    def find(self, record: RecordId, *within: str) -> Record | None:
        """The record of this name, in these ledgers or in any; None where there is none."""
        if within:
            found: Record | None = codegen.find(*within)(self, record)
            return found
        kept = (getattr(self, name).get(record) for name in self.ledgers)
        return next(filter(None, kept), None)

    def part_of(self, record: RecordId, within: tuple[str, ...]) -> Record | None:
        """The record of these ledgers that holds a part of this name; None where records have no named parts."""
        return None

    def set_aside(self, within: tuple[str, ...]) -> Iterable[Record]:
        """The records that were once in these ledgers and whose parts can still be named; none unless it says so."""
        return ()

    def ledger_of(self, record: RecordId) -> str | None:
        """The ledger in which this name is; None where it is free."""
        if not self.holds(record):
            return None
        return next(name for name in self.ledgers if record in getattr(self, name))

    def taken_by(self, name: RecordId) -> str | None:
        """The ledger in which this name is, or was until its record left the state; None where it is free."""
        return self.former_names.get(name) or self.ledger_of(name)

    def describe(self, name: RecordId, kind: str = "record") -> Description | None:
        """What texts say of the record of this name, or of what else goes by a name here; None where nothing does.

        Args:
            kind: ``record``, or what an aggregate names besides, such as ``session`` and ``outcome``.
        """
        ledger = self.ledger_of(name)
        if ledger is not None:
            described: Description = getattr(self, ledger)[name].described(ledger)
            return described
        holder = self.part_of(name, tuple(self.ledgers))
        return None if holder is None else holder.described_part(name)

    def relied_upon_by(self, record: RecordId) -> str | None:
        """What relies on this record: the name of a later one, or of a turn; None where nothing does."""
        return next((name for name, later in self.records() if record in later.relied_on()), None)

    def void(self, record: RecordId) -> None:
        """Forget a record, by its name or else by the id of what was done, and remember that its name was voided."""
        ledger = self.ledger_of(record)
        if ledger is not None:
            del getattr(self, ledger)[record]
        for name in self.actions if ledger is None else ():
            done = getattr(self, name)
            for to in [to for to, action in done.items() if action.id == record]:
                del done[to]
        self.voided = {*self.voided, record}
