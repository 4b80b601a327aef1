"""An event store in a database of the host, SQLite or PostgreSQL, through SQLAlchemy Core."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC
from functools import partial
from typing import Self, TypeVar

from sqlalchemy import Connection, Engine

from pdflow.errors import WrongType
from pdflow.storage.event_store import Append, Change, Clock, Found, NewEvent, RecordedEvent, Seen, utc_now
from pdflow.storage.snapshots import Snapshot
from pdflow.storage.sqlalchemy import operations
from pdflow.storage.sqlalchemy.failures import KeyTaken, place_of, store_errors
from pdflow.storage.sqlalchemy.psycopg_statements import PsycopgStatements
from pdflow.storage.sqlalchemy.transactions import (
    Operation,
    in_host_transaction,
    in_own_transaction,
    options,
)

T = TypeVar("T")


class SqlAlchemyStore:
    """Keeps events in the tables of ``pdflow.storage.sqlalchemy.metadata``, for threads and processes at once.

    Whatever the database, its driver or its pool cannot do is a StoreError. After a fork, make a new engine.
    """

    _connect_to_read: Callable[[], AbstractContextManager[Connection]]
    _connect_to_write: Callable[[], AbstractContextManager[Connection]]

    def __init__(self, engine: Engine, *, clock: Clock = utc_now) -> None:
        """Use an engine: each append, erasure or rewriting is a transaction of its own, at READ COMMITTED."""
        if not isinstance(engine, Engine):
            raise WrongType("engine", engine, "an Engine, as create_engine makes it,")
        self._place, self._clock = place_of(engine), clock
        to_read, to_write = options(engine)
        self._connect_to_read = engine.execution_options(**to_read).connect
        self._connect_to_write = engine.execution_options(**to_write).connect
        self._in_transaction = in_own_transaction
        self._statements = PsycopgStatements(engine) if PsycopgStatements.fit(engine) else None

    @classmethod
    def on(cls, connection: Connection, *, clock: Clock = utc_now) -> Self:
        """Use an open connection of the host: events are kept when the host commits, and only then.

        What was refused leaves the host's transaction as it was before. It must be READ COMMITTED, and holds the lock
        of all writers from the first append until it ends.
        """
        store = cls(connection.engine, clock=clock)
        store._connect_to_read = store._connect_to_write = lambda: nullcontext(connection)
        store._in_transaction, store._statements = in_host_transaction, None
        return store

    def append(
        self, stream: str, events: Sequence[NewEvent], *, expected: int, seen: Seen | None = None
    ) -> Sequence[RecordedEvent]:
        """Append all the events in one transaction, or none; raises CommandIdReused or Conflict."""
        append = Append(stream, events, expected, seen)
        recorded = self._statements and self._statements.append(append, self._clock().astimezone(UTC))
        return recorded or self.append_all([append])

    def append_all(self, appends: Sequence[Append]) -> Sequence[RecordedEvent]:
        """Append to several streams in one transaction: all of it, or nothing; raises CommandIdReused or Conflict."""
        try:
            return self._write(partial(operations.append_all, appends=appends, clock=self._clock))
        except KeyTaken:
            self._read(partial(operations.require_appendable, appends=appends))
            raise

    def load(self, stream: str, *, after: int = 0) -> Sequence[RecordedEvent]:
        """The events of a stream with versions above ``after``, in order."""
        return self._read(partial(operations.load, stream=stream, after=after))

    def feed(self, *, after: int = 0, limit: int = 1000) -> Sequence[RecordedEvent]:
        """At most ``limit`` events of all streams with positions above ``after``, in order."""
        return self._read(partial(operations.feed, after=after, limit=limit))

    def of_command(self, command_id: str) -> Sequence[RecordedEvent]:
        """The events a command left, in whichever stream, in order."""
        return self._read(partial(operations.of_command, command_id=command_id))

    def look_up(self, stream: str, command_id: str, *, after: int = 0) -> Found:
        """What a desk has to know before it decides, all of one moment."""
        found = self._statements and self._statements.look_up(stream, command_id, after)
        return found or self._read(partial(operations.look_up, stream=stream, command_id=command_id, after=after))

    def erase_notes(self, event_id: str, data: str | None = None, type_version: int | None = None) -> bool:
        """Erase the notes of one event, and from its data what is a note today; whether anything changed.

        The bytes go when SQLite empties its ``-wal`` file or PostgreSQL vacuums the table.
        """
        return self._write(partial(operations.erase_notes, event_id=event_id, data=data, type_version=type_version))

    def erase_stream(self, stream: str) -> int:
        """Leave of each event of a stream its place only, as ``erase_notes`` does; how many were not erased before."""
        return self._write(partial(operations.erase_stream, stream=stream, clock=self._clock))

    def rewrite(self, containing: Sequence[str], change: Change) -> int:
        """Replace the events that hold one of the texts, all or none, as ``erase_notes`` does; how many changed.

        Raises Conflict, and changes nothing, where the new name of a stream is another's already.
        """
        return self._write(partial(operations.rewrite, containing=containing, change=change))

    def snapshot(self, stream: str) -> Snapshot | None:
        """The snapshot kept of a stream."""
        return self._read(partial(operations.snapshot, stream=stream))

    def keep_snapshot(self, snapshot: Snapshot) -> None:
        """Keep a snapshot, unless one of the stream is as late, or something was erased since."""
        self._write(partial(operations.keep_snapshot, snapshot=snapshot))

    def _read(self, operation: Operation[T]) -> T:
        with store_errors(self._place), self._connect_to_read() as connection:
            return operation(connection)

    def _write(self, operation: Operation[T]) -> T:
        with store_errors(self._place), self._connect_to_write() as connection:
            return self._in_transaction(connection, operation)
