"""The codec: events, commands and states to and from plain data, and events to and from the rows of a store."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID, uuid5

import attrs

from pdflow.errors import (
    DecodeError,
    NaiveTime,
    UnknownCommand,
    UnknownEvent,
    UnknownVersion,
)
from pdflow.kernel.decider import Decider
from pdflow.kernel.header import Actor, Header
from pdflow.kernel.messages import Command, Event
from pdflow.kernel.records import Aggregate
from pdflow.storage.converters import writer
from pdflow.storage.decoding import (
    Form,
    Plain,
    an_object,
    read,
    taken,
    under,
)
from pdflow.storage.event_store import NewEvent
from pdflow.storage.json_values import (
    UuidText,
    named_fields,
    short,
    text,
    usual_uuid,
    whole,
)

S = TypeVar("S", bound=Aggregate)


class JsonConverter(Protocol):
    """Turns plain data into JSON text and back, as the converters of ``cattrs.preconf`` do for several libraries."""

    def dumps(self, obj: Any, /) -> str | bytes: ...

    def loads(self, data: str, cl: Any, /) -> Any: ...


def event_id(command_id: str, n: int) -> str:
    """The id of the ``n``-th event a command led to, from 0: always the same, so that a retry collides with itself."""
    return str(uuid5(UUID(command_id), str(n)))


class Codec(Generic[S]):
    """Writes and reads the events, commands and states of one kind of aggregate.

    Reading is strict: what is unknown, missing or of another type is a DecodeError that names the place, and so is a
    date and time without an offset. JSON text is made by the standard library, or by a host's own ``converter``: the
    data within are the same, so that either reads what the other wrote.
    """

    def __init__(self, decider: Decider[S], converter: JsonConverter | None = None) -> None:
        self._decider, self._prefix = decider, f"{decider.name}."
        self._forms: dict[tuple[str, int], Form] = {}
        self._dumps: Callable[[Any], str] = json.dumps
        self._loads: Callable[[str], Any] = json.loads
        if converter is not None:
            self._dumps = lambda data: _as_text(converter.dumps(data))
            self._loads = lambda told: converter.loads(told, Any)

    def to_rows(self, events: Iterable[Event[Any]], metadata: Mapping[str, Any] | None = None) -> list[NewEvent]:
        """The rows of the events of a command, in their order, each with the host's ``metadata`` beside it.

        Raises DecodeError for an event that could not be read again, so that none can spoil its stream.
        """
        rows, numbers = [], Counter[str]()
        for event in events:
            rows.append(self._row(event, numbers[event.header.id], metadata))
            numbers[event.header.id] += 1
        return rows

    def from_row(self, row: NewEvent) -> Event[Any]:
        """The event of a row, as this version of pdflow tells it; notes that were erased are None."""
        form = self._form(row.type, row.type_version)
        data = self._parsed(row, "data", row.data)
        if row.notes is not None:
            notes = self._parsed(row, "notes", row.notes)
            if not data.keys().isdisjoint(notes):
                raise DecodeError(row.type, row.type_version, "notes", "says again what the data say")
            data.update(notes)
        return form.read(data, _header_of(row))

    def event_to_dict(self, event: Event[Any]) -> Plain:
        """An event as plain data: ``event``, ``version``, the ``id``, ``by`` and ``at`` of its header, its fields."""
        self._form(event.name, event.version)
        return {"event": event.name, "version": event.version, **_signature(event.header), **writer(type(event))(event)}

    def event_from_dict(self, told: Mapping[str, Any]) -> Event[Any]:
        """The event that ``event_to_dict`` told."""
        data = an_object(told, self._decider.name)
        name = taken(data, "event", text, self._decider.name)
        version = taken(data, "version", whole, name)
        form = self._form(name, version)
        return form.read(data, _signed(data, name, version))

    def command_to_dict(self, command: Command[Any]) -> Plain:
        """A command as plain data: ``command``, the ``id``, ``by`` and ``at`` of its header, its fields."""
        name = self._prefix + type(command).__name__
        if self._command(name) is not type(command):
            raise UnknownCommand(name, None, "command", f"another command than that of {self._decider.name}")
        return {"command": name, **_signature(command.header), **writer(type(command))(command)}

    def command_from_dict(self, told: Mapping[str, Any], header: Header | None = None) -> Command[Any]:
        """The command that a form or a queue carries; with a ``header`` given apart, the data may say none of it.

        Fields left out have their defaults.
        """
        data = an_object(told, self._decider.name)
        name = taken(data, "command", text, self._decider.name)
        kind = self._command(name)
        if header is None:
            header = _signed(data, name, None)
        command: Command[Any] = read(kind, under(header, data, name, None), name, None)
        return command

    def state_to_dict(self, state: S) -> Plain:
        """A state as one plain value, for hosts that keep a document; it holds levels, which only the pair may read."""
        told = writer(self._decider.state)(state)
        return {"aggregate": self._decider.name, "format": self._decider.state.format, "state": told}

    def state_from_dict(self, told: Mapping[str, Any]) -> S:
        """The state that ``state_to_dict`` told; raises UnknownVersion for another format than that of today."""
        name, kind = self._decider.name, self._decider.state
        data = an_object(told, name)
        aggregate = taken(data, "aggregate", text, name)
        written = taken(data, "format", whole, name)
        if aggregate != name:
            raise DecodeError(name, written, "aggregate", f"a state of {short(aggregate)}")
        if written > kind.format:
            raise UnknownVersion(name, written, "format", f"written by a newer pdflow, this one reads {kind.format}")
        if written < kind.format:
            raise UnknownVersion(name, written, "format", f"{kind.format} is read here: fold the events anew")
        fields_of_it = taken(data, "state", named_fields, name, written)
        if data:
            raise DecodeError(name, written, str(next(iter(data))), "unknown")
        state: S = read(kind, fields_of_it, name, written)
        return state

    def _row(self, event: Event[Any], n: int, metadata: Mapping[str, Any] | None) -> NewEvent:
        form, header = self._form(event.name, event.version), event.header
        try:
            told = writer(form.type)(event)
            notes = {name: note for name in form.notes if (note := told.pop(name)) is not None}
            row = NewEvent(
                id=event_id(usual_uuid(header.id), n),
                type=event.name,
                type_version=event.version,
                command_id=header.id,
                actor=text(header.by.person),
                role=str(text(header.by.role)),
                occurred_at=header.at,
                data=self._dumps(told),
                notes=self._dumps(notes) if notes else None,
                metadata=None if metadata is None else self._dumps(metadata),
            )
        except Exception as error:
            raise DecodeError(event.name, event.version, "", f"cannot be written: {error}") from error
        self.from_row(row)
        return row

    def _form(self, name: str, version: int) -> Form:
        form = self._forms.get((name, version))
        if form is None:
            if not name.startswith(self._prefix):
                raise UnknownEvent(name, version, "", f"no event of {self._decider.name}")
            form = self._forms[name, version] = Form.of(name, version)
        return form

    def _command(self, name: str) -> type[Command[Any]]:
        kind = self._decider.commands.get(name.removeprefix(self._prefix))
        if kind is None or not name.startswith(self._prefix):
            raise UnknownCommand(name, None, "command", f"no command of {self._decider.name}")
        return kind

    def _parsed(self, row: NewEvent, field: str, told: str) -> Plain:
        try:
            return named_fields(self._loads(told))
        except Exception as error:
            raise DecodeError(row.type, row.type_version, field, f"damaged: {error}") from error


@attrs.frozen
class _Signature:
    """A header as plain data carry it."""

    id: UuidText
    by: Actor
    at: datetime


def _signature(header: Header) -> Plain:
    by = {"person": header.by.person, "role": str(header.by.role)}
    return {"id": header.id, "by": by, "at": header.at.isoformat()}


def _signed(data: Plain, name: str, version: int | None) -> Header:
    told = {field.name: data.pop(field.name) for field in attrs.fields(_Signature) if field.name in data}
    signature: _Signature = read(_Signature, told, name, version)
    return Header(signature.id, signature.by, signature.at)


def _header_of(row: NewEvent) -> Header:
    try:
        return Header(row.command_id, Actor(row.actor, row.role), row.occurred_at)
    except NaiveTime as error:
        raise DecodeError(row.type, row.type_version, "occurred_at", str(error)) from error


def _as_text(told: str | bytes) -> str:
    return told if isinstance(told, str) else told.decode()
