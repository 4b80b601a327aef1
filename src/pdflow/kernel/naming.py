"""Naming: the names in a command, of the record it makes and of those it refers to, and the rules that follow."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Any

import attrs

from pdflow.kernel.declare import Command, RecordId, fields
from pdflow.kernel.records import Aggregate
from pdflow.kernel.rules import Kind, Rule, Why, detail


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


@detail("record.void")
def taken_back(state: Aggregate, command: Command) -> Why:
    """What was only done to a record goes by its command's id: a late retry does not bring it back either."""
    return {"record": command.header.id} if command.header.id in state.voided else None


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
