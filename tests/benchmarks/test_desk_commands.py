"""What one command costs at a desk, on a stream of 60 events, beside the database alone and ``eventsourcing``."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from eventsourcing.application import Application
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import Engine, create_engine
from tests.benchmarks.peers import Observed
from tests.benchmarks.story import command_id, cycle, enrolment, next_cycle
from tests.storage.sqlalchemy_hosts import address

from pdflow import Command, Desk, SqliteStore
from pdflow.participation import decider
from pdflow.storage.codec import Codec
from pdflow.storage.event_store import EventStore, NewEvent
from pdflow.storage.sqlalchemy import SqlAlchemyStore, metadata
from pdflow.testing.stores import events_of

STORY, CODEC = [*enrolment(), *cycle(1), next_cycle(2), *cycle(2)], Codec(decider)
EVENTS, ROUNDS = 60, 200
KEPT = {"kept": 1000, "cold": 0}
"""How many states a desk keeps."""
COLUMNS = "stream, version, id, type, type_version, command_id, actor, role, occurred_at, recorded_at, data, notes"


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[EventStore]:
    with SqliteStore(tmp_path / "own.sqlite") as store:
        yield store


def engine_of(url: str) -> Iterator[Engine]:
    engine = create_engine(url)
    metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def sqlite_engine(tmp_path: Path) -> Iterator[Engine]:
    for engine in engine_of(f"sqlite:///{tmp_path / 'host.sqlite'}"):
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        yield engine


@pytest.fixture
def postgresql_engine(postgres: str) -> Iterator[Engine]:
    yield from engine_of(address(postgres))


def story_of(stream: str) -> tuple[list[NewEvent], Command]:
    """The first 60 events of a stream, and the command that comes next."""
    state, rows = decider.state(), list[NewEvent]()
    for number, ask in enumerate(STORY):
        command = ask.command(command_id(f"{stream} {number}"))
        if len(rows) >= EVENTS:
            break
        events = decider.decide(state, command)
        decider.fold(events, onto=state)
        rows += CODEC.to_rows(events)
    return rows, command


def measure(
    benchmark: Any, database: str, work: Callable[..., object], prepared: Callable[[], tuple[Any, ...]]
) -> None:
    benchmark.group = f"one command after 60 events, {database}"
    benchmark.pedantic(work, setup=lambda: (prepared(), {}), rounds=ROUNDS, warmup_rounds=10)


def measure_desk(benchmark: Any, database: str, store: EventStore, keep: str) -> None:
    desk, numbers = Desk(decider, store, clock=None, keep=KEPT[keep]), count()

    def prepared() -> tuple[str, Command]:
        stream = f"p-{next(numbers)}"
        rows, command = story_of(stream)
        store.append(stream, rows, expected=0)
        desk.load(stream)
        return stream, command

    measure(benchmark, database, desk.carry_out, prepared)


@pytest.mark.parametrize("keep", KEPT)
def test_desk_on_sqlite(benchmark: Any, sqlite_store: EventStore, keep: str) -> None:
    measure_desk(benchmark, "SQLite", sqlite_store, keep)


@pytest.mark.parametrize("keep", KEPT)
def test_desk_on_sqlite_by_sqlalchemy(benchmark: Any, sqlite_engine: Engine, keep: str) -> None:
    measure_desk(benchmark, "SQLite", SqlAlchemyStore(sqlite_engine), keep)


@pytest.mark.parametrize("keep", KEPT)
def test_desk_on_postgresql(benchmark: Any, postgresql_engine: Engine, keep: str) -> None:
    measure_desk(benchmark, "PostgreSQL", SqlAlchemyStore(postgresql_engine), keep)


def measure_raw(
    benchmark: Any, database: str, engine: Engine, connection: Any, mark: str, begin: Callable[[], object]
) -> None:
    """Read the stream and insert a row in a transaction, with the driver alone."""
    numbers, store = count(), SqlAlchemyStore(engine)
    marks = ", ".join([mark] * len(COLUMNS.split(", ")))

    def prepared() -> tuple[str, tuple[object, ...]]:
        stream = f"p-{next(numbers)}"
        store.append(stream, story_of(stream)[0], expected=0)
        [new] = events_of(f"next {stream}")
        at = new.occurred_at
        row = (stream, EVENTS + 9, new.id, new.type, 1, new.command_id, "kim", "COACH", at.isoformat(), at)
        return stream, (*row, new.data, new.notes)

    def read_and_insert(stream: str, row: tuple[object, ...]) -> None:
        asked = f"SELECT {COLUMNS} FROM pdflow_events WHERE stream = {mark} ORDER BY version"
        assert len(connection.execute(asked, (stream,)).fetchall()) >= EVENTS
        begin()
        connection.execute(f"INSERT INTO pdflow_events ({COLUMNS}) VALUES ({marks})", row)
        connection.execute("COMMIT")

    measure(benchmark, database, read_and_insert, prepared)


@pytest.mark.filterwarnings("ignore:The default datetime adapter:DeprecationWarning")
def test_raw_sqlite(benchmark: Any, sqlite_engine: Engine) -> None:
    connection = sqlite3.connect(sqlite_engine.url.database, isolation_level=None)
    connection.execute("PRAGMA synchronous = NORMAL")
    measure_raw(benchmark, "SQLite", sqlite_engine, connection, "?", lambda: connection.execute("BEGIN IMMEDIATE"))
    connection.close()


def test_raw_postgresql(benchmark: Any, postgresql_engine: Engine, postgres: str) -> None:
    with psycopg.connect(postgres, autocommit=True) as connection:
        measure_raw(benchmark, "PostgreSQL", postgresql_engine, connection, "%s", lambda: connection.execute("BEGIN"))


def measure_eventsourcing(benchmark: Any, database: str, environment: dict[str, str], keep: str) -> None:
    cache = {"AGGREGATE_CACHE_MAXSIZE": "1000", "AGGREGATE_CACHE_FASTFORWARD": "y"} if keep == "kept" else {}
    app = Application[Any](env={**environment, **cache})
    seen = {"setting": "class", "minutes": 30, "focus": ("p1",), "strengths": "waits", "struggles": "nods"}
    fields = {**seen, "visit": None, "by": "kim", "at": STORY[0].at}

    def prepared() -> tuple[Any]:
        person = Observed()
        for number in range(EVENTS - 1):
            person.observe(f"ob{number}", **fields)
        app.save(person)
        app.repository.get(person.id)
        return (person.id,)

    def observe(id: Any) -> None:
        person = app.repository.get(id)
        person.observe("next", **fields)
        app.save(person)

    measure(benchmark, database, observe, prepared)
    app.close()


@pytest.mark.parametrize("keep", KEPT)
def test_eventsourcing_on_sqlite(benchmark: Any, tmp_path: Path, keep: str) -> None:
    place = {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(tmp_path / "peer.sqlite")}
    measure_eventsourcing(benchmark, "SQLite", place, keep)


@pytest.mark.parametrize("keep", KEPT)
def test_eventsourcing_on_postgresql(benchmark: Any, postgres: str, keep: str) -> None:
    pytest.importorskip("psycopg_pool", reason="eventsourcing needs psycopg's pool")
    to = conninfo_to_dict(postgres)
    place = {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": to["dbname"],
        "POSTGRES_HOST": to["host"],
        "POSTGRES_PORT": str(to.get("port", 5432)),
        "POSTGRES_USER": to["user"],
        "POSTGRES_PASSWORD": str(to.get("password", "none")),
    }
    measure_eventsourcing(benchmark, "PostgreSQL", place, keep)
