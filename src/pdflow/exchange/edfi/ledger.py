"""Ledger: what a data store was sent, so that the next export sends nothing but what differs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from enum import StrEnum
from hashlib import sha256
from os import PathLike
from types import TracebackType
from typing import Any, Final, Self

import attrs

from pdflow.errors import StoreError
from pdflow.exchange.edfi.files import as_line
from pdflow.exchange.edfi.resources import RESOURCES, EdFiRecord, Resource

_TABLE: Final = """
CREATE TABLE IF NOT EXISTS sent (
    resource TEXT NOT NULL, key BLOB NOT NULL, body BLOB NOT NULL, id TEXT NOT NULL, run INTEGER NOT NULL,
    PRIMARY KEY (resource, key)
) WITHOUT ROWID
"""
PAGE: Final = 500
"""Records taken back that are read at a time, and changes after which the ledger is saved."""


class RecordChange(StrEnum):
    """How a data store differs from an export."""

    CREATE = "CREATE"
    """It was never sent."""
    REPLACE = "REPLACE"
    """It was sent with other values."""
    DELETE = "DELETE"
    """It was sent, and is no longer in the export."""
    CLASH = "CLASH"
    """It has the natural key of another record of the same export, which it would overwrite."""


@attrs.frozen
class Operation:
    """What has to be done with one record.

    To create and to replace are the same request (POST), which a data store decides by the natural key.
    """

    change: RecordChange
    resource: Resource
    key: bytes = attrs.field(repr=False)
    """A digest of its natural key."""
    record: EdFiRecord | None = None
    """None of what is to be deleted."""
    id: str = ""
    """Of what is to be deleted, the id under which the data store has it."""


@attrs.define(eq=False)
class SentLedger:
    """A file that says what a data store has of an export: digests of keys and values, and ids; no text of anybody.

    Args:
        file: A SQLite file for one data store, made where there is none; ``:memory:`` keeps it for once.
    """

    _file: str | PathLike[str]
    _database: sqlite3.Connection = attrs.field(init=False, repr=False)
    _run: int = attrs.field(init=False, default=0, repr=False)
    _unsaved: int = attrs.field(init=False, default=0, repr=False)

    def __attrs_post_init__(self) -> None:
        try:
            self._database = sqlite3.connect(self._file)
        except sqlite3.Error as error:
            raise StoreError(str(self._file), str(error)) from error
        try:
            self._database.execute(_TABLE)
        except sqlite3.Error as error:
            self._database.close()
            raise StoreError(str(self._file), str(error)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Save it, and close its file."""
        self.save()
        self._database.close()

    def save(self) -> None:
        """Save what was noted."""
        self._database.commit()
        self._unsaved = 0

    def undo(self) -> None:
        """Forget what was noted since it was last saved."""
        self._database.rollback()

    def operations(self, records: Iterable[EdFiRecord]) -> Iterator[Operation]:
        """What has to be done so that the data store has these records and no others: nothing where it does.

        What is new or changed comes in the order of the records, what is gone last and in the opposite order of
        resources, so that nothing refers to what is not there. A record whose key changed is created and deleted.
        Whoever does it notes what was done, one operation after the other, before asking for the next. Descriptors and
        people are never deleted, since others may refer to them.
        """
        self.save()
        [self._run] = self._database.execute("SELECT coalesce(max(run), 0) + 1 FROM sent").fetchone()
        for record in records:
            yield from self._compared(record)
        for resource in reversed(RESOURCES.values()):
            if not resource.is_shared:
                yield from self._gone(resource)

    def _compared(self, record: EdFiRecord) -> Iterator[Operation]:
        name, key = record.resource.name, _digest(record.key)
        query = "SELECT body, id, run FROM sent WHERE resource = ? AND key = ?"
        body, id, run = self._database.execute(query, (name, key)).fetchone() or (b"", "", 0)
        is_same = body == _digest(record.body)
        if run == self._run:
            if not is_same:
                yield Operation(RecordChange.CLASH, record.resource, key, record)
            return
        self._database.execute("INSERT OR REPLACE INTO sent VALUES (?, ?, ?, ?, ?)", (name, key, body, id, self._run))
        if not is_same:
            yield Operation(RecordChange.REPLACE if id else RecordChange.CREATE, record.resource, key, record)

    def _gone(self, resource: Resource) -> Iterator[Operation]:
        query = "SELECT key, id FROM sent WHERE resource = ? AND run < ? AND key > ? ORDER BY key LIMIT ?"
        last = b""
        while rows := self._database.execute(query, (resource.name, self._run, last, PAGE)).fetchall():
            yield from (Operation(RecordChange.DELETE, resource, key, id=id) for key, id in rows if id)
            last = rows[-1][0]

    def note_sent(self, record: EdFiRecord, id: str) -> None:
        """Note that the data store has a record, and under which id."""
        row = (record.resource.name, _digest(record.key), _digest(record.body), id, self._run)
        self._note("INSERT OR REPLACE INTO sent VALUES (?, ?, ?, ?, ?)", row)

    def note_deleted(self, operation: Operation) -> None:
        """Note that the data store no longer has what an operation deletes."""
        self._note("DELETE FROM sent WHERE resource = ? AND key = ?", (operation.resource.name, operation.key))

    def _note(self, statement: str, values: tuple[Any, ...]) -> None:
        self._database.execute(statement, values)
        self._unsaved += 1
        if self._unsaved >= PAGE:
            self.save()


def _digest(value: Any) -> bytes:
    return sha256(as_line(value).encode(errors="surrogatepass")).digest()[:16]
