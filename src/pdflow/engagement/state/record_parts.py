"""Records whose parts have names of their own, and records made of the fields of an event."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeVar

from pdflow.kernel.fields import RecordId, fields
from pdflow.kernel.messages import AnyEvent
from pdflow.kernel.records import Record, record

R = TypeVar("R", bound=Record)


@record
class RecordWithParts(Record):
    """A record whose parts have names of their own."""

    @property
    def parts(self) -> Collection[RecordId]:
        """The names of its parts."""
        raise NotImplementedError


def kept(kind: type[R], event: AnyEvent, **values: object) -> R:
    """The record that a state keeps of an event: each field as the event has it, unless it is given by keyword."""
    names = [field.name for field in fields(kind)]
    found: dict[str, Any] = {name: values[name] if name in values else getattr(event, name) for name in names}
    return kind(**found)
