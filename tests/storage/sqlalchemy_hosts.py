"""Hosts with SQLAlchemy, as the contracts of a store need them: on SQLite and PostgreSQL, with and without asyncio."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from functools import cached_property
from typing import Any

import attrs
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from pdflow.storage.event_store import EventStore
from pdflow.storage.sqlalchemy import AsyncSqlAlchemyStore, SqlAlchemyStore, metadata
from pdflow.testing.stores import EventLoopThread

PATIENT = {"timeout": 30}


@attrs.frozen
class Host:
    """An open transaction of the host and a store in it."""

    store: EventStore
    execute: Callable[[str], list[tuple[Any, ...]]]


class Database:
    """A database with engines; it opens stores and transactions of the host."""

    kind: type[SqlAlchemyStore] = SqlAlchemyStore

    def __init__(self, url: str) -> None:
        self.url = url
        self.connect_args = PATIENT if url.startswith("sqlite") else {}
        self.engines: list[Engine] = []
        metadata.create_all(self.engine())

    def engine(self, **options: Any) -> Engine:
        self.engines.append(create_engine(self.url, connect_args=self.connect_args, **options))
        return self.engines[-1]

    def store(self) -> EventStore:
        return self.kind(self.engine())

    @contextmanager
    def begin(self) -> Iterator[Host]:
        with self.engines[0].begin() as connection:
            yield Host(self.kind.on(connection), lambda sql: rows_of(connection, sql))

    def close(self) -> None:
        for engine in self.engines:
            engine.dispose()


def rows_of(connection: Connection, sql: str) -> list[tuple[Any, ...]]:
    result = connection.exec_driver_sql(sql)
    return [tuple(row) for row in result] if result.returns_rows else []


class AsyncDatabase(Database):
    """The same with asyncio: the stores are called from threads, and work in the event loop of another."""

    def __init__(self, url: str) -> None:
        super().__init__(url.replace("+aiosqlite", ""))
        self.async_url = url
        self.opened = ExitStack()
        self.loop = self.opened.enter_context(EventLoopThread())

    def async_engine(self, **options: Any) -> AsyncEngine:
        engine = create_async_engine(self.async_url, connect_args=self.connect_args, **options)
        self.opened.callback(lambda: self.loop.run(engine.dispose()))
        return engine

    def store(self) -> EventStore:
        return self.opened.enter_context(self.asked(AsyncSqlAlchemyStore(self.async_engine())))

    def asked(self, store: AsyncSqlAlchemyStore) -> AbstractContextManager[EventStore]:
        """The store for callers of other threads than that of the loop."""
        return self.loop.entered(nullcontext(store))

    @cached_property
    def host_engine(self) -> AsyncEngine:
        return self.async_engine()

    @contextmanager
    def begin(self) -> Iterator[Host]:
        connection = self.loop.run(entered(self.host_engine.connect()))
        try:
            with self.asked(AsyncSqlAlchemyStore.on(connection)) as store:
                yield Host(store, lambda sql: self.loop.run(connection.run_sync(rows_of, sql)))
            self.loop.run(connection.commit())
        finally:
            self.loop.run(connection.close())

    def close(self) -> None:
        self.opened.close()
        super().close()


async def entered(connection: AsyncConnection) -> AsyncConnection:
    return await connection
