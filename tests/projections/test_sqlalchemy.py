"""The read models by SQLAlchemy keep the contract, on SQLite and on PostgreSQL, on an engine and on a connection."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from pdflow.projections.sqlalchemy import SqlReadModels, metadata
from pdflow.testing.read_models import ReadModelContract


def with_tables(engine: sa.Engine) -> sa.Engine:
    metadata.create_all(engine)
    return engine


class TestOnSqlite(ReadModelContract):
    @pytest.fixture
    def engine(self, tmp_path: Path) -> Iterator[sa.Engine]:
        engine = with_tables(sa.create_engine(f"sqlite:///{tmp_path}/read.sqlite", connect_args={"timeout": 30}))
        yield engine
        engine.dispose()

    @pytest.fixture
    def read_models(self, engine: sa.Engine) -> SqlReadModels:
        return SqlReadModels(engine)

    @pytest.fixture
    def reopen(self, engine: sa.Engine) -> Callable[[], SqlReadModels]:
        return lambda: SqlReadModels(engine)


class TestOnPostgres(TestOnSqlite):
    @pytest.fixture
    def engine(self, postgres: str) -> Iterator[sa.Engine]:
        engine = with_tables(sa.create_engine(postgres.replace("postgresql:", "postgresql+psycopg:")))
        yield engine
        engine.dispose()
