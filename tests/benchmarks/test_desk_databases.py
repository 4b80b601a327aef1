"""One command at a desk on a stream of 60 events in a host's database, beside the driver alone and eventsourcing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from eventsourcing.application import Application
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import Engine, create_engine, event
from tests.benchmarks.peers import Observed
from tests.benchmarks.test_desk import CODEC, ROUNDS, Streams, story
from tests.postgres import for_sqlalchemy

from pdflow import Desk
from pdflow.participation import decider
from pdflow.storage.recorded_events import FIELDS
from pdflow.storage.sqlalchemy import SqlAlchemyStore, metadata
from pdflow.storage.sqlalchemy.rows import new_values

EVENTS = 60
KEPT = pytest.mark.parametrize("keep", [1000, 0], ids=["kept", "cold"])
COLUMNS = [name for name in FIELDS if name != "position"]


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database with tables, and SQLite as the store of one file has it: a write-ahead log, synchronous NORMAL."""
    if request.param == "sqlite":
        engine = create_engine(f"sqlite:///{tmp_path / 'host.sqlite'}")
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = NORMAL"))
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
    else:
        engine = create_engine(for_sqlalchemy(request.getfixturevalue("postgres")))
    metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def driver(engine: Engine) -> Iterator[Any]:
    """A connection of the driver alone, which begins no transaction by itself."""
    if engine.dialect.name == "sqlite":
        connection = sqlite3.connect(engine.url.database, isolation_level=None)
        connection.execute("PRAGMA synchronous = NORMAL")
    else:
        place = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        connection = psycopg.connect(place, autocommit=True)
    yield connection
    connection.close()


@pytest.fixture(autouse=True)
def group(benchmark: Any, engine: Engine) -> None:
    benchmark.group = f"desk {EVENTS}, {engine.dialect.name}"


@KEPT
def test_desk_of_sqlalchemy(benchmark: Any, engine: Engine, keep: int) -> None:
    store = SqlAlchemyStore(engine)
    desk, streams = Desk(decider, store, clock=None, keep=keep), Streams(store, EVENTS)

    def prepared() -> Any:
        (stream, command), more = streams()
        desk.load(stream)
        return (stream, command), more

    benchmark.pedantic(desk.carry_out, setup=prepared, rounds=ROUNDS[EVENTS], warmup_rounds=10)


def test_driver_select_and_insert(benchmark: Any, engine: Engine, driver: Any) -> None:
    streams = Streams(SqlAlchemyStore(engine), EVENTS)
    mark, begin = ("?", "BEGIN IMMEDIATE") if engine.dialect.name == "sqlite" else ("%s", "BEGIN")
    select = (
        f"SELECT {', '.join(FIELDS)} FROM pdflow_events WHERE stream = {mark} AND version > {mark} ORDER BY version"
    )
    insert = f"INSERT INTO pdflow_events ({', '.join(COLUMNS)}) VALUES ({', '.join([mark] * len(COLUMNS))})"

    def prepared() -> Any:
        (stream, asked), _ = streams()
        [new] = CODEC.to_rows(decider.decide(decider.fold(story(EVENTS)), asked), None, CODEC.fingerprint(asked))
        values = new_values(new, stream, EVENTS + 1, new.occurred_at) | {"recorded_at": new.occurred_at.isoformat()}
        return (stream, [values[name] for name in COLUMNS]), {}

    def carry_out(stream: str, row: list[object]) -> None:
        driver.execute(select, (stream, 0)).fetchall()
        driver.execute(begin)
        driver.execute(insert, row)
        driver.execute("COMMIT")

    benchmark.pedantic(carry_out, setup=prepared, rounds=ROUNDS[EVENTS], warmup_rounds=10)


def environment_of(engine: Engine) -> dict[str, str]:
    """Where ``eventsourcing`` keeps its events: in the same database, or in a file beside it."""
    if engine.dialect.name == "sqlite":
        return {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": f"{engine.url.database}.peer"}
    pytest.importorskip("psycopg_pool", reason="eventsourcing needs psycopg's pool for PostgreSQL")
    to = conninfo_to_dict(engine.url.set(drivername="postgresql").render_as_string(hide_password=False))
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": str(to["dbname"]),
        "POSTGRES_HOST": str(to["host"]),
        "POSTGRES_PORT": str(to.get("port", 5432)),
        "POSTGRES_USER": str(to["user"]),
        "POSTGRES_PASSWORD": str(to.get("password", "none")),
    }


@KEPT
def test_eventsourcing_application(benchmark: Any, engine: Engine, keep: int) -> None:
    cache = {"AGGREGATE_CACHE_MAXSIZE": f"{keep}", "AGGREGATE_CACHE_FASTFORWARD": "y"} if keep else {}
    app = Application[Any](env={**environment_of(engine), **cache})
    seen = {"setting": "class", "minutes": 30, "focus": ("p1",), "strengths": "waits", "struggles": "nods"}
    fields = {**seen, "visit": None, "by": "kim", "at": story(EVENTS)[0].at}

    def prepared() -> Any:
        person = Observed()
        for number in range(EVENTS - 1):
            person.observe(f"ob{number}", **fields)
        app.save(person)
        app.repository.get(person.id)
        return (person.id,), {}

    def observe(id: Any) -> None:
        person = app.repository.get(id)
        person.observe("next", **fields)
        app.save(person)

    benchmark.pedantic(observe, setup=prepared, rounds=ROUNDS[EVENTS], warmup_rounds=10)
    app.close()
