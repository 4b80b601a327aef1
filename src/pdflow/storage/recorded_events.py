"""Recorded events made of the values of a row: attrs takes twice as long to take fifteen arguments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final

import attrs

from pdflow.errors import DecodeError
from pdflow.storage.event_store import RecordedEvent

FIELDS: Final = (*(field.name for field in attrs.fields(RecordedEvent) if field.name != "fingerprint"), "fingerprint")
"""The fields in the order in which rows have them."""


def recorded_event(row: Sequence[Any], time_of: Callable[[Any], datetime]) -> RecordedEvent:
    """The event of a row.

    Args:
        row: The values of FIELDS, ``occurred_at`` as text.
        time_of: What makes of the value of ``recorded_at`` a time in UTC.

    Raises:
        DecodeError: Its times are none.
    """
    event: Any = _new(RecordedEvent)
    (
        event.id,
        event.type,
        event.type_version,
        event.command_id,
        event.actor,
        event.role,
        occurred_at,
        event.data,
        event.notes,
        event.metadata,
        event.stream,
        event.version,
        event.position,
        recorded_at,
        event.fingerprint,
    ) = row
    try:
        event.occurred_at, event.recorded_at = datetime.fromisoformat(occurred_at), time_of(recorded_at)
    except (TypeError, ValueError):
        raise without_times() from None
    return event  # type: ignore[no-any-return]


def without_times() -> DecodeError:
    """The error of a row whose times are none, as of a damaged file."""
    return DecodeError("event", None, "occurred_at or recorded_at", "no time: the row is damaged")


_new: Final = object.__new__
