"""Failures: what a database or its driver raises, as a StoreError that quotes no row and no password."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import URL, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from pdflow.errors import StoreError

UNIQUE_VIOLATION: Final = "23505"
SQLITE_UNIQUE: Final = (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)
TIMED_OUT: Final = ("55P03", "57014")
"""PostgreSQL's codes where the host's patience ended: a lock or a statement took too long, or was cancelled."""
PASSING: Final = ("40001", "40P01")
"""PostgreSQL's codes of failures that pass when the transaction is tried again: serialization, deadlock."""


class KeyTaken(StoreError):
    """Raised when a stream's version or an event's id is taken; caught inside the store, which then asks which."""


def place_of(engine: Engine | AsyncEngine) -> str:
    """A database by its address, without user, password and options."""
    url = engine.url
    shown = URL.create(url.drivername, host=url.host, port=url.port, database=url.database)
    return shown.render_as_string()


@contextmanager
def store_errors(place: str) -> Iterator[None]:
    """Raise what the database, its driver or its pool raises as a StoreError about this place.

    The first error is not chained: it holds the statement's parameters, and so notes about people.
    """
    try:
        yield
    except IntegrityError as error:
        raise (KeyTaken if is_taken_key(error) else StoreError)(place, _problem(error)) from None
    except (SQLAlchemyError, UnicodeError, OverflowError) as error:
        raise StoreError(place, _problem(error)) from None


def is_passing(error: DBAPIError) -> bool:
    """Whether the same transaction may succeed when it is tried again."""
    return getattr(error.orig, "sqlstate", None) in PASSING


def is_locked(error: DBAPIError) -> bool:
    """Whether another writer of SQLite is at work, or was since this transaction began to read."""
    return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


def is_taken_key(error: IntegrityError) -> bool:
    """Whether a unique key is taken, and not another rule broken."""
    if getattr(error.orig, "sqlstate", None) == UNIQUE_VIOLATION:
        return True
    return getattr(error.orig, "sqlite_errorcode", None) in SQLITE_UNIQUE


def _problem(error: Exception) -> str:
    if isinstance(error, UnicodeError):
        return "a text that cannot be encoded"
    if not isinstance(error, DBAPIError):
        return str(error.args[0]) if error.args else type(error).__name__
    return problem_of_driver(error.orig)


def problem_of_driver(error: BaseException | None) -> str:
    """What a driver says, with its code, and without what it quotes."""
    # PostgreSQL's detail may quote the whole row; its primary message does not.
    primary = getattr(getattr(error, "diag", None), "message_primary", None)
    code = getattr(error, "sqlstate", None)
    text = primary or str(error).strip().partition("\n")[0]
    return f"{text} (SQLSTATE {code})" if code else text
