"""The file of an SQLite event store: its schema, and how it is opened."""

from __future__ import annotations

import os
import sqlite3
from itertools import chain
from pathlib import Path
from time import monotonic, sleep

from pdflow.errors import StoreError

APPLICATION_ID = 0x7064666C  # "pdfl", in the file's header
SCHEMA_VERSION = 3
IN_MEMORY = ("", ":memory:")
PATIENCE = 30.0  # seconds to wait for another process

EVENTS = """
CREATE TABLE events (
    position     INTEGER PRIMARY KEY AUTOINCREMENT,
    stream       TEXT NOT NULL,
    version      INTEGER NOT NULL,
    id           TEXT NOT NULL UNIQUE,
    type         TEXT NOT NULL,
    type_version INTEGER NOT NULL,
    command_id   TEXT NOT NULL,
    actor        TEXT NOT NULL,
    role         TEXT NOT NULL,
    occurred_at  TEXT NOT NULL,
    recorded_at  TEXT NOT NULL,
    data         TEXT NOT NULL,
    notes        TEXT,
    metadata     TEXT,
    UNIQUE (stream, version)
) STRICT
"""
EVENTS_OF_COMMAND = "CREATE INDEX events_of_command ON events (command_id)"
ADD_FINGERPRINTS = "ALTER TABLE events ADD COLUMN fingerprint TEXT"
SNAPSHOTS = """
CREATE TABLE snapshots (
    stream   TEXT PRIMARY KEY,
    version  INTEGER NOT NULL,
    erasures INTEGER NOT NULL,
    format   TEXT NOT NULL,
    data     TEXT NOT NULL
) STRICT
"""
ERASURES = "CREATE TABLE erasures (count INTEGER NOT NULL) STRICT"
NO_ERASURE = "INSERT INTO erasures VALUES (0)"
STEPS = ((EVENTS, EVENTS_OF_COMMAND), (ADD_FINGERPRINTS,), (SNAPSHOTS, ERASURES, NO_ERASURE))
"""The statements that bring a file from schema 0, 1 and 2 to the next."""
MARKS = """
SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master)
FROM pragma_application_id, pragma_user_version
"""


class FileIdentity:
    """Which file an open store has, and which ``-wal`` file: a path may be given to another, or to none."""

    def __init__(self, place: str) -> None:
        self._place = place
        # Absolute, as SQLite keeps it: the process may change its folder.
        files = () if place in IN_MEMORY else (str(Path(place).absolute()), str(Path(f"{place}-wal").absolute()))
        self._known = {file: found for file in files if (found := _identity(file)) is not None}

    def require_same(self) -> None:
        """Raise StoreError where the file was deleted or replaced; SQLite itself would go on writing into nowhere."""
        for file, known in self._known.items():
            if _identity(file) != known:
                raise StoreError(self._place, "the file was deleted or replaced while it was open: open the store anew")


def _identity(file: str) -> tuple[int, int] | None:
    try:
        found = os.stat(file)  # noqa: PTH116 -- asked after every statement, and twice as fast as a Path
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def is_taken_key(error: sqlite3.Error) -> bool:
    """Whether a unique key is another row's."""
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_CONSTRAINT_UNIQUE


def is_refused_version(error: sqlite3.Error) -> bool:
    """Whether a new event got no version, since its stream is not as expected."""
    code = getattr(error, "sqlite_errorcode", None)
    return code == sqlite3.SQLITE_CONSTRAINT_NOTNULL and str(error).endswith("events.version")


def empty_log(db: sqlite3.Connection) -> bool:
    """Empty the ``-wal`` file, unless a reader is in the way; whether it is empty."""
    db.execute("PRAGMA busy_timeout = 0")
    try:
        [(in_the_way, *_)] = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return not in_the_way
    except sqlite3.Error:
        return False
    finally:
        db.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}")


def open_store(place: str) -> sqlite3.Connection:
    """Open the file at this path, making it where there is none. Raises StoreError where it is no event store."""
    db = None
    try:
        db = sqlite3.connect(place, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        _make_ready(db, place)
    except BaseException as error:
        if db is not None:
            db.close()
        if isinstance(error, sqlite3.Error):
            raise StoreError(place, str(error)) from error
        raise
    return db


def _make_ready(db: sqlite3.Connection, place: str) -> None:
    marks = application, version, _ = db.execute(MARKS).fetchone()
    if marks == (0, 0, 0):
        _switch_to_wal(db)
    elif application != APPLICATION_ID:
        raise StoreError(place, "an SQLite database, but not an event store of pdflow")
    elif version > SCHEMA_VERSION:
        raise StoreError(place, f"written by a newer pdflow: schema {version}, this one reads up to {SCHEMA_VERSION}")
    if version < SCHEMA_VERSION:
        _migrate(db)
    if db.execute("PRAGMA journal_mode").fetchone() == ("wal",):
        db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA secure_delete = ON")
    # SQLite keeps 2 MB of pages otherwise: too few for indexes whose keys come in any order, as random ids do.
    db.execute("PRAGMA cache_size = -65536")


def _migrate(db: sqlite3.Connection) -> None:
    """Bring a file of a former schema, or an empty one, to the present one; another process may have been faster."""
    db.execute("BEGIN IMMEDIATE")
    try:
        [(version,)] = db.execute("PRAGMA user_version").fetchall()
        for statement in chain.from_iterable(STEPS[version:]):
            db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise


def _switch_to_wal(db: sqlite3.Connection) -> None:
    # SQLite's own busy timeout does not cover this switch, and two processes may be making the same file.
    end = monotonic() + PATIENCE
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > end:
                raise
            sleep(0.01)
