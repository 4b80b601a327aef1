"""Databases of a PostgreSQL server for tests, and their addresses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
SCHEMAS = "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'"
SETTINGS = """
SELECT current_database() FROM pg_db_role_setting WHERE setdatabase = (
    SELECT oid FROM pg_database WHERE datname = current_database()
)
"""


@contextmanager
def database(server: str, name: str, template: str = "template1") -> Iterator[str]:
    """The address of a database of this name, a copy of another, that is gone afterwards."""
    with psycopg.connect(server, autocommit=True) as db:
        db.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        yield server.replace("/postgres?", f"/{name}?")
        db.execute(f"DROP DATABASE {name} WITH (FORCE)")


def emptied(address: str) -> str:
    """A database as if it were new, and the same address: a new one for each test takes ten times as long."""
    with psycopg.connect(address, autocommit=True) as db:
        db.execute(OTHERS)
        for (schema,) in db.execute(SCHEMAS).fetchall():
            db.execute(f'DROP SCHEMA "{schema}" CASCADE')
        for (setting,) in db.execute(SETTINGS).fetchall():
            db.execute(f'ALTER DATABASE "{setting}" RESET ALL')
        db.execute("CREATE SCHEMA public")
    return address


def for_sqlalchemy(address: str) -> str:
    """The same address as SQLAlchemy takes it, with the driver's name."""
    return address.replace("postgresql:", "postgresql+psycopg:", 1)
