"""What a store costs beside the database under it: the same rows, the same schema and the same pragmas."""

import sqlite3
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from pdflow.storage.event_store import Append, utc_now
from pdflow.storage.memory import MemoryStore
from pdflow.storage.sqlite import SqliteStore
from pdflow.storage.sqlite_statements import LOAD, NEW_FIELDS, new_rows
from pdflow.testing.stores import events_of

ROUNDS = {1: 3000, 100: 300}
RAW_INSERT = f"INSERT INTO events ({', '.join(NEW_FIELDS)}) VALUES ({', '.join('?' * len(NEW_FIELDS))})"
sizes = pytest.mark.parametrize("size", ROUNDS)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path / "pd.sqlite") as store:
        yield store


@pytest.fixture
def raw(store: SqliteStore) -> sqlite3.Connection:
    return store._db


class EventsOf:
    """Arguments of the next append: a new stream and so many events."""

    def __init__(self, size: int) -> None:
        self.size, self.numbers = size, count()

    def __call__(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        number = next(self.numbers)
        return (f"p-{number}", events_of(f"{number}", self.size)), {"expected": 0}


class RowsOf(EventsOf):
    """The rows that such an append writes."""

    def __call__(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        (stream, events), _ = super().__call__()
        rows = new_rows(Append(stream, events, 0), utc_now().isoformat())
        return (rows,), {}


@sizes
def test_append_to_sqlite(benchmark: Any, store: SqliteStore, size: int) -> None:
    benchmark.group = f"append {size}"
    benchmark.pedantic(store.append, setup=EventsOf(size), rounds=ROUNDS[size], warmup_rounds=10)


@sizes
def test_append_with_raw_executemany(benchmark: Any, raw: sqlite3.Connection, size: int) -> None:
    def append(rows: list[tuple[object, ...]]) -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.executemany(RAW_INSERT, rows)
        raw.execute("COMMIT")

    benchmark.group = f"append {size}"
    benchmark.pedantic(append, setup=RowsOf(size), rounds=ROUNDS[size], warmup_rounds=10)


@sizes
def test_append_to_memory(benchmark: Any, size: int) -> None:
    benchmark.group = f"append {size}"
    benchmark.pedantic(MemoryStore().append, setup=EventsOf(size), rounds=ROUNDS[size], warmup_rounds=10)


def test_load_100_from_sqlite(benchmark: Any, store: SqliteStore) -> None:
    benchmark.group = "load 100"
    store.append("p-1", events_of("begin", 100), expected=0)
    assert len(benchmark(store.load, "p-1")) == 100


def test_load_100_with_raw_select(benchmark: Any, store: SqliteStore, raw: sqlite3.Connection) -> None:
    benchmark.group = "load 100"
    store.append("p-1", events_of("begin", 100), expected=0)
    assert len(benchmark(lambda: raw.execute(LOAD, ("p-1", 0)).fetchall())) == 100


def test_load_100_from_memory(benchmark: Any) -> None:
    benchmark.group = "load 100"
    store = MemoryStore()
    store.append("p-1", events_of("begin", 100), expected=0)
    assert len(benchmark(store.load, "p-1")) == 100
