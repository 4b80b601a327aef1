"""The stores of SQLAlchemy keep the contract, on SQLite and PostgreSQL, with and without asyncio."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.postgres import for_sqlalchemy
from tests.storage.sqlalchemy_hosts import AsyncDatabase, Database

from pdflow.storage.event_store import EventStore
from pdflow.storage.sqlalchemy import SqlAlchemyStore
from pdflow.testing.stores import Begin, DatabaseContract, PostgresContract, StoreContract
from pdflow.testing.stores.appends import AppendContract
from pdflow.testing.stores.conflicts import ConflictContract
from pdflow.testing.stores.contents import ContentContract
from pdflow.testing.stores.feeds import FeedContract
from pdflow.testing.stores.kept_snapshots import SnapshotContract
from pdflow.testing.stores.races import RaceContract
from pdflow.testing.stores.rewrites import RewriteContract


class OnDatabase:
    """Fixtures of the contracts; ``kind`` is the kind of database."""

    kind: type[Database] = Database

    @pytest.fixture
    def store(self, database: Database) -> EventStore:
        return database.store()

    @pytest.fixture
    def reopen(self, database: Database) -> Callable[[], EventStore]:
        return database.store

    @pytest.fixture
    def begin(self, database: Database) -> Begin:
        return database.begin


class OnSqlite(OnDatabase):
    scheme = "sqlite"

    @pytest.fixture
    def database(self, tmp_path: Path) -> Iterator[Database]:
        database = self.kind(f"{self.scheme}:///{tmp_path / 'host.sqlite'}")
        yield database
        database.close()

    @pytest.fixture
    def elsewhere(self, tmp_path: Path) -> Iterator[EventStore]:
        database = self.kind(f"{self.scheme}:///{tmp_path / 'elsewhere.sqlite'}")
        yield database.store()
        database.close()


class OnPostgresql(OnDatabase):
    @pytest.fixture
    def database(self, postgres: str) -> Iterator[Database]:
        database = self.kind(for_sqlalchemy(postgres))
        yield database
        database.close()

    @pytest.fixture
    def elsewhere(self, another_postgres: str) -> Iterator[EventStore]:
        database = self.kind(for_sqlalchemy(another_postgres))
        yield database.store()
        database.close()

    @pytest.fixture
    def events_table(self) -> str:
        return "pdflow_events"


class TestOnSqlite(OnSqlite, StoreContract, DatabaseContract):
    pass


class TestOnSqliteInWal(OnSqlite, DatabaseContract, RaceContract):
    """What a write-ahead log changes: readers see what was committed while others write."""

    @pytest.fixture
    def database(self, tmp_path: Path) -> Iterator[Database]:
        database = Database(f"sqlite:///{tmp_path / 'host.sqlite'}")
        with database.engines[0].connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        yield database
        database.close()


class TestOnPostgresql(OnPostgresql, StoreContract, PostgresContract):
    pass


class TestAsyncOnSqlite(OnSqlite, StoreContract, DatabaseContract):
    kind, scheme = AsyncDatabase, "sqlite+aiosqlite"


class TestAsyncOnPostgresql(OnPostgresql, StoreContract, PostgresContract):
    kind = AsyncDatabase


class OnTheHostsConnection(
    AppendContract, ConflictContract, ContentContract, FeedContract, RewriteContract, SnapshotContract
):
    """What the contract asks of one connection, all in one transaction of the host."""

    @pytest.fixture
    def store(self, database: Database) -> Iterator[EventStore]:
        with database.engines[0].begin() as connection:
            yield SqlAlchemyStore.on(connection)

    @pytest.fixture
    def reopen(self, store: EventStore) -> Callable[[], EventStore]:
        return lambda: store


class TestOnTheHostsConnectionToSqlite(OnTheHostsConnection):
    @pytest.fixture
    def database(self, tmp_path: Path) -> Iterator[Database]:
        database = Database(f"sqlite:///{tmp_path / 'host.sqlite'}")
        yield database
        database.close()


class TestOnTheHostsConnectionToPostgresql(OnTheHostsConnection):
    @pytest.fixture
    def database(self, postgres: str) -> Iterator[Database]:
        database = Database(for_sqlalchemy(postgres))
        yield database
        database.close()
