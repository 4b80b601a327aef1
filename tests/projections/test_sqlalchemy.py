"""The read models by SQLAlchemy keep the contract, on SQLite and on PostgreSQL, on an engine and on a connection."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from tests.projections.databases import engine_of, sqlite_url
from tests.projections.lives import CALENDAR

from pdflow import MemoryStore, OutOfRange, StoreError
from pdflow.projections import ProjectedStream, ReadModels, Runner, StreamEntry
from pdflow.projections.sqlalchemy import SqlAlchemyReadModels
from pdflow.testing.read_models import ReadModelContract, projected_stream


class TestOnSqlite(ReadModelContract):
    @pytest.fixture
    def engine(self, tmp_path: Path) -> Iterator[sa.Engine]:
        with engine_of(sqlite_url(tmp_path)) as engine:
            yield engine

    @pytest.fixture
    def read_models(self, engine: sa.Engine) -> ReadModels:
        return SqlAlchemyReadModels(engine)

    @pytest.fixture
    def reopen(self, engine: sa.Engine) -> Callable[[], ReadModels]:
        return lambda: SqlAlchemyReadModels(engine)

    def test_given_more_streams_than_a_statement_may_name_when_they_go_then_all_their_rows_do(
        self, read_models: ReadModels
    ) -> None:
        streams = [f"p-{n}" for n in range(70_000)]
        with read_models.writing() as rows:
            rows.replace([projected_stream("p-1"), projected_stream("p-69999")])
        with read_models.writing() as rows:
            assert rows.versions(streams).keys() == {"p-1", "p-69999"}
            rows.replace([ProjectedStream(StreamEntry(stream, None, 0, None, None)) for stream in streams])
        assert read_models.rows(StreamEntry) == []
        assert read_models.remove_refusals("ana", streams) == 0


class TestOnPostgres(TestOnSqlite):
    @pytest.fixture
    def engine(self, postgres_engine: sa.Engine) -> sa.Engine:
        return postgres_engine


class OnAConnection:
    """The same in one transaction of the host."""

    @pytest.fixture
    def read_models(self, engine: sa.Engine) -> Iterator[ReadModels]:
        with engine.begin() as connection:
            yield SqlAlchemyReadModels.on(connection)

    @pytest.fixture
    def reopen(self) -> Callable[[], ReadModels]:
        pytest.skip("a transaction of the host has one connection")

    def test_given_rows_in_a_transaction_when_the_host_rolls_back_then_they_are_gone(self, engine: sa.Engine) -> None:
        with engine.connect() as connection:
            with SqlAlchemyReadModels.on(connection).writing() as rows:
                rows.replace([projected_stream("p-1")])
            connection.rollback()
        assert SqlAlchemyReadModels(engine).rows(StreamEntry) == []


class TestOnSqliteConnection(OnAConnection, TestOnSqlite):
    pass


class TestOnPostgresConnection(OnAConnection, TestOnPostgres):
    pass


def test_given_two_readers_when_one_writes_then_the_other_has_no_rows(tmp_path: Path) -> None:
    with engine_of(sqlite_url(tmp_path)) as engine:
        one, other = SqlAlchemyReadModels(engine, "north"), SqlAlchemyReadModels(engine, "south")
        with one.writing() as rows:
            rows.replace([projected_stream("p-1")])
        with other.writing() as rows:
            rows.replace([projected_stream("p-1", 2)])
        assert other.publish(other.begin_generation())
        assert [entry.version for entry in one.rows(StreamEntry)] == [1]
        assert other.rows(StreamEntry) == []


def test_given_a_database_without_the_tables_when_writing_then_the_error_says_so(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path}/empty")
    read_models = SqlAlchemyReadModels(engine)
    with pytest.raises(StoreError, match="no such table: pdflow_generations"), read_models.writing():
        pass
    engine.dispose()


@pytest.mark.parametrize("page", [0, -1])
def test_given_a_page_of_nothing_when_catching_up_then_an_error(page: int, tmp_path: Path) -> None:
    with engine_of(sqlite_url(tmp_path)) as engine:
        runner = Runner(MemoryStore(), SqlAlchemyReadModels(engine), CALENDAR)
        with pytest.raises(OutOfRange, match="page"):
            runner.catch_up(datetime(2026, 9, 1, tzinfo=UTC), page=page)
        assert SqlAlchemyReadModels(engine).generations() == []
