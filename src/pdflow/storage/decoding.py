"""Decoding: JSON objects as the events, commands and states they hold, or a DecodeError that names the place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import islice
from typing import Any, TypeVar

import attrs

from pdflow.audience import personal
from pdflow.errors import MOST_PROBLEMS, DecodeError, UnknownEvent, describe, did_you_mean
from pdflow.kernel.header import Header
from pdflow.kernel.messages import EVENTS, AnyEvent, Upcaster
from pdflow.storage.converters import Writer, reader, writer
from pdflow.storage.json_values import JsonObject, Reader
from pdflow.storage.problems import problems
from pdflow.storage.upcasters import lift, upcasters_from

T = TypeVar("T")


def an_object(value: object, name: str) -> JsonObject:
    """A JSON object as a dictionary of its own, from which fields can be taken."""
    if isinstance(value, Mapping):
        return dict(value)
    raise DecodeError(name, None, "", f"not an object with named fields but {describe(value)}")


def take(data: JsonObject, field: str, read: Callable[[object], T], name: str, version: int | None = None) -> T:
    """Take one field out of the data."""
    if field not in data:
        raise DecodeError(name, version, field, "missing")
    try:
        return read(data.pop(field))
    except ValueError as error:
        raise DecodeError(name, version, field, str(error)) from error


def decode(kind: type, data: JsonObject, name: str, version: int | None) -> Any:
    """The data as this type; ``name`` and ``version`` are what an error calls it."""
    try:
        return reader(kind)(data, kind)
    except Exception as error:
        raise _decode_error(problems(kind, data), error, name, version) from error


def add_header(header: Header, data: JsonObject, name: str, version: int | None) -> None:
    """Put the header of an event or command beside its data."""
    if "header" in data:
        raise DecodeError(name, version, "header", "unknown")
    data["header"] = header


def _decode_error(found: Iterable[tuple[str, str]], error: Exception, name: str, version: int | None) -> DecodeError:
    """The first 1,000 problems as one error, then whether there are more; where cattrs finds none, our class does."""
    left = iter(found)
    (field, problem), *more = [*islice(left, MOST_PROBLEMS)] or [("", str(error))]
    rest = ["and more"] if any(left) else []
    return DecodeError(name, version, field, "; ".join([problem, *(f"{place}: {also}" for place, also in more), *rest]))


def _near_event(name: str) -> str:
    prefix, _, bare = name.rpartition(".")
    prefix += "."
    return did_you_mean(bare, [each.removeprefix(prefix) for each in EVENTS if each.startswith(prefix)], prefix)


@attrs.frozen(eq=False)
class EventDecoder:
    """How one version of an event is read: lifted to the present one, and checked field by field."""

    type: type[AnyEvent]
    version: int
    upcasters: tuple[Upcaster, ...]
    notes: Collection[str]
    structure: Reader
    write: Writer

    @classmethod
    def of(cls, name: str, version: int) -> EventDecoder:
        """The decoder of this event and version.

        Raises:
            UnknownEvent: No event of this name is registered.
            UnknownVersion: The version is newer than this library, or no version.
        """
        known = EVENTS.get(name)
        if known is None:
            raise UnknownEvent(name, version, "", f"registered nowhere{_near_event(name)}")
        upcasters = upcasters_from(known, version)
        notes = tuple(personal(known.type))
        kind = known.type
        return cls(kind, version, upcasters, notes, reader(kind), writer(kind))

    def decode(self, values: JsonObject, header: Header) -> AnyEvent:
        """The event of these values, which hold all but its header and are used up; notes left out are None."""
        if self.upcasters:
            values = {**lift(values, self.upcasters, self.type.name, self.version)}
        add_header(header, values, self.type.name, self.version)
        try:
            event: AnyEvent = self.structure(values, self.type)
        except Exception as error:
            left_out = {note: None for note in self.notes if note not in values}
            found = problems(self.type, values | left_out)
            raise _decode_error(found, error, self.type.name, self.version) from error
        return event
