"""Transactions of a store: one writer at a time, and what the database says as errors of pdflow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeVar

from django.db import Error, connections, transaction

from pdflow.errors import StoreError

T = TypeVar("T")
LOCK: Final = int.from_bytes(b"pdflow")
"""The advisory lock that writers queue for on PostgreSQL, so that positions are given out in the order of commits."""
LOST: Final = {"40001", "40P01"}
"""What PostgreSQL calls a transaction that lost against another and may be tried again."""
ATTEMPTS: Final = 5
ISOLATION: Final = "the transaction's isolation level is {}, and a store needs read committed"


class StoreTransactions:
    """The transactions of one store on one database of a project."""

    def __init__(self, using: str) -> None:
        self._using = using

    def write(self, work: Callable[[], T]) -> T:
        """Do the work in a transaction, as the only writer; it is tried again where PostgreSQL ends it for another's.

        Inside a transaction of the project it is a part of that, which only the project could try again.

        Raises:
            StoreError: The database does not do it.
        """
        attempts = 1 if connections[self._using].in_atomic_block else ATTEMPTS
        while True:
            attempts -= 1
            try:
                with self.errors(), transaction.atomic(self._using):
                    self._become_only_writer()
                    return work()
            except StoreError as error:
                if not attempts or _sql_state(error.__cause__) not in LOST:
                    raise

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Raise what the database says as a StoreError, which quotes no value."""
        try:
            yield
        except Error as error:
            raise StoreError(self._using, _problem(error)) from error
        except UnicodeEncodeError as error:
            raise StoreError(self._using, error.reason) from None

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
            raise StoreError(self._using, ISOLATION.format(level))


def _problem(error: Error) -> str:
    """What went wrong, without the details that PostgreSQL adds: they may quote a row."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "message_primary", None) or str(error)


def _sql_state(error: BaseException | None) -> str | None:
    return getattr(getattr(error, "__cause__", None), "sqlstate", None)
