"""Stores by their place: the path of an SQLite file, or the address of a database."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pdflow.errors import MissingExtra, StoreError
from pdflow.storage.event_store import EventStore
from pdflow.storage.sqlite import SqliteStore

if TYPE_CHECKING:
    from sqlalchemy import Engine

DRIVER: Final = "postgresql+psycopg"
POSTGRESQL: Final = re.compile(r"^postgres(ql)?(?=:)")
OF_A_FILE: Final = "events"
"""The table of events of a SqliteStore."""
OF_AN_ADDRESS: Final = "pdflow_events"
"""That of a SqlAlchemyStore."""
ADDRESS: Final = re.compile(r"(?<=://)(?:[^\s'\"]*@)?([^\s'\"?]*)(\?[^\s'\"]*)?")


@contextmanager
def opened(place: str, *, may_be_new: bool = False) -> Iterator[EventStore]:
    """The store at a place that exists.

    Args:
        may_be_new: Whether an SQLite file is made where a path has none.

    Raises:
        StoreError: There is none, or it cannot be opened.
        MissingExtra: A package for addresses is not installed.
    """
    if "://" in place:
        with engine_of(place) as engine:
            from pdflow.storage.sqlalchemy import SqlAlchemyStore

            if engine.dialect.name == "sqlite" and (file := file_of(place)) is not None and _keeps(file, OF_A_FILE):
                raise StoreError(without_secrets(place), f"an SQLite file of pdflow; give it by its path: {file}")
            yield SqlAlchemyStore(engine)
    else:
        if not (may_be_new and is_free_path(place)):
            _require_file(place, place)
        if _keeps(Path(place), OF_AN_ADDRESS):
            address = f"sqlite:///{Path(place).absolute()}"
            raise StoreError(place, f"its events are in the tables of a database; give it by its address: {address}")
        with SqliteStore(place) as store:
            yield store


def is_free_path(place: str) -> bool:
    """Whether a place is a path where there is nothing yet, in a folder that exists."""
    return "://" not in place and not Path(place).exists() and Path(place).absolute().parent.is_dir()


@contextmanager
def engine_of(place: str, *, may_be_new: bool = False) -> Iterator[Engine]:
    """An engine for a database that exists; of a path, for its SQLite file.

    Args:
        may_be_new: Whether a SQLite file is made where there is none.

    Raises:
        StoreError: There is none, or it is neither SQLite nor PostgreSQL.
        MissingExtra: A package is not installed.
    """
    try:
        from sqlalchemy import URL, create_engine, make_url
        from sqlalchemy.exc import ArgumentError
    except ImportError as error:
        raise MissingExtra("sqlalchemy", "sqlalchemy") from error
    shown = without_secrets(place)
    try:
        address = (
            make_url(POSTGRESQL.sub(DRIVER, place, count=1)) if "://" in place else URL.create("sqlite", database=place)
        )
        if "@" in (address.host or ""):
            raise StoreError(shown, "signs of a user or a password are written as %40 and so on")
        if address.get_backend_name() not in ("sqlite", "postgresql"):
            raise StoreError(shown, "neither SQLite nor PostgreSQL")
        if address.get_backend_name() == "sqlite" and not may_be_new:
            _require_file(address.database or "", shown)
        engine = create_engine(address)
    except (ArgumentError, ValueError):
        raise StoreError(shown, "no address of a database") from None
    except ImportError as error:
        raise MissingExtra(error.name or "psycopg", "postgresql") from None
    try:
        yield engine
    finally:
        engine.dispose()


def file_of(place: str) -> Path | None:
    """The file that a store at a place is; None where it is a database of a server."""
    if "://" not in place:
        return Path(place)
    try:
        from sqlalchemy import make_url

        address = make_url(place)
    except (ImportError, ValueError, ArithmeticError):
        return None
    if address.get_backend_name() != "sqlite" or not address.database:
        return None
    return Path(address.database.removeprefix("file:"))


def without_secrets(text: str, arguments: Iterable[str] = ()) -> str:
    """A text without the users, passwords and options of the addresses in it.

    Args:
        arguments: Those that the text may quote, whatever their characters.
    """
    for argument in arguments:
        if "://" in argument:
            rest = argument.partition("://")[2]
            text = text.replace(rest, rest.rpartition("@")[2].partition("?")[0])
    return ADDRESS.sub(r"\1", text)


def _keeps(file: Path, table: str) -> bool:
    """Whether an SQLite file has its events in this table, and not in the other."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as db:
            tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except (sqlite3.Error, ValueError):
        return False
    return tables & {OF_A_FILE, OF_AN_ADDRESS} == {table}


def _require_file(path: str, shown: str) -> None:
    """Raise StoreError where there is no such file: opening a store would make one."""
    try:
        size = Path(path).stat().st_size if Path(path).is_file() else None
    except (OSError, ValueError):
        size = None
    if path and Path(path).is_dir():
        raise StoreError(shown, "this is a folder; an SQLite file or the address of a database is needed")
    if not size:
        raise StoreError(shown, "there is no such file" if size is None else "the file is empty")
