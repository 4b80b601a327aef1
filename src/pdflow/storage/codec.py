"""The codec: events, commands and states to and from JSON objects, and events to and from the rows of a store."""

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
    FieldError,
    UnknownCommand,
    UnknownEvent,
    UnknownVersion,
    WrongType,
    describe,
    did_you_mean,
)
from pdflow.kernel.decider import Decider
from pdflow.kernel.header import Actor, Header
from pdflow.kernel.messages import EVENTS, Command, Event
from pdflow.kernel.records import Aggregate
from pdflow.storage.converters import writer
from pdflow.storage.decoding import EventDecoder, an_object, decode, take, with_header
from pdflow.storage.event_store import NewEvent, RecordedEvent
from pdflow.storage.json_values import JsonObject, UuidText, named_fields, text, usual_uuid, whole

S = TypeVar("S", bound=Aggregate)


class JsonConverter(Protocol):
    """Turns JSON values into text and back, as the converters of ``cattrs.preconf`` do for several libraries."""

    def dumps(self, obj: Any, /) -> str | bytes: ...

    def loads(self, data: str, cl: Any, /) -> Any: ...


def event_id(command_id: str, n: int) -> str:
    """The id of the ``n``-th event a command led to, from 0: always the same, so that a retry collides with itself."""
    return str(uuid5(UUID(command_id), str(n)))


class Codec(Generic[S]):
    """Writes and reads the events, commands and states of one kind of aggregate.

    Reading is strict: what is unknown, missing or of another type is a DecodeError that names the place, and so is a
    date and time without an offset. JSON text is made by the standard library, or by a host's own ``converter``: the
    values are the same, so that either reads what the other wrote.
    """

    def __init__(self, decider: Decider[S], converter: JsonConverter | None = None) -> None:
        self.decider, self._prefix = decider, f"{decider.name}."
        self._decoders: dict[tuple[str, int], EventDecoder] = {}
        self._dumps: Callable[[object], str] = json.dumps
        self._loads: Callable[[str], object] = json.loads
        if converter is not None:
            self._dumps = lambda values: _as_text(converter.dumps(values))
            self._loads = lambda data: converter.loads(data, Any)

    def to_rows(
        self,
        events: Iterable[Event[S]],
        metadata: Mapping[str, object] | None = None,
        fingerprint: str | None = None,
    ) -> list[NewEvent]:
        """The rows of the events of a command, in their order.

        Args:
            metadata: The host's own, kept beside each event.
            fingerprint: That of the command, by which a desk tells a repeat from another command under the same id.

        Raises:
            DecodeError: An event or the metadata could not be read again.
        """
        rows, numbers, beside = [], Counter[str](), self._beside(metadata)
        for event in events:
            rows.append(attrs.evolve(self._row(event, numbers[event.header.id], beside), fingerprint=fingerprint))
            numbers[event.header.id] += 1
        return rows

    def from_row(self, row: NewEvent) -> Event[S]:
        """The event of a row, lifted to its present version; notes that were erased are None.

        Raises:
            DecodeError: The row cannot be read, or holds an event of another aggregate.
        """
        decoder = self._decoders.get((row.type, row.type_version)) or self._decoder(row.type, row.type_version, row)
        data = self._parsed(row, "data", row.data)
        if row.notes is not None:
            notes = self._parsed(row, "notes", row.notes)
            if not data.keys().isdisjoint(notes):
                raise DecodeError(row.type, row.type_version, "notes", "has a field that the data have too")
            data.update(notes)
        return decoder.decode(data, _header_of(row))

    def event_to_dict(self, event: Event[S]) -> JsonObject:
        """An event as a JSON object: ``event``, ``version``, its header's ``id``, ``by`` and ``at``, and its fields."""
        if not isinstance(event, Event):
            raise WrongType("event", event, "an event")
        self._decoder(event.name, event.version)
        return {"event": event.name, "version": event.version, **_signature(event.header), **writer(type(event))(event)}

    def event_from_dict(self, data: Mapping[str, object]) -> Event[S]:
        """The event of an object that ``event_to_dict`` made. Raises DecodeError."""
        left = an_object(data, self.decider.name)
        name = take(left, "event", text, self.decider.name)
        version = take(left, "version", whole, name)
        decoder = self._decoder(name, version)
        return decoder.decode(left, _take_header(left, name, version))

    def command_to_dict(self, command: Command[S]) -> JsonObject:
        """A command as a JSON object: ``command``, its header's ``id``, ``by`` and ``at``, and its fields."""
        name = self._prefix + type(command).__name__
        if self.decider.command_named(name) is not type(command):
            raise UnknownCommand(name, None, "command", f"another command than that of {self.decider.name}")
        return {"command": name, **_signature(command.header), **writer(type(command))(command)}

    def command_from_dict(self, data: Mapping[str, object], header: Header | None = None) -> Command[S]:
        """The command that a form or a queue carries; fields left out have their defaults.

        Args:
            data: The object that ``command_to_dict`` makes.
            header: The header, where it is given apart; the data may then hold no part of one.

        Raises:
            DecodeError: The data cannot be read, or name no command of this aggregate.
        """
        left = an_object(data, self.decider.name)
        name = take(left, "command", text, self.decider.name)
        kind = self.decider.command_named(name)
        if header is None:
            header = _take_header(left, name, None)
        command: Command[S] = decode(kind, with_header(header, left, name, None), name, None)
        return command

    def state_to_dict(self, state: S) -> JsonObject:
        """A state as one JSON object, for hosts that keep a document; it holds levels, which only the pair may read."""
        fields = writer(self.decider.state)(state)
        return {"aggregate": self.decider.name, "format": self.decider.state.format, "state": fields}

    def state_from_dict(self, data: Mapping[str, object]) -> S:
        """The state of an object that ``state_to_dict`` made.

        Raises:
            UnknownVersion: The object is of another format than that of this library.
            DecodeError: The object cannot be read.
        """
        name, kind = self.decider.name, self.decider.state
        left = an_object(data, name)
        aggregate = take(left, "aggregate", text, name)
        written = take(left, "format", whole, name)
        if aggregate != name:
            raise DecodeError(name, written, "aggregate", f"a state of another aggregate{_called(aggregate)}")
        if written > kind.format:
            raise UnknownVersion(name, written, "format", f"written by a newer pdflow, this one reads {kind.format}")
        if written < kind.format:
            raise UnknownVersion(name, written, "format", f"{kind.format} is read here: fold the events anew")
        fields = take(left, "state", named_fields, name, written)
        if left:
            raise DecodeError(name, written, str(next(iter(left))), "unknown")
        state: S = decode(kind, fields, name, written)
        return state

    def _row(self, event: Event[S], n: int, metadata: Mapping[str, object] | None) -> NewEvent:
        decoder, header = self._decoder(event.name, event.version), event.header
        try:
            values = writer(decoder.type)(event)
            notes = {name: note for name in decoder.notes if (note := values.pop(name)) is not None}
            row = NewEvent(
                id=event_id(usual_uuid(header.id), n),
                type=event.name,
                type_version=event.version,
                command_id=header.id,
                actor=text(header.by.person),
                role=str(text(header.by.role)),
                occurred_at=header.at,
                data=self._dumps(values),
                notes=self._dumps(notes) if notes else None,
                metadata=None if metadata is None else self._dumps(metadata),
            )
        except Exception as error:
            problem = str(error) if isinstance(error, ValueError | TypeError) else type(error).__name__
            raise DecodeError(event.name, event.version, "", f"cannot be written: {problem}") from error
        self.from_row(row)
        return row

    def _decoder(self, name: str, version: int, row: NewEvent | None = None) -> EventDecoder:
        decoder = self._decoders.get((name, version))
        if decoder is None:
            if not name.startswith(self._prefix):
                ours = [each.removeprefix(self._prefix) for each in EVENTS if each.startswith(self._prefix)]
                near = "" if "." in name else did_you_mean(name, ours, self._prefix)
                raise UnknownEvent(name, version, "", f"no event of {self.decider.name}{_of_stream(row)}{near}")
            decoder = self._decoders[name, version] = EventDecoder.of(name, version)
        return decoder

    def _parsed(self, row: NewEvent, field: str, data: str) -> JsonObject:
        try:
            return named_fields(self._loads(data))
        except Exception as error:
            problem = str(error) if isinstance(error, ValueError) else type(error).__name__
            raise DecodeError(row.type, row.type_version, field, f"damaged: {problem}") from error


def _of_stream(row: NewEvent | None) -> str:
    if not isinstance(row, RecordedEvent):
        return ""
    return f", but in stream {row.stream!r} at version {row.version}"


def _called(name: str) -> str:
    return f": {name!r}" if len(name) < 50 else f" ({describe(name)})"


@attrs.frozen
class _Signature:
    """A header as a JSON object carries it."""

    id: UuidText
    by: Actor
    at: datetime


def _signature(header: Header) -> JsonObject:
    by = {"person": header.by.person, "role": str(header.by.role)}
    return {"id": header.id, "by": by, "at": header.at.isoformat()}


def _take_header(data: JsonObject, name: str, version: int | None) -> Header:
    found = {field.name: data.pop(field.name) for field in attrs.fields(_Signature) if field.name in data}
    signature: _Signature = decode(_Signature, found, name, version)
    return Header(signature.id, signature.by, signature.at)


def _header_of(row: NewEvent) -> Header:
    try:
        return Header(row.command_id, Actor(row.actor, row.role), row.occurred_at)
    except FieldError as error:
        field = "command_id" if error.place == "header.id" else "occurred_at"
        raise DecodeError(row.type, row.type_version, field, str(error)) from error


def _as_text(data: str | bytes) -> str:
    return data if isinstance(data, str) else data.decode()
