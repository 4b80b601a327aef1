"""One PostgreSQL database for all tests of a file, emptied for each."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from tests.postgres import database, for_sqlalchemy
from tests.projections.databases import emptied, engine_of


@pytest.fixture(scope="module")
def postgres_database(postgres_server: str) -> Iterator[sa.Engine]:
    with (
        database(postgres_server, f"projections_{os.getpid()}") as address,
        engine_of(for_sqlalchemy(address)) as engine,
    ):
        yield engine


@pytest.fixture
def postgres_engine(postgres_database: sa.Engine) -> sa.Engine:
    """An engine of a PostgreSQL database that has the tables of pdflow and no row."""
    return emptied(postgres_database)
