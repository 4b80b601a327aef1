"""An event store in one SQLite file, shared by any number of threads and processes of one computer."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from operator import attrgetter
from os import PathLike, fspath
from threading import RLock
from typing import Any, Self

import attrs

from pdflow.errors import CommandIdReused, Conflict, PdflowError, StoreError
from pdflow.storage import sqlite_statements as sql
from pdflow.storage.event_store import Append, Change, Clock, Found, NewEvent, RecordedEvent, Seen, utc_now
from pdflow.storage.snapshots import Snapshot
from pdflow.storage.sqlite_file import FileIdentity, empty_log, is_refused_version, is_taken_key, open_store

Parameters = Sequence[object] | Mapping[str, object]
OUTER = ("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")
INNER = ("SAVEPOINT append", "RELEASE append", "ROLLBACK TO append", "RELEASE append")


class SqliteStore:
    """Keeps events in one file on a local disk, or in memory for the path ``:memory:``.

    A killed process leaves whole appends only. A power cut may also take the last few, never the file. Whatever
    SQLite itself cannot do is a StoreError. After a fork, open another.
    """

    def __init__(self, path: str | PathLike[str], *, clock: Clock = utc_now) -> None:
        """Open the store, making the file where there is none; raises StoreError for a file that is no event store."""
        self._place = fspath(path)
        self._clock = clock
        # One connection behind a lock: it serves ":memory:" too, close() closes it whichever thread calls, and SQLite
        # lets only one writer in anyway.
        self._lock = RLock()
        self._batching = False
        self._bytes_left = False
        self._db = open_store(self._place)
        self._file = FileIdentity(self._place)

    def append(
        self, stream: str, events: Sequence[NewEvent], *, expected: int, seen: Seen | None = None
    ) -> Sequence[RecordedEvent]:
        """Append all the events in one transaction, or none; raises CommandIdReused or Conflict."""
        append = Append(stream, events, expected, seen)
        if len(events) != 1 or self._batching:
            return self.append_all([append])
        with self._lock:
            # One statement is a transaction by itself.
            recorded = self._append(append, self._clock().astimezone(UTC))
            self._file.require_same()
            self._clear_log()
        return recorded

    def append_all(self, appends: Sequence[Append]) -> Sequence[RecordedEvent]:
        """Append to several streams in one transaction: all of it, or nothing; raises CommandIdReused or Conflict."""
        with self._transaction():
            now = self._clock().astimezone(UTC)
            recorded = [event for append in appends for event in self._append(append, now)]
        self._clear_log()
        return recorded

    def load(self, stream: str, *, after: int = 0) -> Sequence[RecordedEvent]:
        """The events of a stream with versions above ``after``, in order."""
        return self._events(sql.LOAD, (stream, after))

    def feed(self, *, after: int = 0, limit: int = 1000) -> Sequence[RecordedEvent]:
        """At most ``limit`` events of all streams with positions above ``after``, in order."""
        return self._events(sql.FEED, (after, limit))

    def of_command(self, command_id: str) -> Sequence[RecordedEvent]:
        """The events a command left, in whichever stream, in order."""
        return self._events(sql.OF_COMMAND, (command_id,))

    def look_up(self, stream: str, command_id: str, *, after: int = 0) -> Found:
        """What a desk has to know before it decides, all of one moment."""
        rows = self._run(sql.LOOK_UP, {"stream": stream, "command_id": command_id, "after": after})
        found = sorted((sql.event_of(event) for _, *event in rows if event[0] is not None), key=attrgetter("position"))
        events = [event for event in found if event.stream == stream and event.version > after]
        return Found(events, [event for event in found if event.command_id == command_id], rows[0][0])

    def erase_notes(self, event_id: str, data: str | None = None, type_version: int | None = None) -> bool:
        """Erase the notes of one event, from the file's bytes as well; whether anything changed.

        It waits for no reader: where one is at work in another process, or a batch is open here, the bytes stay in the
        ``-wal`` file until the next append, erasure or close after that. Copies of the file are the host's to find.
        """
        return bool(self._erase(sql.ERASE_NOTES, {"id": event_id, "data": data, "version": type_version}))

    def erase_stream(self, stream: str) -> int:
        """Leave of each event of a stream its place only, as ``erase_notes`` does; how many were not erased before."""
        now = self._clock().astimezone(UTC).isoformat()
        return self._erase(sql.ERASE_STREAM, {"stream": stream, "now": now})

    def rewrite(self, containing: Sequence[str], change: Change) -> int:
        """Replace the events that hold one of the texts, all or none, as ``erase_notes`` does; how many changed.

        Raises Conflict, and changes nothing, where the new name of a stream is another's already.
        """
        with self._lock:
            with self._transaction():
                before = self._events(sql.CONTAINING, (json.dumps(containing),))
                changed = [new for event in before if (new := event.rewritten(change)) != event]
                for event in changed:
                    self._rewrite(event)
                self._count_erasure(changed)
            self._clear_log()
        return len(changed)

    def _rewrite(self, event: RecordedEvent) -> None:
        try:
            self._db.execute(sql.REWRITE, sql.changed_values(event))
        except sqlite3.Error as error:
            if is_taken_key(error):
                raise Conflict(event.stream, 0, event.version) from None
            raise StoreError(self._place, str(error)) from error

    def snapshot(self, stream: str) -> Snapshot | None:
        """The snapshot kept of a stream."""
        rows = self._run(sql.SNAPSHOT, (stream,))
        return Snapshot(*rows[0]) if rows else None

    def keep_snapshot(self, snapshot: Snapshot) -> None:
        """Keep a snapshot, unless the stream has a later one, or something was erased since."""
        with self._transaction():
            self._run(sql.KEEP_SNAPSHOT, attrs.asdict(snapshot))

    def _erase(self, statement: str, parameters: Parameters) -> int:
        with self._lock:
            with self._transaction():
                erased = self._run(statement, parameters)
                self._count_erasure(erased)
            self._clear_log()
        return len(erased)

    def _count_erasure(self, changed: Sequence[object]) -> None:
        if changed:
            self._run(sql.COUNT_ERASURE)
            self._run(sql.DROP_SNAPSHOTS)
            self._bytes_left = True

    def _clear_log(self) -> None:
        """Empty the ``-wal`` file if it holds erased bytes; where a reader is in the way, the next call does it."""
        if not self._bytes_left or self._batching:
            return
        with self._lock:
            self._bytes_left = not empty_log(self._db)

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Make the appends of one writer one transaction: all are kept at the end, or none where an error leaves it.

        Other writers wait meanwhile, in this process other readers too. Batches do not nest.
        """
        with self._lock:
            if self._batching:
                raise StoreError(self._place, "a batch is open already, and batches do not nest")
            with self._transaction():
                self._batching = True
                try:
                    yield
                finally:
                    self._batching = False

    def close(self) -> None:
        """Close the file; the last to close it also tidies away its ``-wal`` and ``-shm`` files."""
        with self._lock:
            with suppress(sqlite3.Error):
                self._clear_log()
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _events(self, statement: str, parameters: Sequence[object]) -> list[RecordedEvent]:
        return [sql.event_of(row) for row in self._run(statement, parameters)]

    def _run(self, statement: str, parameters: Parameters = ()) -> list[Any]:
        with self._lock:
            try:
                rows = self._db.execute(statement, parameters).fetchall()
            except sqlite3.Error as error:
                raise StoreError(self._place, str(error)) from error
            # Asked afterwards, so that what was committed is known to be in the file of this name.
            if not self._db.in_transaction:
                self._file.require_same()
            return rows

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._lock:
            begin, end, *undo = INNER if self._batching else OUTER
            # A full disk makes SQLite roll back by itself; a savepoint would then start, and keep, a new transaction.
            if self._batching and not self._db.in_transaction:
                raise StoreError(self._place, "the batch failed earlier, and nothing more can be added to it")
            try:
                self._run(begin)
                yield
                self._run(end)
            except BaseException:
                for statement in undo:
                    with suppress(sqlite3.Error):
                        self._db.execute(statement)
                raise

    def _append(self, append: Append, now: datetime) -> list[RecordedEvent]:
        stream, events, expected = append.stream, append.events, append.expected
        if not events:
            [(actual,)] = self._run(sql.VERSION, (stream,))
            if actual != expected:
                raise Conflict(stream, expected, actual)
            return []
        first = self._insert(append, now.isoformat()) - len(events)
        return [event.recorded(stream, expected + n, first + n, now) for n, event in enumerate(events, 1)]

    def _insert(self, append: Append, recorded_at: str) -> int:
        """Insert new events; the position of the last."""
        before = 0
        try:
            before = self._db.total_changes
            return sql.insert(self._db, append, recorded_at)
        except sqlite3.Error as error:
            if is_taken_key(error) or is_refused_version(error):
                raise self._objection(append, self._db.total_changes - before) from None
            raise StoreError(self._place, str(error)) from error

    def _objection(self, append: Append, inserted: int) -> PdflowError:
        """What is against an append of which so many rows were inserted, in a transaction that will be undone."""
        for event in append.events:
            found = self._run(sql.OF_ANOTHER_STREAM, (event.id, append.stream))
            if found:
                return CommandIdReused(event.command_id, append.stream, found[0][0])
        [(version,)] = self._run(sql.VERSION, (append.stream,))
        return Conflict(append.stream, append.expected, version - inserted)
