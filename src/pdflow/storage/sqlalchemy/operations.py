"""What an event store does, as functions of an open connection; the stores choose connection and transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import attrs
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from pdflow.errors import CommandIdReused, Conflict
from pdflow.storage.event_store import Append, Change, Clock, Found, RecordedEvent, Seen, new_erasures
from pdflow.storage.snapshots import Snapshot
from pdflow.storage.sqlalchemy import statements as sql
from pdflow.storage.sqlalchemy.failures import is_taken_key
from pdflow.storage.sqlalchemy.rows import changed_values, events_of, fetched, found_of, new_values


def append_all(connection: Connection, appends: Sequence[Append], clock: Clock) -> list[RecordedEvent]:
    """Append to several streams; raises CommandIdReused, Conflict or IntegrityError."""
    now = clock().astimezone(UTC)
    return [event for append in appends for event in _append(connection, append, now)]


def require_appendable(connection: Connection, appends: Sequence[Append]) -> None:
    """Raise CommandIdReused or Conflict for the first that cannot be appended."""
    versions, streams = dict[str, int](), dict[str, str | None]()
    for append in appends:
        actual = versions.get(append.stream)
        if actual is None:
            actual = _version(connection, append.stream)
        known = False
        for event in append.events:
            if event.id not in streams:
                streams[event.id] = connection.scalar(sql.STREAM_OF, {"event_id": event.id})
            found_in = streams[event.id]
            if found_in not in (None, append.stream):
                raise CommandIdReused(event.command_id, append.stream, found_in)
            known = known or found_in is not None
            streams[event.id] = append.stream
        if known or actual != append.expected:
            raise Conflict(append.stream, append.expected, actual)
        versions[append.stream] = actual + len(append.events)


def load(connection: Connection, stream: str, after: int) -> list[RecordedEvent]:
    """The events of a stream with versions above ``after``, in order."""
    return [*events_of(connection.execute(sql.LOAD, {"in_stream": stream, "after": after}))]


def feed(connection: Connection, after: int, limit: int) -> list[RecordedEvent]:
    """At most ``limit`` events with positions above ``after``, in order."""
    return [*events_of(connection.execute(sql.FEED, {"after": after, "most": limit}))]


def of_command(connection: Connection, command_id: str) -> list[RecordedEvent]:
    """The events a command left, in order."""
    return [*events_of(connection.execute(sql.OF_COMMAND, {"of_command": command_id}))]


def look_up(connection: Connection, stream: str, command_id: str, after: int) -> Found:
    """What a desk has to know before it decides, in one query."""
    asked = {"in_stream": stream, "of_command": command_id, "after": after}
    return found_of([*fetched(connection.execute(sql.LOOK_UP, asked))], stream, command_id, after)


def erase_notes(connection: Connection, event_id: str, data: str | None, type_version: int | None) -> bool:
    """Erase the notes of one event, and from its data what is a note today; whether anything changed."""
    values = {"event_id": event_id, "without": data, "lifted": type_version}
    erased = connection.scalars(sql.ERASE_NOTES, values).all()
    _count_erasure(connection, erased)
    return bool(erased)


def erase_stream(connection: Connection, stream: str, clock: Clock) -> int:
    """Leave of each event of a stream its place only; how many were not erased before."""
    now = clock().astimezone(UTC).isoformat()
    erased = connection.scalars(sql.ERASE_STREAM, {"in_stream": stream, "now": now}).all()
    _count_erasure(connection, erased)
    return len(erased)


def rewrite(connection: Connection, containing: Sequence[str], change: Change) -> int:
    """Replace the events that hold one of the texts; how many changed. Raises Conflict."""
    before = events_of(connection.execute(sql.containing(containing, connection.dialect.name)).all())
    changed = [new for event in before if (new := event.rewritten(change)) != event]
    for event in changed:
        try:
            connection.execute(sql.REWRITE, changed_values(event))
        except IntegrityError as error:
            if not is_taken_key(error):
                raise
            raise Conflict(event.stream, 0, event.version) from None
    _count_erasure(connection, changed)
    return len(changed)


def snapshot(connection: Connection, stream: str) -> Snapshot | None:
    """The snapshot kept of a stream."""
    row = connection.execute(sql.SNAPSHOT, {"in_stream": stream}).one_or_none()
    return None if row is None else Snapshot(*row)


def keep_snapshot(connection: Connection, snapshot: Snapshot) -> None:
    """Keep a snapshot, unless one of the stream is as late, or something was erased since."""
    if connection.scalar(sql.ERASURES) != snapshot.erasures:
        return
    place = {"in_stream": snapshot.stream, "until": snapshot.version}
    connection.execute(sql.DROP_EARLIER, place)
    if connection.execute(sql.SNAPSHOT, {"in_stream": snapshot.stream}).one_or_none() is None:
        connection.execute(sql.KEEP_SNAPSHOT, attrs.asdict(snapshot))


def _append(connection: Connection, append: Append, now: datetime) -> list[RecordedEvent]:
    if _version(connection, append.stream) != append.expected:
        require_appendable(connection, [append])
    if append.seen is not None and not _is_as_seen(connection, append, append.seen):
        raise Conflict(append.stream, append.expected, append.expected)
    if not append.events:
        return []
    numbered = [*enumerate(append.events, append.expected + 1)]
    new = [new_values(event, append.stream, version, now) for version, event in numbered]
    positions = connection.scalars(sql.INSERT, new).all()
    return [
        event.recorded(append.stream, version, position, now)
        for (version, event), position in zip(numbered, positions, strict=True)
    ]


def _is_as_seen(connection: Connection, append: Append, seen: Seen) -> bool:
    commands = sorted({event.command_id for event in append.events})
    found = [look_up(connection, append.stream, id, append.expected - 1) for id in commands]
    return all(seen == Seen.of(each.events[-1], each.erasures) and not each.of_command for each in found)


def _version(connection: Connection, stream: str) -> int:
    version: int = connection.execute(sql.VERSION, {"in_stream": stream}).scalar_one()
    return version


def _count_erasure(connection: Connection, changed: Sequence[object]) -> None:
    if changed:
        number = {"number": new_erasures()}
        if connection.scalar(sql.COUNT_ERASURE, number) is None:
            connection.execute(sql.FIRST_ERASURE, number)
        connection.execute(sql.DROP_SNAPSHOTS)
