"""The statements of the SQLite event store, and events as rows of their columns."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from operator import attrgetter
from typing import Any

import attrs

from pdflow.storage.event_store import ERASED, REWRITABLE, RecordedEvent

FIELDS = (*(field.name for field in attrs.fields(RecordedEvent) if field.name != "fingerprint"), "fingerprint")
INSERT = f"INSERT INTO events ({', '.join(FIELDS)}) VALUES ({', '.join('?' * len(FIELDS))})"
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
COUNT_ERASURE = "UPDATE erasures SET count = count + 1"
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
ENDS = """
SELECT coalesce((SELECT max(version) FROM events WHERE stream = ?), 0),
       coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'events'), 0)
"""
OF_ANOTHER_STREAM = "SELECT stream FROM events WHERE id = ? AND stream <> ?"
OCCURRED_AT, RECORDED_AT = FIELDS.index("occurred_at"), FIELDS.index("recorded_at")
values_of, changed_values = attrgetter(*FIELDS), attrgetter(*REWRITABLE, "position")


def row_of(event: RecordedEvent, recorded_at: str) -> list[object]:
    """The columns of an event, as statements take them."""
    row = [*values_of(event)]
    row[OCCURRED_AT], row[RECORDED_AT] = event.occurred_at.isoformat(), recorded_at
    return row


def event_of(row: Iterable[Any]) -> RecordedEvent:
    """The event of the columns that a statement gives."""
    values = [*row]
    values[OCCURRED_AT] = datetime.fromisoformat(values[OCCURRED_AT])
    values[RECORDED_AT] = datetime.fromisoformat(values[RECORDED_AT])
    return RecordedEvent(*values[:-1], fingerprint=values[-1])
