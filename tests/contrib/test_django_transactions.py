"""The store in transactions: the project's own, other writers', and those that PostgreSQL ends or does not give."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import attrs
import psycopg
import pytest
from django.contrib.auth.models import Group
from django.db import connection, connections, transaction
from psycopg import IsolationLevel
from tests.contrib.conftest import Database, Project

from pdflow.contrib.django.store import DjangoStore
from pdflow.contrib.django.transactions import LOCK
from pdflow.errors import CommandIdReused, StoreError
from pdflow.storage.event_store import Append
from pdflow.testing.stores import events_of


@pytest.fixture
def store(database: Database) -> DjangoStore:
    return DjangoStore()


def in_another_thread(work):
    """What work gives in another thread, which has a connection of its own."""

    def and_close():
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(and_close).result()


def test_given_two_streams_when_the_second_repeats_an_id_of_the_first_then_its_command_is_named(
    store: DjangoStore,
) -> None:
    with pytest.raises(CommandIdReused) as reused:
        store.append_all([Append("p-1", events_of("begin"), 0), Append("p-2", events_of("begin"), 0)])
    assert (reused.value.stream, reused.value.found_in) == ("p-2", "p-1")
    assert [*store.feed()] == []


@pytest.mark.parametrize("level", [IsolationLevel.REPEATABLE_READ, IsolationLevel.SERIALIZABLE])
def test_given_another_isolation_level_when_appending_then_it_is_refused(
    project: Project, postgresql, level: IsolationLevel
) -> None:
    project.use(postgresql(isolation_level=level))
    with pytest.raises(StoreError, match="a store needs READ COMMITTED"):
        DjangoStore().append("p-1", events_of("begin"), expected=0)
    assert [*DjangoStore().feed()] == []


HELD = """
SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database
WHERE datname = current_database() AND locktype = 'advisory' AND granted
"""
"""Whether an append holds the store's lock in this database: other tests have databases on the same server."""


class Deadlock:
    """Another transaction that waits for the store while an append waits for it, and is the last to give up."""

    def __init__(self, address: str) -> None:
        self._db = psycopg.connect(address)
        self._db.execute("SET deadlock_timeout = '1min'")
        self._db.execute("LOCK TABLE pdflow_events IN SHARE MODE")
        self._pool = ThreadPoolExecutor(1)

    def close_in(self) -> None:
        """Once an append holds the store's lock, wait for it."""
        self._done = self._pool.submit(self._wait)

    def _wait(self) -> None:
        while not self._db.execute(HELD).fetchall():
            pass
        self._db.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        self._db.commit()

    def end(self) -> None:
        self._done.result(timeout=30)
        self._db.close()
        self._pool.shutdown()


@pytest.fixture
def deadlock(project: Project, postgresql, postgres_server: str):
    database = postgresql()
    project.use(database)
    deadlock = Deadlock(postgres_server.replace("/postgres?", f"/{database['NAME']}?"))
    deadlock.close_in()
    yield deadlock
    deadlock.end()


def test_given_a_deadlock_when_appending_then_it_is_tried_again(deadlock: Deadlock) -> None:
    DjangoStore().append("p-1", events_of("begin", 2), expected=0)
    assert [event.version for event in DjangoStore().load("p-1")] == [1, 2]


def test_given_a_deadlock_when_appending_in_the_project_s_transaction_then_it_is_an_error(deadlock: Deadlock) -> None:
    with transaction.atomic():
        Group.objects.create(name="kept")
        with pytest.raises(StoreError, match="deadlock detected"):
            DjangoStore().append("p-1", events_of("begin", 2), expected=0)
    assert [*DjangoStore().feed()] == []
    assert Group.objects.count() == 1


def test_given_a_lost_connection_when_asked_then_it_is_an_error_once(
    project: Project, postgresql, postgres_server: str
) -> None:
    project.use(postgresql())
    store = DjangoStore()
    recorded = store.append("p-1", events_of("begin"), expected=0)
    for ask in (store.feed, lambda: store.append("p-2", events_of("next"), expected=0)):
        [(pid,)] = connection.cursor().execute("SELECT pg_backend_pid()").fetchall()
        with psycopg.connect(postgres_server) as db:
            db.execute("SELECT pg_terminate_backend(%s)", [pid])
        with pytest.raises(StoreError) as error:
            ask()
        assert error.value.place == "default"
        assert [*store.feed()] == [*recorded]


TEXT = "said in confidence"


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("data", f"{TEXT} \0", "NUL"),
        ("notes", f"{TEXT} \ud800", "cannot hold"),
        ("notes", TEXT.encode(), "NewEvent.notes|RecordedEvent.notes"),
    ],
    ids=["nul", "surrogate", "bytes"],
)
def test_given_what_is_no_text_when_appending_then_the_error_does_not_quote_it_and_nothing_is_kept(
    project: Project, postgresql, field: str, value: object, problem: str
) -> None:
    project.use(postgresql())
    wrong = attrs.evolve(events_of("begin")[0], **{field: value})
    with pytest.raises((StoreError, TypeError), match=problem) as error:
        DjangoStore().append("p-1", [*events_of("before"), wrong], expected=0)
    assert TEXT not in f"{error.value} {error.value.__cause__}"
    assert str(pickle.loads(pickle.dumps(error.value))) == str(error.value)
    assert [*DjangoStore().feed()] == []


def test_given_an_sqlite_file_in_use_when_appending_then_it_is_an_error(project: Project, sqlite) -> None:
    project.use(sqlite(timeout=0.1))
    with transaction.atomic():
        with pytest.raises(StoreError, match="database is locked"):
            in_another_thread(lambda: DjangoStore().append("p-1", events_of("late"), expected=0))
        DjangoStore().append("p-1", events_of("begin"), expected=0)
    assert [event.version for event in DjangoStore().load("p-1")] == [1]


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
def test_given_notes_when_they_are_erased_then_their_bytes_are_gone_from_sqlite_s_files(
    project: Project, sqlite, journal: str
) -> None:
    database = sqlite(init_command=f"PRAGMA journal_mode = {journal}")
    project.use(database)
    store = DjangoStore()
    (event,) = store.append("p-1", [attrs.evolve(events_of("begin")[0], notes=f"{TEXT} " * 1000)], expected=0)
    files = [*Path(database["NAME"]).parent.glob("django-*")]
    assert any(TEXT.encode() in file.read_bytes() for file in files)
    store.erase_notes(event.id)
    assert not any(TEXT.encode() in file.read_bytes() for file in files if file.exists())
    assert connection.cursor().execute("PRAGMA busy_timeout").fetchall() == [(60_000,)]


MOMENTS = [datetime(2026, 11, 1, hour, 30, 0, 123456, tzinfo=UTC) for hour in (6, 7)]
"""Half past one in Chicago, twice: the clocks are put back."""


@pytest.mark.parametrize("use_tz", [True, False], ids=["USE_TZ", "without USE_TZ"])
@pytest.mark.parametrize("zone", [None, "America/New_York"])
def test_given_any_time_zone_when_the_clocks_are_put_back_then_moments_come_back_as_they_were(
    project: Project, make_database, settings, use_tz: bool, zone: str | None
) -> None:
    settings(USE_TZ=use_tz)
    if zone and not use_tz:
        pytest.skip("a database has a zone of its own with USE_TZ only")
    project.use({**make_database(), "TIME_ZONE": zone})
    for n, moment in enumerate(MOMENTS):
        (event,) = DjangoStore(clock=lambda at=moment: at).append("p-1", events_of(f"{n}"), expected=n)
        assert event.recorded_at == moment
    loaded = DjangoStore().load("p-1")
    assert [event.recorded_at for event in loaded] == MOMENTS
    assert {event.recorded_at.utcoffset() for event in loaded} == {timedelta(0)}
    from pdflow.contrib.django.models import StoredEvent

    later = StoredEvent.objects.filter(recorded_at__gt=MOMENTS[0])
    assert [event.recorded_at for event in later] == MOMENTS[1:]
