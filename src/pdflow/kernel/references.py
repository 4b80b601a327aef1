"""References: the names in a command, of the record it makes and of those it refers to, and the guards that follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import attrs

from pdflow.kernel.fields import RecordId, fields, types_of
from pdflow.kernel.frozen import frozen
from pdflow.kernel.guards import AnyGuard, Guard, GuardKind, Objection, detail
from pdflow.kernel.messages import AnyCommand
from pdflow.kernel.records import Aggregate, Record


@frozen
class Reference:
    """A command's field that names records: in which ledgers, and the code that refuses a name in none of them."""

    command: type[AnyCommand]
    field: str
    within: tuple[str, ...]
    unknown: str
    each: str | None
    parts: bool
    at_any_time: bool
    is_required: bool

    @property
    def is_single(self) -> bool:
        """Whether the field holds one name, and not several."""
        return not _is_tuple(types_of(self.command)[self.field])

    def find(self, state: Aggregate, name: RecordId) -> Record | None:
        """The record that this name means here; None where there is none."""
        found = state.find(name, *self.within)
        return state.part_of(name, self.within) if found is None and self.parts else found

    def names(self, command: AnyCommand) -> tuple[RecordId, ...]:
        """The names this command gives here."""
        value = getattr(command, self.field)
        if value is None:
            return ()
        if self.each is not None:
            return tuple([getattr(item, self.each) for item in value])
        return (value,) if type(value) is str else value


def _is_tuple(hint: object) -> bool:
    if get_origin(hint) is Annotated:
        return _is_tuple(get_args(hint)[0])
    if get_origin(hint) in (Union, UnionType):
        return any(_is_tuple(part) for part in get_args(hint) if part is not NoneType)
    return get_origin(hint) is tuple


@frozen
class References:
    """The names in a command: of the record it makes, if it makes one, and of those it refers to."""

    key: str | None
    ledger: str | None
    """That of the record the command makes."""
    fields: tuple[Reference, ...]

    @classmethod
    def of(cls, command: type[AnyCommand]) -> References:
        """What a command's fields are marked with."""
        keys = [(field.name, field.metadata["key"]) for field in fields(command) if "key" in field.metadata]
        marked = [
            (field.name, field.metadata["names"], field.default is attrs.NOTHING)
            for field in fields(command)
            if "names" in field.metadata
        ]
        found = [
            Reference(command, name, within, unknown, each, parts, at_any_time, required)
            for name, (within, unknown, each, parts, at_any_time), required in marked
        ]
        made, ledger = keys[0] if keys else (None, None)
        return cls(made, ledger, tuple(found))

    def guards(self) -> Iterator[AnyGuard]:
        """The guards that follow: a name is free and not void, and what is referred to is there and not later."""
        if self.key is None or self.ledger is None:
            yield voided
        else:
            yield from _guards_of_key(self.key, self.ledger)
        for reference in self.fields:
            yield from _guards_of_reference(reference)


@detail("record.void")
def voided(state: Aggregate, command: AnyCommand) -> Objection:
    """What was only done to a record goes by its command's id: a late retry does not bring it back either."""
    return {"record": command.header.id} if command.header.id in state.voided else None


def _guards_of_key(field: str, ledger: str) -> Iterator[AnyGuard]:
    name_of = attrgetter(field)

    def voided(state: Aggregate, command: AnyCommand) -> Objection:
        name = name_of(command)
        return {"record": name} if name in state.voided else None

    def taken(state: Aggregate, command: AnyCommand) -> Objection:
        name = name_of(command)
        found = state.taken_by(name)
        if found is None:
            return None
        record = _record_made(state, ledger, name)
        differs = () if record is None else tuple(record.difference(command))
        return {"record": name, "kind": found} | ({"differs": differs} if differs else {})

    yield Guard("record.void", GuardKind.DETAIL, voided, None, False)
    yield Guard("record.name_taken", GuardKind.DETAIL, taken, None, False)


def _guards_of_reference(reference: Reference) -> Iterator[AnyGuard]:
    def unknown(state: Aggregate, command: AnyCommand) -> Objection:
        missing = [name for name in reference.names(command) if reference.find(state, name) is None]
        return {"unknown": tuple(missing)} if missing else None

    def before(state: Aggregate, command: AnyCommand) -> Objection:
        for name in reference.names(command):
            record = reference.find(state, name)
            if record is not None and record.at > command.header.at:
                return {"record": name, "at": record.at}
        return None

    yield Guard(reference.unknown, GuardKind.DETAIL, unknown, None, False)
    if not reference.at_any_time:
        yield Guard("record.before", GuardKind.DETAIL, before, None, False)


def record_is_there(command: type[AnyCommand], state: type[Aggregate]) -> Callable[[Any, Any], object]:
    """Whether the record that a command of this type makes is there and says the same.

    Raises TypeError for an unknown ledger.
    """
    references = References.of(command)
    field, ledger = references.key, references.ledger
    if field is None or ledger is None:
        return lambda state, command: False
    if ledger not in state.ledgers:
        raise TypeError(f"{command.__name__}: no ledger {ledger}")
    name_of = attrgetter(field)

    def is_there(state: Aggregate, command: AnyCommand) -> bool:
        record = _record_made(state, ledger, name_of(command))
        return record is not None and not any(record.difference(command))

    return is_there


def _record_made(state: Aggregate, ledger: str, name: RecordId) -> Record | None:
    """The record of this name and of the kind that a ledger holds, there or set aside; None where there is none."""
    found = state.ledger_of(name)
    if found is None:
        return None
    kinds = types_of(type(state))
    record: Record | None = getattr(state, found)[name] if kinds[found] == kinds[ledger] else None
    return record
