"""Rows: events to and from the columns of their table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any, Final, TypeVar

import attrs
from sqlalchemy import Column

from pdflow.storage.event_store import REWRITABLE, Found, NewEvent, RecordedEvent
from pdflow.storage.recorded_events import FIELDS, recorded_event, without_times
from pdflow.storage.sqlalchemy.tables import events

T = TypeVar("T")
NEW: Final = tuple(field.name for field in attrs.fields(NewEvent))
COLUMNS: Final[Sequence[Column[Any]]] = [events.c[name] for name in FIELDS]
"""The columns in the order in which a RecordedEvent takes them."""
_new, _changed = attrgetter(*NEW), attrgetter(*REWRITABLE)


def new_values(event: NewEvent, stream: str, version: int, at: datetime) -> dict[str, object]:
    """The values of an event that is recorded ``at``, a time in UTC."""
    place = {"stream": stream, "version": version, "recorded_at": at, "occurred_at": event.occurred_at.isoformat()}
    return dict(zip(NEW, _new(event), strict=True)) | place


def changed_values(event: RecordedEvent) -> dict[str, object]:
    """The values of an event that is rewritten."""
    changed = {f"new_{name}": value for name, value in zip(REWRITABLE, _changed(event), strict=True)}
    return {"at_position": event.position, **changed}


def events_of(rows: Iterable[Sequence[Any]]) -> Iterator[RecordedEvent]:
    """The events of rows with COLUMNS; raises DecodeError for a row whose times are none."""
    return (recorded_event(row, _in_utc) for row in fetched(rows))


def fetched(rows: Iterable[T]) -> Iterator[T]:
    """The rows of a result; raises DecodeError for one whose times are none, which SQLAlchemy finds as it fetches."""
    try:
        yield from rows
    except (TypeError, ValueError):
        raise without_times() from None


def found_of(rows: Sequence[Sequence[Any]], stream: str, command_id: str, after: int) -> Found:
    """What was found, of rows with the number of erasures and then COLUMNS, all None where there are no events."""
    erasures, events, of_command = rows[0][0], list[RecordedEvent](), list[RecordedEvent]()
    for row in rows if rows[0][1] is not None else ():
        event = recorded_event(row[1:], _in_utc)
        if event.stream == stream and event.version > after:
            events.append(event)
        if event.command_id == command_id:
            of_command.append(event)
    return Found(events, of_command, erasures)


def _in_utc(at: datetime) -> datetime:
    """A time of recording: SQLite gives it without a zone, PostgreSQL in the zone of the session."""
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
