"""The statements of the SQLite event store, and events as rows of their columns."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

import attrs

from pdflow.storage.event_store import ERASED, REWRITABLE, Append, NewEvent, RecordedEvent, Seen
from pdflow.storage.recorded_events import FIELDS, recorded_event

SEEN = tuple(field.name for field in attrs.fields(Seen))
NEW_FIELDS = tuple(name for name in FIELDS if name != "position")
_PLACES = {name: f"?{n}" for n, name in enumerate((*NEW_FIELDS, "expected", *(f"seen_{name}" for name in SEEN)), 1)}
# Where the stream is not as expected the version is NULL, which its column refuses: a check in a VALUES clause costs
# little, while the rows of an INSERT ... SELECT would go through a table of their own.
_CHECKED_VERSION = """
CASE WHEN EXISTS (
    SELECT 1 FROM events AS last WHERE last.stream = {stream} AND last.version = {expected} AND (
        {seen_id} IS NULL OR (
            (last.id, last.position, last.recorded_at) = ({seen_id}, {seen_position}, {seen_recorded_at})
            AND last.fingerprint IS {seen_fingerprint}
            AND EXISTS (SELECT 1 FROM erasures WHERE count = {seen_erasures})
            AND NOT EXISTS (SELECT 1 FROM events WHERE command_id = {command_id})
        )
    )
) THEN {version} END""".format(**_PLACES)
_VALUES = {**_PLACES, "version": _CHECKED_VERSION}
INSERT = f"INSERT INTO events ({', '.join(NEW_FIELDS)}) VALUES ({', '.join(_PLACES[name] for name in NEW_FIELDS)})"
INSERT_CHECKED = (
    f"INSERT INTO events ({', '.join(NEW_FIELDS)}) VALUES ({', '.join(_VALUES[name] for name in NEW_FIELDS)})"
)
LAST_POSITION = "SELECT last_insert_rowid()"
SELECT = f"SELECT {', '.join(FIELDS)} FROM events"
LOAD = f"{SELECT} WHERE stream = ? AND version > ? ORDER BY version"
FEED = f"{SELECT} WHERE position > ? ORDER BY position LIMIT ?"
OF_COMMAND = f"{SELECT} WHERE command_id = ? ORDER BY position"
LOOK_UP = f"""
SELECT count, {", ".join(FIELDS)} FROM erasures
LEFT JOIN events ON stream = :stream AND version > :after OR command_id = :command_id
"""
CONTAINING = f"""
{SELECT} WHERE EXISTS (
    SELECT 1 FROM json_each(?) AS text
    WHERE instr(stream, text.value) OR instr(actor, text.value) OR instr(data, text.value)
       OR instr(notes, text.value) OR instr(metadata, text.value)
)
"""
REWRITE = f"UPDATE events SET {', '.join(f'{name} = ?' for name in REWRITABLE)} WHERE position = ?"
COUNT_ERASURE = "UPDATE erasures SET count = 1 + abs(random() % 2147483647)"
DROP_SNAPSHOTS = "DELETE FROM snapshots"
SNAPSHOT = "SELECT stream, version, erasures, format, data FROM snapshots WHERE stream = ?"
KEEP_SNAPSHOT = """
INSERT INTO snapshots
SELECT :stream, :version, :erasures, :format, :data FROM erasures WHERE count = :erasures
ON CONFLICT (stream) DO UPDATE SET version = excluded.version, format = excluded.format, data = excluded.data
WHERE version <= excluded.version
"""
ERASE_NOTES = """
UPDATE events SET notes = NULL, data = coalesce(:data, data), type_version = coalesce(:version, type_version)
WHERE id = :id AND (notes IS NOT NULL OR data <> :data) RETURNING id
"""
ERASE_STREAM = f"""
UPDATE events
SET type = '{ERASED}', type_version = 1, actor = '', role = '', occurred_at = :now, data = '{{}}',
    notes = NULL, metadata = NULL, fingerprint = NULL
WHERE stream = :stream AND type <> '{ERASED}' RETURNING id
"""
VERSION = "SELECT coalesce(max(version), 0) FROM events WHERE stream = ?"
OF_ANOTHER_STREAM = "SELECT stream FROM events WHERE id = ? AND stream <> ?"
changed_values = attrgetter(*REWRITABLE, "position")


def new_rows(append: Append, recorded_at: str) -> list[tuple[object, ...]]:
    """The values of new events as INSERT takes them."""
    numbered = enumerate(append.events, append.expected + 1)
    return [_new_row(event, append.stream, version, recorded_at) for version, event in numbered]


def _check(append: Append) -> tuple[object, ...]:
    """What INSERT_CHECKED compares the end of the stream with."""
    seen = append.seen
    if seen is None:
        return append.expected, *(None,) * len(SEEN)
    return append.expected, seen.id, seen.position, seen.recorded_at.isoformat(), seen.fingerprint, seen.erasures


def _new_row(event: NewEvent, stream: str, version: int, recorded_at: str) -> tuple[object, ...]:
    return (
        event.id,
        event.type,
        event.type_version,
        event.command_id,
        event.actor,
        event.role,
        event.occurred_at.isoformat(),
        event.data,
        event.notes,
        event.metadata,
        stream,
        version,
        recorded_at,
        event.fingerprint,
    )


def insert(db: sqlite3.Connection, append: Append, recorded_at: str) -> int:
    """Insert new events, where the stream is as expected; the position of the last."""
    rows = new_rows(append, recorded_at)
    if append.expected:
        first = rows.pop(0)
        position = db.execute(INSERT_CHECKED, first + _check(append)).lastrowid
    elif len(rows) == 1:
        position = db.execute(INSERT, rows.pop()).lastrowid
    if rows:
        db.executemany(INSERT, rows)
        [(position,)] = db.execute(LAST_POSITION).fetchall()
    return position or 0


def event_of(row: Sequence[Any]) -> RecordedEvent:
    """The event of the columns that a statement gives."""
    return recorded_event(row, datetime.fromisoformat)
