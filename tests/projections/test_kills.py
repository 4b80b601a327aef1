"""A runner killed at any moment leaves whole pages: nothing lost, nothing doubled, no unfinished rebuild seen."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import sqlalchemy as sa
from tests.projections.databases import engine_of, sqlite_url
from tests.projections.lives import CALENDAR, CODECS, append, mixed_lives

from pdflow.projections import PROJECTED, Runner, project
from pdflow.projections.sqlalchemy import TABLES, SqlAlchemyReadModels, checkpoints
from pdflow.storage.sqlalchemy import SqlAlchemyStore
from pdflow.testing.read_models.runs import all_rows

KILLS = int(os.environ.get("PDFLOW_KILLS", "2"))
WORKING_FOR_EVER = """
import sys
from datetime import datetime, timedelta
from tests.projections.databases import engine_of
from tests.projections.lives import CALENDAR
from pdflow.projections import GenerationGone, Runner
from pdflow.projections.sqlalchemy import SqlAlchemyReadModels
from pdflow.storage.sqlalchemy import SqlAlchemyStore

_, url, at = sys.argv
with engine_of(url) as engine:
    runner = Runner(SqlAlchemyStore(engine), SqlAlchemyReadModels(engine), CALENDAR)
    print("ready", flush=True)
    while True:
        runner.catch_up(datetime.fromisoformat(at), page=2)
        try:
            runner.rebuild(datetime.fromisoformat(at), page=20)
        except GenerationGone:
            print("another began to rebuild", flush=True)
"""


def killed(url: str, at: datetime, random: Random) -> None:
    """Let two runners work at once, and kill both after a while."""
    line = [sys.executable, "-c", WORKING_FOR_EVER, url, at.isoformat()]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    workers = [subprocess.Popen(line, stdout=subprocess.PIPE, env=environment) for _ in range(2)]
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"ready\n"
    time.sleep(random.random() * 0.5)
    for worker in workers:
        assert worker.poll() is None
        worker.kill()
        worker.communicate()


def rows_by_generation(engine: sa.Engine) -> set[int]:
    with engine.connect() as connection:
        return {n for kind in PROJECTED for n in connection.scalars(sa.select(TABLES[kind].c.generation))}


def work_and_be_killed(engine: sa.Engine, url: str) -> None:
    random = Random(KILLS)
    batches, times = mixed_lives(random)
    store, read_models = SqlAlchemyStore(engine), SqlAlchemyReadModels(engine)
    at = times[0]
    for left in range(KILLS, 0, -1):
        append(store, [batches.pop(0) for _ in range(len(batches) // left)])
        at += timedelta(days=random.randrange(60))
        killed(url, at, random)
    assert batches == []
    runner = Runner(store, read_models, CALENDAR)
    runner.catch_up(at)
    kept = all_rows(read_models)
    streams = sorted({event.stream for event in store.feed(limit=10**6)})
    afresh = [project(stream, store.load(stream), CODECS, at, CALENDAR) for stream in streams]
    assert kept[PROJECTED[0]] == [entry for each in afresh for entry in each.participations]
    assert kept[PROJECTED[1]] == [entry for each in afresh for entry in each.obligations]
    runner.rebuild(at)
    assert all_rows(read_models) == kept
    assert rows_by_generation(engine) == {*read_models.generations()}
    with engine.connect() as connection:
        assert connection.scalars(sa.select(checkpoints.c.state)).all() == ["LIVE"]


def test_given_runners_on_sqlite_when_they_are_killed_then_the_rows_equal_a_rebuild(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    with engine_of(url) as engine:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        work_and_be_killed(engine, url)


def test_given_runners_on_postgresql_when_they_are_killed_then_the_rows_equal_a_rebuild(
    postgres_engine: sa.Engine,
) -> None:
    work_and_be_killed(postgres_engine, postgres_engine.url.render_as_string(hide_password=False))
