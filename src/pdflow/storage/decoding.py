"""Reading: plain data as what they tell, or a DecodeError that names the place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import attrs

from pdflow.audience import personal
from pdflow.errors import DecodeError, UnknownEvent, UnknownVersion
from pdflow.kernel.fields import fields
from pdflow.kernel.header import Header
from pdflow.kernel.messages import EVENTS, Event, Upcaster
from pdflow.storage.converters import problems, reader
from pdflow.storage.json_values import Reader, named_fields, short

T = TypeVar("T")
Plain = dict[str, Any]
"""Data as JSON has them: objects, lists, texts, numbers, true, false and nothing."""


def an_object(told: Any, name: str) -> Plain:
    """These data as a dictionary of their own, from which fields can be taken."""
    if isinstance(told, Mapping):
        return dict(told)
    raise DecodeError(name, None, "", f"not an object with named fields: {short(told)}")


def taken(data: Plain, field: str, read: Callable[[Any], T], name: str, version: int | None = None) -> T:
    """One field out of the data."""
    if field not in data:
        raise DecodeError(name, version, field, "missing")
    try:
        return read(data.pop(field))
    except ValueError as error:
        raise DecodeError(name, version, field, str(error)) from error


def read(kind: type[Any], told: Plain, name: str, version: int | None) -> Any:
    """The data as this type; ``name`` and ``version`` are what an error calls it."""
    try:
        return reader(kind)(told, kind)
    except Exception as error:
        raise _error(problems(kind, told) or [("", str(error))], name, version) from error


def under(header: Header, data: Plain, name: str, version: int | None) -> Plain:
    """The data of an event or command with the header it goes by."""
    if "header" in data:
        raise DecodeError(name, version, "header", "unknown")
    return {**data, "header": header}


def _error(found: list[tuple[str, str]], name: str, version: int | None) -> DecodeError:
    (field, problem), *more = found
    return DecodeError(name, version, field, "; ".join([problem, *(f"{place}: {also}" for place, also in more)]))


@attrs.frozen(eq=False)
class Form:
    """How one version of an event is read: lifted to the present one, and checked field by field."""

    type: type[Event[Any]]
    version: int
    lifts: tuple[Upcaster, ...]
    notes: Mapping[str, None]
    size: int
    structure: Reader

    @classmethod
    def of(cls, name: str, version: int) -> Form:
        """The form of this event and version; raises UnknownEvent or UnknownVersion."""
        known = EVENTS.get(name)
        if known is None:
            raise UnknownEvent(name, version, "", "registered nowhere")
        if version > known.version:
            raise UnknownVersion(name, version, "", f"written by a newer pdflow, this one reads up to {known.version}")
        if version < 1:
            raise UnknownVersion(name, version, "", "versions count from 1")
        lifts = tuple(known.upcasters[older] for older in range(version, known.version))
        notes = dict.fromkeys(personal(known.type))
        return cls(known.type, version, lifts, notes, len(fields(known.type)), reader(known.type))

    def read(self, data: Plain, header: Header) -> Event[Any]:
        """The event that these data tell, all but its header; notes left out are None."""
        if self.lifts:
            data = self._lifted(data)
        told = under(header, {**self.notes, **data}, self.type.name, self.version)
        try:
            event: Event[Any] = self.structure(told, self.type)
        except Exception as error:
            raise self._error(told, str(error)) from error
        # The reader of an event looks at no other names, so they are counted; fields with defaults may be left out.
        if len(told) != self.size and problems(self.type, told):
            raise self._error(told)
        return event

    def _lifted(self, data: Plain) -> Plain:
        try:
            for lift in self.lifts:
                data = lift(data)
            return named_fields(data)
        except Exception as error:
            raise DecodeError(self.type.name, self.version, "", f"cannot be lifted: {error!r}") from error

    def _error(self, told: Plain, problem: str = "") -> DecodeError:
        return _error(problems(self.type, told) or [("", problem)], self.type.name, self.version)
