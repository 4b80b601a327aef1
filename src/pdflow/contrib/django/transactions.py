"""Transactions of a store: one writer at a time, and what the database says as errors of pdflow."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final, TypeVar

from django.db import Error, IntegrityError, connections, transaction

from pdflow.errors import StoreError

T = TypeVar("T")
LOCK: Final = 0x7064666C  # "pdfl", as for the store of SQLAlchemy
"""The advisory lock that writers queue for on PostgreSQL, so that positions are given out in the order of commits."""
PASSING: Final = ("40001", "40P01")
"""PostgreSQL's codes of failures that pass when the transaction is tried again: serialization, deadlock."""
UNIQUE_VIOLATION: Final = "23505"
SQLITE_UNIQUE: Final = (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)
ATTEMPTS: Final = 10
"""How often a transaction of the store's own is tried where it fails by one of these."""


class PassingFailure(StoreError):
    """Raised where PostgreSQL ended a transaction of the project that may be tried again as a whole."""


class StoreTransactions:
    """The transactions of one store on one database of a project."""

    def __init__(self, using: str) -> None:
        self._using = using

    def write(self, work: Callable[[], T]) -> T:
        """Do the work in a transaction, as the only writer; it is tried again after a failure that passes.

        Inside a transaction of the project it is a part of that, which only the project could try again.

        Raises:
            StoreError: The database does not do it.
        """
        if not connections[self._using].in_atomic_block:
            for _ in range(ATTEMPTS - 1):
                with suppress(PassingFailure), self.errors():
                    return self._written(work)
        with self.errors():
            return self._written(work)

    def _written(self, work: Callable[[], T]) -> T:
        with transaction.atomic(self._using):
            self._become_only_writer()
            return work()

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Raise what the database says as a StoreError; the first error is not chained, for it may quote a row."""
        try:
            yield
        except Error as error:
            connection = connections[self._using]
            if not connection.in_atomic_block:
                # In a thread without requests nobody else closes a connection that is lost.
                connection.close_if_unusable_or_obsolete()
            raise _failure(self._using, error) from None
        except (OverflowError, UnicodeError):
            raise StoreError(self._using, "a text or a number that the database cannot hold") from None

    def erase_bytes(self) -> None:
        """Leave no erased bytes in SQLite's file, nor after the commit in its ``-wal`` file if no reader is there."""
        connection = connections[self._using]
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA secure_delete = ON")
            transaction.on_commit(self._clear_log, self._using, robust=True)

    def _clear_log(self) -> None:
        with connections[self._using].cursor() as cursor:
            [(patience,)] = cursor.execute("PRAGMA busy_timeout").fetchall()
            cursor.execute("PRAGMA busy_timeout = 0")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            cursor.execute(f"PRAGMA busy_timeout = {patience}")

    def _become_only_writer(self) -> None:
        connection = connections[self._using]
        if connection.vendor == "sqlite":
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s), current_setting('transaction_isolation')", [LOCK])
            _, level = cursor.fetchone()
        if level != "read committed":
            problem = f"the transaction is {level.upper()}, and a store needs READ COMMITTED"
            raise StoreError(self._using, problem)


def is_taken_key(error: IntegrityError) -> bool:
    """Whether a stream's version or an event's id is taken, and not another rule broken."""
    cause = error.__cause__
    return getattr(cause, "sqlstate", None) == UNIQUE_VIOLATION or (
        getattr(cause, "sqlite_errorcode", None) in SQLITE_UNIQUE
    )


def _failure(using: str, error: Error) -> StoreError:
    cause = error.__cause__
    # PostgreSQL's detail may quote the whole row; its primary message does not.
    problem = getattr(getattr(cause, "diag", None), "message_primary", None) or str(error).strip().partition("\n")[0]
    code = getattr(cause, "sqlstate", None)
    text = f"{problem} (SQLSTATE {code})" if code else problem
    return (PassingFailure if code in PASSING else StoreError)(using, text)
