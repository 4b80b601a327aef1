"""Rows: the events of one kind of aggregate to and from the rows of a store."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from json.scanner import make_scanner
from typing import Any, Final, Generic, Protocol, TypeVar

from pdflow.errors import DecodeError, UnknownEvent, did_you_mean
from pdflow.kernel.decider import Decider
from pdflow.kernel.messages import EVENTS, Command, Event
from pdflow.kernel.records import Aggregate
from pdflow.storage.converters import content_writer, writer
from pdflow.storage.decoding import EventDecoder
from pdflow.storage.event_encoders import Texts, plain_texts, with_header
from pdflow.storage.event_ids import event_id
from pdflow.storage.event_store import NewEvent, RecordedEvent
from pdflow.storage.headers import header_of, header_to_dict, instant_header_text
from pdflow.storage.json_text import dumps, sorted_dumps
from pdflow.storage.json_values import JsonObject, named_fields, text, with_whole_texts
from pdflow.storage.notes import contradicts, put_notes, take_notes

S = TypeVar("S", bound=Aggregate)


class JsonConverter(Protocol):
    """Turns JSON values into text and back, as the converters of ``cattrs.preconf`` do for several libraries."""

    def dumps(self, obj: Any, /) -> str | bytes: ...

    def loads(self, data: str, cl: Any, /) -> Any: ...


class RowCodec(Generic[S]):
    """Writes and reads the rows of one kind of aggregate."""

    def __init__(self, decider: Decider[S], converter: JsonConverter | None = None) -> None:
        self.decider, self._prefix = decider, f"{decider.name}."
        self._decoders: dict[tuple[str, int], EventDecoder] = {}
        self._dumps: Callable[[object], str] = dumps
        self._loads: Callable[[str], object] = parsed
        self._is_usual = converter is None
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
        return [row for row, _ in self.written(events, metadata, fingerprint)]

    def written(
        self,
        events: Iterable[Event[S]],
        metadata: Mapping[str, object] | None = None,
        fingerprint: str | None = None,
    ) -> list[tuple[NewEvent, Event[S]]]:
        """The rows that ``to_rows`` makes, each with the event that is read from it."""
        rows, numbers = list[tuple[NewEvent, Event[S]]](), dict[str, int]()
        beside = None if metadata is None else self._beside(metadata)
        for event in events:
            id = event.header.id
            numbers[id] = n = numbers.get(id, -1) + 1
            rows.append(self._row(event, n, beside, fingerprint))
        return rows

    def from_row(self, row: NewEvent) -> Event[S]:
        """The event of a row, lifted to its present version; notes that were erased are None.

        Raises:
            DecodeError: The row cannot be read, or holds an event of another aggregate.
        """
        try:
            decoder = self._decoders.get((row.type, row.type_version)) or self._decoder(row.type, row.type_version)
            data = self._parsed(row, "data", row.data)
            if row.notes is not None:
                notes = self._parsed(row, "notes", row.notes)
                try:
                    put_notes(data, notes)
                except ValueError as error:
                    raise DecodeError(row.type, row.type_version, "notes", str(error)) from None
            return decoder.decode(data, header_of(row))
        except DecodeError as error:
            if isinstance(row, RecordedEvent):
                error.stream, error.stream_version = row.stream, row.version
            raise

    def fingerprint(self, command: Command[S]) -> str:
        """What tells a command from another under the same id: a hash of all that it says but its personal texts.

        Of these it holds only which there are, so that nobody can find out an erased text by trying texts. Of a time it
        holds the instant, whatever its offset from UTC.
        """
        return _hash(type(command), instant_header_text(command.header), content_writer(type(command))(command))

    def repeats(self, command: Command[S], rows: Sequence[NewEvent]) -> bool:
        """Whether a command says the same as the one that left these rows under its id.

        Rows stored before there were fingerprints, and notes that were erased, are taken to say the same. Those stored
        while fingerprints held offsets are compared with these.
        """
        known = rows[0].fingerprint
        if known not in (None, self.fingerprint(command)) and known != _with_offsets(command):
            return False
        notes = take_notes(type(command), writer(type(command))(command))
        return not any(contradicts(notes, self._parsed(row, "notes", row.notes)) for row in rows if row.notes)

    def _row(self, event: Event[S], n: int, metadata: str | None, fingerprint: str | None) -> tuple[NewEvent, Event[S]]:
        decoder, header = self._decoder(event.name, event.version), event.header
        try:
            plain = plain_texts(event) if self._is_usual and type(event) is decoder.type else None
            data, notes = plain or self._texts(decoder, event)
            row = NewEvent(
                id=event_id(header.id, n),
                type=event.name,
                type_version=event.version,
                command_id=header.id,
                actor=text(header.by.person),
                role=str(text(header.by.role)),
                occurred_at=header.at,
                data=data,
                notes=notes,
                metadata=metadata,
                fingerprint=fingerprint,
            )
        except Exception as error:
            raise DecodeError(event.name, event.version, "", f"cannot be written: {_problem(error)}") from error
        return row, with_header(decoder.type)(event, header_of(row)) if plain else self.from_row(row)

    def _texts(self, decoder: EventDecoder, event: Event[S]) -> Texts:
        values = decoder.write(event)
        notes = take_notes(decoder.type, values)
        return self._dumps(values), self._dumps(notes) if notes else None

    def _beside(self, metadata: Mapping[str, object]) -> str:
        try:
            written = self._dumps(metadata)
            json.loads(written, parse_constant=_no_number)
        except Exception as error:
            raise DecodeError(self.decider.name, None, "metadata", f"cannot be written: {_problem(error)}") from error
        return written

    def _decoder(self, name: str, version: int) -> EventDecoder:
        decoder = self._decoders.get((name, version))
        if decoder is None:
            if not (name.startswith(self._prefix) or self._is_of_host(name)):
                ours = [each.removeprefix(self._prefix) for each in EVENTS if each.startswith(self._prefix)]
                near = "" if "." in name else did_you_mean(name, ours, self._prefix)
                raise UnknownEvent(name, version, "", f"no event of {self.decider.name}{near}")
            decoder = self._decoders[name, version] = EventDecoder.of(name, version)
        return decoder

    def _is_of_host(self, name: str) -> bool:
        """Whether an event of this name was declared on this state, or on a host's own form of it."""
        known, state = EVENTS.get(name), self.decider.state
        if known is None:
            return False
        return issubclass(state, known.type.aggregate) or issubclass(known.type.aggregate, state)

    def _parsed(self, row: NewEvent, field: str, data: str) -> JsonObject:
        try:
            return named_fields(with_whole_texts(self._loads(data), data))
        except Exception as error:
            problem = str(error) if isinstance(error, ValueError) else type(error).__name__
            raise DecodeError(row.type, row.type_version, field, f"damaged: {problem}") from error


def parsed(data: str) -> object:
    """The value of a JSON text; the usual text, with nothing around the value, takes half of the time."""
    try:
        value, end = _first_value(data, 0)
    except (StopIteration, json.JSONDecodeError):
        end = -1
    return value if end == len(data) else json.loads(data)


_first_value: Final = make_scanner(json.JSONDecoder())  # type: ignore[arg-type]


def _with_offsets(command: Command[Any]) -> str:
    """The fingerprint as it was while it held the offsets of times."""
    kind = type(command)
    return _hash(kind, sorted_dumps(header_to_dict(command.header)), content_writer(kind, offsets=True)(command))


def _hash(kind: type[Command[Any]], header: str, content: object) -> str:
    return sha256(f"[{dumps(kind.__name__)}, {header}, {sorted_dumps(content)}]".encode()).hexdigest()


def _problem(error: Exception) -> str:
    return str(error) if isinstance(error, ValueError | TypeError) else type(error).__name__


def _no_number(constant: str) -> None:
    raise ValueError(f"{constant} is no number of JSON")


def _as_text(data: str | bytes) -> str:
    return data if isinstance(data, str) else data.decode()
