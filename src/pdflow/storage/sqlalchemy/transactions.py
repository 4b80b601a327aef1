"""Transactions in which a store writes: of its own, or within that of the host; one writer at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

from pdflow.errors import StoreError
from pdflow.storage.sqlalchemy.failures import is_locked, is_passing, place_of
from pdflow.storage.sqlalchemy.statements import LOCK, WRITE_NOTHING

T = TypeVar("T")
Operation = Callable[[Connection], T]
ATTEMPTS: Final = 10
"""How often a transaction of the store's own is tried where it fails by a deadlock or a serialization failure."""
ENOUGH: Final = ("read committed", "read uncommitted")
"""Levels at which each statement sees what was committed before it; in PostgreSQL the two are one."""


def options(engine: Engine | AsyncEngine) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Options for connections that read, with one statement each, and for connections that write.

    Raises:
        StoreError: The database is neither SQLite nor PostgreSQL.
    """
    match engine.dialect.name:
        case "postgresql":
            return {"isolation_level": "AUTOCOMMIT"}, {"isolation_level": "READ COMMITTED"}
        case "sqlite":
            return {}, {}
    raise StoreError(place_of(engine), "a store needs SQLite or PostgreSQL")


def in_own_transaction(connection: Connection, operation: Operation[T]) -> T:
    """Do something that writes and commit it, on a connection that has no transaction yet."""
    for _ in range(ATTEMPTS - 1):
        try:
            return _committed(connection, operation)
        except DBAPIError as error:
            if not is_passing(error):
                raise
    return _committed(connection, operation)


def in_host_transaction(connection: Connection, operation: Operation[T]) -> T:
    """Do something that writes within a savepoint of the host's transaction, which only the host ends."""
    _begin_sqlite(connection)
    with connection.begin_nested():
        _lock_postgresql(connection)
        return operation(connection)


def _committed(connection: Connection, operation: Operation[T]) -> T:
    with connection.begin():
        _begin_sqlite(connection)
        _lock_postgresql(connection)
        return operation(connection)


def _begin_sqlite(connection: Connection) -> None:
    """Begin a transaction that holds the write lock; Python's driver begins one at the first write, not before."""
    if connection.dialect.name != "sqlite":
        return
    driver: Any = connection.connection.driver_connection
    has_begun = driver.in_transaction
    try:
        connection.execute(WRITE_NOTHING)
    except OperationalError as error:
        if not has_begun or not is_locked(error):
            raise
        problem = "database is locked: a transaction that reads before it appends has to begin with BEGIN IMMEDIATE"
        raise StoreError(place_of(connection.engine), problem) from None
    if not driver.in_transaction:
        raise StoreError(place_of(connection.engine), "the connection is AUTOCOMMIT, and a store needs transactions")
    if "pdflow" not in connection.info:
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
        connection.info["pdflow"] = "erases bytes"


def _lock_postgresql(connection: Connection) -> None:
    """Wait for all other writers, so that positions are given in the order of commits."""
    if connection.dialect.name != "postgresql":
        return
    level, _ = connection.execute(LOCK).one()
    if level not in ENOUGH:
        problem = f"the transaction is {level.upper()}, and a store needs READ COMMITTED"
        raise StoreError(place_of(connection.engine), problem)
