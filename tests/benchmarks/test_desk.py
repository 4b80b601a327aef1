"""One command at a desk on a stream of 60 or 500 events in SQLite: its state kept, by a snapshot, cold; and raw SQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import attrs
import pytest
from tests.benchmarks.story import command_id, cycle, enrolment, next_cycle

from pdflow import Actor, Command, Desk, Event, Header, Refused, Role, SqliteStore
from pdflow.participation import OpenCoaching, PlanSession, decider
from pdflow.storage.codec import Codec
from pdflow.storage.event_ids import event_id
from pdflow.storage.event_store import Append, NewEvent, utc_now
from pdflow.storage.sqlite_statements import LOAD, NEW_FIELDS, new_rows

ROUNDS = {60: 300, 500: 60}
sizes = pytest.mark.parametrize("size", ROUNDS)
CODEC = Codec(decider)
RAW_INSERT = f"INSERT INTO events ({', '.join(NEW_FIELDS)}) VALUES ({', '.join('?' * len(NEW_FIELDS))})"


@cache
def story(size: int) -> tuple[Event, ...]:
    """The first events of a participation that goes on and on."""
    state, events, asked = decider.state(), list[Event](), list(enrolment())
    for number in count(1):
        for place, ask in enumerate(asked):
            happened = decider.decide(state, ask.command(command_id(f"{number} {place}")))
            decider.fold(happened, onto=state)
            events += happened
        if len(events) >= size:
            return tuple(events[:size])
        asked = [*cycle(number), next_cycle(number + 1)]
    raise AssertionError


def rows_of(stream: str, size: int) -> list[NewEvent]:
    """The rows of the story, under ids of this stream's own."""
    rows = CODEC.to_rows(story(size))
    ids = [str(uuid5(NAMESPACE_OID, f"{stream} {row.command_id}")) for row in rows]
    return [
        attrs.evolve(row, id=event_id(id, n), command_id=id) for n, (row, id) in enumerate(zip(rows, ids, strict=True))
    ]


def command(stream: str, size: int) -> Command:
    at = story(size)[-1].at
    header = Header(str(uuid5(NAMESPACE_OID, f"the command for {stream}")), Actor("ada", Role.COORDINATOR), at)
    return PlanSession(header, plan="one more", session="one more", start=at, minutes=60)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path / "pd.sqlite") as store:
        yield store


class Streams:
    """New streams of so many events, one for each round, and the command for each."""

    def __init__(self, store: SqliteStore, size: int) -> None:
        self.store, self.size, self.numbers = store, size, count()
        self.names = [f"p-{n}" for n in range(ROUNDS[size] + 10)]
        store.append_all([Append(name, rows_of(name, size), 0) for name in self.names])

    def __call__(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        stream = f"p-{next(self.numbers)}"
        return (stream, command(stream, self.size)), {}


def measure(benchmark: Any, size: int, desk: Desk, streams: Any) -> None:
    benchmark.group = f"desk {size}"
    benchmark.pedantic(desk.carry_out, setup=streams, rounds=ROUNDS[size], warmup_rounds=10)


@sizes
def test_desk_kept(benchmark: Any, store: SqliteStore, size: int) -> None:
    desk, streams = Desk(decider, store, clock=None), Streams(store, size)

    def kept() -> Any:
        (stream, command), more = streams()
        desk.load(stream)
        return (stream, command), more

    measure(benchmark, size, desk, kept)


@sizes
def test_desk_snapshot(benchmark: Any, store: SqliteStore, size: int) -> None:
    streams = Streams(store, size)
    desk = Desk(decider, store, clock=None, keep=0, snapshot_every=size)
    for stream in streams.names:
        with pytest.raises(Refused):
            desk.carry_out(stream, OpenCoaching(command(stream, size).header, session="none", growth_area="none"))
        assert store.snapshot(stream) is not None
    measure(benchmark, size, desk, streams)


@sizes
def test_desk_cold(benchmark: Any, store: SqliteStore, size: int) -> None:
    measure(benchmark, size, Desk(decider, store, clock=None, keep=0), Streams(store, size))


@sizes
def test_desk_raw_select_and_insert(benchmark: Any, store: SqliteStore, size: int) -> None:
    raw, streams = store._db, Streams(store, size)

    def prepared() -> Any:
        (stream, asked), _ = streams()
        [new] = CODEC.to_rows(decider.decide(decider.fold(story(size)), asked), None, CODEC.fingerprint(asked))
        [row] = new_rows(Append(stream, [new], size), utc_now().isoformat())
        return (stream, row), {}

    def carry_out(stream: str, row: Sequence[object]) -> None:
        raw.execute(LOAD, (stream, 0)).fetchall()
        raw.execute("BEGIN IMMEDIATE")
        raw.execute(RAW_INSERT, row)
        raw.execute("COMMIT")

    benchmark.group = f"desk {size}"
    benchmark.pedantic(carry_out, setup=prepared, rounds=ROUNDS[size], warmup_rounds=10)
