"""Hosts with SQLAlchemy, as the contracts of a store need them: on SQLite and PostgreSQL, with and without asyncio."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any, TypeVar

import attrs
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from pdflow.storage.event_store import EventStore
from pdflow.storage.sqlalchemy import AsyncSqlAlchemyStore, SqlAlchemyStore, metadata

T = TypeVar("T")
PATIENT = {"timeout": 30}


def address(uri: str) -> str:
    """The address of a PostgreSQL database for SQLAlchemy."""
    return uri.replace("postgresql://", "postgresql+psycopg://", 1)


@attrs.frozen
class Host:
    """An open transaction of the host and a store in it."""

    store: EventStore
    execute: Callable[[str], list[tuple[Any, ...]]]


class Database:
    """A database with engines; it opens stores and transactions of the host."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.connect_args = PATIENT if url.startswith("sqlite") else {}
        self.engines: list[Engine] = []
        metadata.create_all(self.engine())

    def engine(self, **options: Any) -> Engine:
        self.engines.append(create_engine(self.url, connect_args=self.connect_args, **options))
        return self.engines[-1]

    def store(self) -> EventStore:
        return SqlAlchemyStore(self.engine())

    @contextmanager
    def begin(self) -> Iterator[Host]:
        with self.engines[0].begin() as connection:
            yield Host(SqlAlchemyStore.on(connection), lambda sql: rows_of(connection, sql))

    def close(self) -> None:
        for engine in self.engines:
            engine.dispose()


def rows_of(connection: Connection, sql: str) -> list[tuple[Any, ...]]:
    result = connection.exec_driver_sql(sql)
    return [tuple(row) for row in result] if result.returns_rows else []


class AsyncDatabase(Database):
    """The same with asyncio: the stores are called from threads and work in the event loop of another."""

    def __init__(self, url: str) -> None:
        self.loop = asyncio.new_event_loop()
        self.thread = Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.async_engines: list[AsyncEngine] = []
        super().__init__(url.replace("+aiosqlite", ""))
        self.async_url = url

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result()

    def async_engine(self, **options: Any) -> AsyncEngine:
        engine = create_async_engine(self.async_url, connect_args=self.connect_args, **options)
        self.async_engines.append(engine)
        return engine

    def store(self) -> EventStore:
        return Blocking(AsyncSqlAlchemyStore(self.async_engine()), self.run)

    @contextmanager
    def begin(self) -> Iterator[Host]:
        if not self.async_engines:
            self.async_engine()
        context = self.async_engines[0].begin()
        connection: AsyncConnection = self.run(context.__aenter__())
        try:
            yield Host(
                Blocking(AsyncSqlAlchemyStore.on(connection), self.run),
                lambda sql: self.run(connection.run_sync(rows_of, sql)),
            )
        except BaseException as error:
            if not self.run(context.__aexit__(type(error), error, error.__traceback__)):
                raise
        else:
            self.run(context.__aexit__(None, None, None))

    def close(self) -> None:
        for engine in self.async_engines:
            self.run(engine.dispose())
        super().close()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()


class Blocking:
    """An async store whose methods wait for their results."""

    def __init__(self, store: AsyncSqlAlchemyStore, run: Callable[[Coroutine[Any, Any, T]], T]) -> None:
        self._store, self._run = store, run

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._store, name)
        return lambda *args, **kwargs: self._run(method(*args, **kwargs))
