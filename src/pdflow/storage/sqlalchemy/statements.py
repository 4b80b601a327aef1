"""The statements of an event store; no table is named elsewhere."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

import attrs
from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Select,
    Text,
    and_,
    bindparam,
    cast,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from pdflow.storage.event_store import ERASED, REWRITABLE, Seen
from pdflow.storage.sqlalchemy.rows import COLUMNS
from pdflow.storage.sqlalchemy.tables import erasures, events, snapshots

IN_STREAM: Final = and_(events.c.stream == bindparam("in_stream"), events.c.version > bindparam("after"))
OF_THE_COMMAND: Final = events.c.command_id == bindparam("of_command")

VERSION: Final = select(func.coalesce(func.max(events.c.version), 0)).where(events.c.stream == bindparam("in_stream"))
STREAM_OF: Final = select(events.c.stream).where(events.c.id == bindparam("event_id"))
INSERT: Final = insert(events).returning(events.c.position, sort_by_parameter_order=True)
LOAD: Final = select(*COLUMNS).where(IN_STREAM).order_by(events.c.version)
FEED: Final = (
    select(*COLUMNS)
    .where(events.c.position > bindparam("after"))
    .order_by(events.c.position)
    .limit(bindparam("most", type_=events.c.version.type))
)
OF_COMMAND: Final = select(*COLUMNS).where(OF_THE_COMMAND).order_by(events.c.position)

ERASURES: Final = select(func.coalesce(func.max(erasures.c.count), 0).label("erasures"))
_count: Final = ERASURES.subquery()
LOOK_UP: Final = (
    select(_count.c.erasures, *COLUMNS)
    .select_from(_count.outerjoin(events, or_(IN_STREAM, OF_THE_COMMAND)))
    .order_by(events.c.position)
)
COUNT_ERASURE: Final = update(erasures).values(count=bindparam("number")).returning(erasures.c.count)
FIRST_ERASURE: Final = insert(erasures).values(id=1, count=bindparam("number"))

ERASE_NOTES: Final = (
    update(events)
    .where(events.c.id == bindparam("event_id"))
    .where(or_(events.c.notes.is_not(None), events.c.data != bindparam("without", type_=events.c.data.type)))
    .values(
        notes=None,
        data=func.coalesce(bindparam("without", type_=events.c.data.type), events.c.data),
        type_version=func.coalesce(bindparam("lifted", type_=events.c.version.type), events.c.type_version),
    )
    .returning(events.c.position)
)
ERASE_STREAM: Final = (
    update(events)
    .where(events.c.stream == bindparam("in_stream"), events.c.type != ERASED)
    .values(type=ERASED, type_version=1, actor="", role="", occurred_at=bindparam("now"), data="{}")
    .values(notes=None, metadata=None, fingerprint=None)
    .returning(events.c.position)
)
REWRITE: Final = (
    update(events)
    .where(events.c.position == bindparam("at_position"))
    .values({name: bindparam(f"new_{name}") for name in REWRITABLE})
)

SNAPSHOT: Final = select(snapshots).where(snapshots.c.stream == bindparam("in_stream"))
DROP_EARLIER: Final = delete(snapshots).where(
    snapshots.c.stream == bindparam("in_stream"), snapshots.c.version <= bindparam("until")
)
KEEP_SNAPSHOT: Final = insert(snapshots)
DROP_SNAPSHOTS: Final = delete(snapshots)

LOCK_KEY: Final = 0x7064666C  # "pdfl"
LOCK: Final = select(func.current_setting("transaction_isolation"), func.pg_advisory_xact_lock(LOCK_KEY))
"""Waits for all other writers of PostgreSQL, until the transaction ends."""
WRITE_NOTHING: Final = delete(erasures).where(~true())
"""Takes the one write lock of SQLite: its driver begins a transaction at the first write, and not before."""


SEEN: Final = tuple(field.name for field in attrs.fields(Seen))
_TYPES: Final = {"type_version": "integer", "version": "integer", "recorded_at": "timestamptz"}
NEW: Final = {column.name: _TYPES.get(column.name, "text") for column in COLUMNS if column.name != "position"}
"""The type of each column that an event brings."""
_END: Final = f"SELECT 1 FROM {events} WHERE stream = %(in_stream)s AND version = %(expected)s"
_IS_AS_SEEN: Final = f"""
now.count = %(seen_erasures)s AND NOT EXISTS (SELECT 1 FROM {events} WHERE command_id = %(of_command)s)
AND EXISTS (
    {_END} AND id = %(seen_id)s AND position = %(seen_position)s AND recorded_at = %(seen_recorded_at)s
    AND fingerprint IS NOT DISTINCT FROM %(seen_fingerprint)s::text
)
"""
FIRST_NUMBER: Final = f"""
WITH lock AS MATERIALIZED (SELECT pg_advisory_xact_lock({LOCK_KEY}))
INSERT INTO {erasures} (id, count) SELECT 1, 0 FROM lock ON CONFLICT (id) DO NOTHING
"""
"""Makes the row that ``append_statement`` locks."""


@cache
def append_statement(count: int, *, is_seen: bool) -> str:
    """The statement for PostgreSQL that locks and appends so many events, where the stream is as expected, or as seen.

    It sees what was committed when it began, and that may be before it got the lock. What other writers appended since
    collides with its keys. What was erased or rewritten since it finds in the number of erasures: a row that is locked
    is read anew.
    """
    names = ", ".join(NEW)
    rows = [", ".join(f"%({name}_{n})s::{kind}" for name, kind in NEW.items()) for n in range(count)]
    return f"""
WITH lock AS MATERIALIZED (SELECT pg_advisory_xact_lock({LOCK_KEY})),
now AS MATERIALIZED (SELECT erasures.count FROM {erasures} AS erasures, lock WHERE id = 1 FOR SHARE OF erasures)
INSERT INTO {events} ({names})
SELECT new.* FROM now, (VALUES ({"), (".join(rows)})) AS new ({names})
WHERE now.count = (SELECT count FROM {erasures} WHERE id = 1)
AND {_IS_AS_SEEN if is_seen else f"(%(expected)s = 0 OR EXISTS ({_END}))"}
ORDER BY new.version RETURNING position
"""


def containing(texts: Sequence[str], dialect: str) -> Select[Any]:
    """The events in which one of the texts stands, letter for letter."""
    # One parameter for all of them: whoever is named in many streams is looked for by many texts.
    if dialect == "sqlite":
        within = func.instr
        text: ColumnElement[str] = func.json_each(json.dumps([*texts])).table_valued("value").c.value
    else:
        within = func.strpos
        text = func.unnest(cast([*texts], ARRAY(Text))).table_valued("value").render_derived().c.value.collate("C")
    columns = (events.c.stream, events.c.actor, events.c.data, events.c.notes, events.c.metadata)
    found = or_(*(within(column, text) > 0 for column in columns))
    return select(*COLUMNS).where(exists().where(found)).order_by(events.c.position)
