"""Databases with the tables of the read models and of the events."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from pdflow.projections.sqlalchemy import metadata
from pdflow.storage.sqlalchemy import metadata as events


def sqlite_url(folder: Path) -> str:
    return f"sqlite:///{folder}/host.sqlite"


@contextmanager
def engine_of(url: str) -> Iterator[sa.Engine]:
    """An engine of a database with all tables; with SQLite one waits for another's transaction up to 30 seconds."""
    engine = sa.create_engine(url, connect_args={"timeout": 30} if url.startswith("sqlite") else {})
    metadata.create_all(engine)
    events.create_all(engine)
    yield engine
    engine.dispose()


def emptied(engine: sa.Engine) -> sa.Engine:
    with engine.begin() as connection:
        for table in (*metadata.sorted_tables, *events.sorted_tables):
            connection.execute(table.delete())
    return engine
