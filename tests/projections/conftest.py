"""One PostgreSQL database for all tests of a file, emptied for each."""

from __future__ import annotations

import os
from collections.abc import Iterator

import psycopg
import pytest
import sqlalchemy as sa
from tests.projections.databases import emptied, engine_of, postgres_url


@pytest.fixture(scope="module")
def postgres_database(postgres_server: str) -> Iterator[sa.Engine]:
    name = f"projections_{os.getpid()}"
    with psycopg.connect(postgres_server, autocommit=True) as db:
        db.execute(f"CREATE DATABASE {name} STRATEGY file_copy")
        with engine_of(postgres_url(postgres_server.replace("/postgres?", f"/{name}?"))) as engine:
            yield engine
        db.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgres_engine(postgres_database: sa.Engine) -> sa.Engine:
    """An engine of a PostgreSQL database that has the tables of pdflow and no row."""
    return emptied(postgres_database)
