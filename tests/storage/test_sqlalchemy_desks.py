"""Desks on the stores of SQLAlchemy: a whole story, and 64 tasks at once."""

import asyncio
import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import create_async_engine
from tests.benchmarks.story import commands, whole
from tests.desk_stress import stressed
from tests.postgres import for_sqlalchemy
from tests.storage.sqlalchemy_hosts import Database

from pdflow import Desk, MemoryStore
from pdflow.participation import decider
from pdflow.storage.sqlalchemy import AsyncSqlAlchemyStore
from pdflow.testing.stores import as_appended, events_of


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path / 'host.sqlite'}")
    else:
        database = Database(for_sqlalchemy(request.getfixturevalue("postgres")))
    yield database
    database.close()


def test_given_a_story_when_a_desk_carries_it_out_then_the_rows_are_those_in_memory(database: Database) -> None:
    store, memory = database.store(), MemoryStore()
    desk, other = Desk(decider, store, clock=None, snapshot_every=10), Desk(decider, memory, clock=None)
    for command in commands(whole()):
        assert desk.carry_out("p-1", command) == other.carry_out("p-1", command)
    assert as_appended(store.load("p-1")) == as_appended(memory.load("p-1"))
    anew = Desk(decider, store, clock=None, snapshot_every=10)
    assert anew.load("p-1") == other.load("p-1")
    assert store.snapshot("p-1") is not None


def test_given_64_tasks_when_they_work_on_20_streams_then_nothing_is_lost(database: Database) -> None:
    async def stress() -> None:
        url, options = database.url.replace("sqlite:", "sqlite+aiosqlite:"), database.connect_args
        engine = create_async_engine(url, connect_args=options)
        await stressed(AsyncSqlAlchemyStore(engine))
        await engine.dispose()

    asyncio.run(stress())


def test_given_tasks_that_were_cancelled_when_another_writes_then_sqlite_is_not_locked(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'host.sqlite'}")

    async def cancel_many() -> None:
        engine = create_async_engine(database.url.replace("sqlite:", "sqlite+aiosqlite:"))
        store = AsyncSqlAlchemyStore(engine)
        await store.append("before", events_of("before"), expected=0)
        for n in range(40):
            appending = asyncio.ensure_future(store.append(f"p-{n}", events_of(f"begin-{n}", 3), expected=0))
            await asyncio.sleep(n / 4000)
            appending.cancel()
            await asyncio.wait([appending])
        assert len(await asyncio.to_thread(database.store().append, "p-40", events_of("end"), expected=0)) == 1
        await engine.dispose()

    gc.disable()
    try:
        asyncio.run(cancel_many())
    finally:
        gc.enable()
        database.close()
