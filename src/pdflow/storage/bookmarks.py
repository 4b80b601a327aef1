"""Bookmarks: how far a reader of the feed has come."""

from __future__ import annotations

import sqlite3
from os import PathLike, fspath
from typing import Protocol, Self

from pdflow.errors import StoreError
from pdflow.storage.sqlite_file import APPLICATION_ID, PATIENCE, FileIdentity

TABLE = "CREATE TABLE IF NOT EXISTS bookmarks (reader TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT"
READ = "SELECT position FROM bookmarks WHERE reader = ?"
KEEP = """
INSERT INTO bookmarks VALUES (?, ?)
ON CONFLICT (reader) DO UPDATE SET position = max(position, excluded.position)
"""


class Bookmark(Protocol):
    """Keeps the position of the last event that a reader has dealt with."""

    def position(self) -> int:
        """The position kept last, 0 where there is none."""
        ...

    def keep(self, position: int) -> None:
        """Keep a position, for good; one that lies behind the last is of no consequence."""
        ...


class AsyncBookmark(Protocol):
    """A ``Bookmark`` of coroutines."""

    async def position(self) -> int: ...

    async def keep(self, position: int) -> None: ...


class MemoryBookmark:
    """Keeps a position as long as its process lives."""

    def __init__(self) -> None:
        self._position = 0

    def position(self) -> int:
        """The position kept last."""
        return self._position

    def keep(self, position: int) -> None:
        """Keep a position, unless one further on is kept."""
        self._position = max(self._position, position)


class SqliteBookmark:
    """Keeps a position in the file of an ``SqliteStore``, under the name of its ``reader``."""

    def __init__(self, path: str | PathLike[str], reader: str = "coordination") -> None:
        """Open the file; raises StoreError where it is no event store yet."""
        self._place, self._reader = fspath(path), reader
        try:
            self._db = sqlite3.connect(self._place, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
            application = self._db.execute("PRAGMA application_id").fetchone()
        except sqlite3.Error as error:
            raise StoreError(self._place, str(error)) from error
        self._file = FileIdentity(self._place)
        if application != (APPLICATION_ID,):
            self.close()
            raise StoreError(self._place, "not an event store of pdflow: open the store first")
        self._run("PRAGMA synchronous = NORMAL")
        self._run(TABLE)

    def position(self) -> int:
        """The position kept last."""
        rows = self._run(READ, self._reader)
        return rows[0][0] if rows else 0

    def keep(self, position: int) -> None:
        """Keep a position, unless one further on is kept."""
        self._run(KEEP, self._reader, position)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _run(self, sql: str, *parameters: str | int) -> list[tuple[int]]:
        try:
            rows = self._db.execute(sql, parameters).fetchall()
        except sqlite3.Error as error:
            raise StoreError(self._place, str(error)) from error
        self._file.require_same()
        return rows
