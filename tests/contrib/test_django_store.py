"""The store on a database of a Django project keeps the contract, beside the project's tables too, and in threads."""

from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from typing import Any

import attrs
import pytest
from django.db import connections, transaction
from sqlalchemy import create_engine
from tests.contrib.conftest import Database, Project, address

from pdflow.contrib.django.store import DjangoStore
from pdflow.storage.in_threads import InThreads
from pdflow.storage.snapshots import Snapshot
from pdflow.storage.sqlalchemy import SqlAlchemyStore
from pdflow.testing.stores import (
    AsyncStoreContract,
    Begin,
    DatabaseContract,
    PostgresContract,
    StoreContract,
    events_of,
)


@attrs.frozen
class Host:
    """An open transaction of the project, on a connection of its own."""

    store: DjangoStore

    def execute(self, sql: str) -> list[tuple[Any, ...]]:
        with connections["host"].cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else []


@contextmanager
def begin() -> Iterator[Host]:
    with transaction.atomic("host"):
        yield Host(DjangoStore("host"))


class InProject(StoreContract):
    """The aliases ``host`` and ``again`` are of the same database as ``default``: other connections to it."""

    @pytest.fixture
    def databases(self, project: Project, make_database: Callable[..., Database]) -> None:
        same = make_database()
        for alias in ("default", "host", "again"):
            project.use(same, alias)
        project.use(make_database(), "elsewhere")

    @pytest.fixture
    def store(self, databases: None) -> DjangoStore:
        return DjangoStore()

    @pytest.fixture
    def reopen(self, databases: None) -> Callable[[], DjangoStore]:
        return lambda: DjangoStore("again")

    @pytest.fixture
    def begin(self, databases: None) -> Begin:
        return begin

    @pytest.fixture
    def elsewhere(self, databases: None) -> DjangoStore:
        return DjangoStore("elsewhere")


class TestOnSqlite(InProject, DatabaseContract):
    @pytest.fixture
    def make_database(self, sqlite: Callable[..., Database]) -> Callable[..., Database]:
        return sqlite


class TestOnPostgresql(InProject, PostgresContract):
    @pytest.fixture
    def make_database(self, postgresql: Callable[..., Database]) -> Callable[..., Database]:
        return postgresql

    @pytest.fixture
    def events_table(self) -> str:
        return "pdflow_events"


class TestInThreads(AsyncStoreContract):
    @pytest.fixture
    def opened(self, database: Database) -> Callable[[], AbstractAsyncContextManager[InThreads]]:
        @asynccontextmanager
        async def open_store():
            yield InThreads(DjangoStore())

        return open_store

    @pytest.fixture
    def opened_again(self, opened: Any) -> Any:
        return opened


def test_given_the_tables_of_the_app_when_sqlalchemy_opens_them_then_both_stores_are_one(database: Database) -> None:
    here, engine = DjangoStore(), create_engine(address(database))
    there = SqlAlchemyStore(engine)
    one = here.append("p-1", events_of("one", 2), expected=0)
    two = there.append("p-1", events_of("two"), expected=2)
    assert [*here.feed()] == [*there.feed()] == [*one, *two]
    there.keep_snapshot(Snapshot("p-1", 3, 0, "format", "data"))
    assert here.snapshot("p-1") == there.snapshot("p-1")
    here.erase_notes(one[0].id)
    assert there.snapshot("p-1") is None
    assert here.look_up("p-1", "") == there.look_up("p-1", "")
    engine.dispose()
