"""The codec: events, commands and states to and from JSON objects, and events to and from the rows of a store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from pdflow.audience import Audience, audiences, visible
from pdflow.errors import DecodeError, UnknownCommand, UnknownVersion, WrongType, as_name
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command, Event
from pdflow.kernel.records import Aggregate
from pdflow.storage.converters import writer
from pdflow.storage.decoding import add_header, an_object, decode, take
from pdflow.storage.event_store import RecordedEvent
from pdflow.storage.headers import header_to_dict, take_header
from pdflow.storage.json_values import JsonObject, named_fields, text, whole
from pdflow.storage.rows import RowCodec

S = TypeVar("S", bound=Aggregate)


class Codec(RowCodec[S]):
    """Writes and reads the events, commands and states of one kind of aggregate.

    Reading is strict: what is unknown, missing or of another type is a DecodeError that names the place, and so is a
    date and time without an offset. JSON text is made by the standard library, or by a host's own ``converter``: the
    values are the same, so that either reads what the other wrote.
    """

    def event_to_dict(
        self, event: Event[S] | RecordedEvent, *, reader: Audience | None = None, notes: bool = True
    ) -> JsonObject:
        """An event as a JSON object: ``event``, ``version``, of its header ``command_id``, ``by``, ``at``; its fields.

        Args:
            event: The event, or the row of a store, which has an ``id`` of its own: several events of one command
                share the command's.
            reader: Leave out what this audience may not read; without one, nothing is left out.
            notes: Whether a reader gets personal notes: a successor of the pair gets none.
        """
        own: JsonObject = {}
        if isinstance(event, RecordedEvent):
            own, event = {"id": event.id}, self.from_row(event)
        if not isinstance(event, Event):
            raise WrongType("event", event, "an event")
        self._decoder(event.name, event.version)
        values = writer(type(event))(event)
        shown = values if reader is None else visible(type(event), values, reader, notes=notes)
        is_signed = reader is None or reader.may_read(audiences(type(event))["header"])
        signed = header_to_dict(event.header, "command_id") if is_signed else {}
        return {"event": event.name, "version": event.version, **own, **signed, **shown}

    def event_from_dict(self, data: Mapping[str, object]) -> Event[S]:
        """The event of an object that ``event_to_dict`` made for no reader in particular.

        Raises:
            DecodeError: The object cannot be read, or lacks what a reader may not see.
        """
        left = an_object(data, self.decider.name)
        name = take(left, "event", text, self.decider.name)
        version = take(left, "version", whole, name)
        # An object of before has its command's id under "id".
        if "command_id" in left:
            left["id"] = left.pop("command_id")
        decoder = self._decoder(name, version)
        return decoder.decode(left, take_header(left, name, version))

    def command_to_dict(self, command: Command[S]) -> JsonObject:
        """A command as a JSON object: ``command``, its header's ``id``, ``by`` and ``at``, and its fields."""
        name = self._prefix + type(command).__name__
        if self.decider.command_named(name) is not type(command):
            raise UnknownCommand(name, None, "command", f"another command than that of {self.decider.name}")
        return {"command": name, **header_to_dict(command.header), **writer(type(command))(command)}

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
            header = take_header(left, name, None)
        add_header(header, left, name, None)
        command: Command[S] = decode(kind, left, name, None)
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
            raise DecodeError(name, written, "aggregate", f"a state of another aggregate, not of {name}")
        if written > kind.format:
            raise UnknownVersion(name, written, "format", f"written by a newer pdflow, this one reads {kind.format}")
        if written < kind.format:
            raise UnknownVersion(name, written, "format", f"{kind.format} is read here: fold the events anew")
        fields = take(left, "state", named_fields, name, written)
        if left:
            raise DecodeError(name, written, as_name(str(next(iter(left)))), "unknown")
        if lacking := [field for field in kind.always if field not in fields]:
            also = "".join(f"; {field}: missing" for field in lacking[1:])
            raise DecodeError(name, written, lacking[0], f"missing{also}")
        state: S = decode(kind, fields, name, written)
        return state
