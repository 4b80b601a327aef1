"""Read models of a whole state, made by repeating the people of a simulated year under other names.

    python -m tests.benchmarks.read_models 370000 [sqlite:///file | postgresql+psycopg://...]

It prints how fast a runner catches up, by the time of its own process, how long each list takes, how much room the rows
need, and beside it what the same list costs from states in memory. Without an address it uses a SQLite file in a
temporary folder.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import attrs
import sqlalchemy as sa

from pdflow import participation
from pdflow.agenda import WorkingDays, directors_list
from pdflow.calendar import Calendar
from pdflow.desk import Desk
from pdflow.projections import PROJECTED, Entry, ObligationEntry, Runner, sqlalchemy as queries
from pdflow.simulation.run import Run, cast_of, simulate
from pdflow.storage.sqlite import SqliteStore

ROSTER = Path(__file__).parents[2] / "examples" / "data" / "roster"
PEOPLE, WEEKS = 60, 24
NAMES = {"stream", "person", "owner", "coach", "manager", "site", "by", "through"}
"""The columns in which another district has other names."""
ROWS_AT_ONCE = 20_000


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    began = clock()
    work()
    return clock() - began


def other_district(entry: Entry, number: int) -> dict[str, Any]:
    values = attrs.asdict(entry)
    return {name: f"{value}/{number}" if value and name in NAMES else value for name, value in values.items()}


def repeated(entries: Sequence[Entry], generation: int, districts: int) -> Iterator[list[dict[str, Any]]]:
    rows = list[dict[str, Any]]()
    for number in range(1, districts):
        rows += [{"generation": generation, **other_district(entry, number)} for entry in entries]
        if len(rows) > ROWS_AT_ONCE:
            yield rows
            rows = []
    if rows:
        yield rows


def fill(engine: sa.Engine, read_models: queries.SqlAlchemyReadModels, districts: int) -> None:
    """Repeat all rows, with the indexes made afterwards."""
    [generation] = read_models.generations()
    for kind in PROJECTED:
        table, entries = queries.TABLES[kind], read_models.rows(kind)
        for index in table.indexes:
            index.drop(engine)
        for rows in repeated(entries, generation, districts):
            with engine.begin() as connection:
                connection.execute(table.insert(), rows)
        for index in table.indexes:
            index.create(engine)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE" if engine.dialect.name == "postgresql" else "ANALYZE")


def size(engine: sa.Engine) -> float:
    """Megabytes on disk, indexes included."""
    on_disk = "SELECT pg_database_size(current_database())"
    if engine.dialect.name == "sqlite":
        on_disk = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
    with engine.connect() as connection:
        return float(connection.exec_driver_sql(on_disk).scalar_one()) / 2**20


def ask(engine: sa.Engine, statement: sa.Select[Any], rounds: int = 40) -> str:
    with engine.connect() as connection:
        found = connection.execute(statement).all()
        times = [seconds(lambda: connection.execute(statement).all()) for _ in range(rounds)]
    return f"{len(found):5} rows, best {1000 * min(times):.2f} ms, median {1000 * median(times):.2f} ms"


def catch_up(engine: sa.Engine, store: SqliteStore, calendar: Calendar, at: datetime) -> queries.SqlAlchemyReadModels:
    read_models = queries.SqlAlchemyReadModels(engine)
    runner, events = Runner(store, read_models, calendar), len(store.feed(limit=10**7))
    took = seconds(lambda: runner.catch_up(at), time.process_time)
    print(f"catching up from nothing: {events} events, {events / took:.0f} a second")
    with read_models.writing() as rows:
        rows.advance(events - 1000)
    with engine.begin() as connection:
        streams = queries.TABLES[PROJECTED[-1]]
        connection.execute(streams.update().values(version=0))
    took = seconds(lambda: runner.catch_up(at, page=1), time.process_time)
    print(f"following live, each event in a transaction of its own: {1000 / took:.0f} events a second")
    took = seconds(lambda: runner.catch_up(at + timedelta(days=1)), time.process_time)
    print(f"asking again after a day: {1000 * took:.0f} ms for {len(read_models.rows(PROJECTED[0]))} people")
    return read_models


def from_states(store: SqliteStore, calendar: Calendar, at: datetime) -> None:
    desk, days = Desk(participation.decider, store), WorkingDays.of(calendar)
    streams = sorted({row.stream for row in store.feed(limit=10**7) if row.type.startswith("participation.")})
    loading = seconds(lambda: [desk.load(stream) for stream in streams], time.process_time) / len(streams)
    states = {stream: desk.load(stream)[0] for stream in streams}
    many = {f"{name}/{n}": state for name, state in states.items() for n in range(10_000 // len(states))}
    took = seconds(lambda: directors_list(many, at, days), time.process_time)
    print(f"a director's list from {len(many)} states in memory: {1000 * took:.0f} ms")
    print(f"to load one of them before: {1e6 * loading:.0f} us")


def main(people: int, url: str | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        run: Run = simulate(cast_of(ROSTER, PEOPLE, 4), Path(folder) / "events.sqlite", weeks=WEEKS)
        engine = sa.create_engine(url or f"sqlite:///{folder}/read.sqlite")
        queries.metadata.drop_all(engine)
        queries.metadata.create_all(engine)
        with SqliteStore(run.file) as store:
            calendar = run.cohort.year.calendar
            at = max(row.occurred_at for row in store.feed(limit=10**7)) + timedelta(days=21)
            read_models = catch_up(engine, store, calendar, at)
            from_states(store, calendar, at.astimezone(calendar.zone))
            rows = {kind: len(read_models.rows(kind)) for kind in PROJECTED}
            districts = -(-people // rows[PROJECTED[0]])
            print(", ".join(f"{count * districts} {kind.table}" for kind, count in rows.items()))
            fill(engine, read_models, districts)
        print(f"on disk: {size(engine):.0f} MB")
        report(engine, at, calendar)


def report(engine: sa.Engine, at: datetime, calendar: Calendar) -> None:
    with engine.connect() as connection:
        page = queries.entries_of(ObligationEntry, connection.execute(queries.directors_list(limit=5000)))
        coach = next(iter(connection.execute(queries.caseload()).all()))[0]
        person = page[700].person
        site = next(entry.site for entry in page if entry.site)
    print("first page      ", ask(engine, queries.directors_list()))
    print("page after 5,000", ask(engine, queries.directors_list(after=page[-1])))
    print("page of a site  ", ask(engine, queries.directors_list(site=site)))
    print("a coach's week  ", ask(engine, queries.week(str(coach), at, calendar)))
    print("a person's learning", ask(engine, queries.learning_history(str(person))))
    print("drift of a site ", ask(engine, queries.drift_of_site(str(site), at)))
    print("drift by site   ", ask(engine, queries.drift_by_site(at), rounds=3))
    print("all caseloads   ", ask(engine, queries.caseload(), rounds=3))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None)
