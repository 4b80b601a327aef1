"""What read models cost: an event when they are made from nothing, and a director's first page of them, in SQLite.

Those of a whole state: ``python -m tests.benchmarks.read_models 370000``.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from tests.benchmarks.small_year import small_year

from pdflow.projections import Runner, sqlalchemy as queries
from pdflow.simulation.run import Run
from pdflow.storage.sqlite import SqliteStore


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return small_year(tmp_path_factory.mktemp("year") / "events.sqlite")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    engine = sa.create_engine(f"sqlite:///{tmp_path}/read.sqlite")
    queries.metadata.create_all(engine)
    yield engine
    engine.dispose()


def end(store: SqliteStore) -> datetime:
    return max(row.occurred_at for row in store.feed(limit=10**7))


def test_catching_up_from_nothing(benchmark: Any, year: Run, engine: sa.Engine) -> None:
    with SqliteStore(year.file) as store:
        at = end(store)

        def afresh() -> tuple[tuple[Runner, datetime], dict[str, Any]]:
            queries.metadata.drop_all(engine)
            queries.metadata.create_all(engine)
            return (Runner(store, queries.SqlAlchemyReadModels(engine), year.cohort.year.calendar), at), {}

        benchmark.group, benchmark.extra_info["per"] = "read models", len(store.feed(limit=10**7))
        benchmark.pedantic(Runner.catch_up, setup=afresh, rounds=3, warmup_rounds=1)


def test_directors_first_page(benchmark: Any, year: Run, engine: sa.Engine) -> None:
    with SqliteStore(year.file) as store:
        Runner(store, queries.SqlAlchemyReadModels(engine), year.cohort.year.calendar).catch_up(end(store))
    benchmark.group = "read models"
    with engine.connect() as connection:
        assert benchmark(lambda: connection.execute(queries.directors_list()).all())
