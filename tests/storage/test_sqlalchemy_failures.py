"""What the database, its driver or its pool cannot do is a StoreError that says why, and quotes nothing."""

import asyncio
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs
import pytest
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.ext.asyncio import create_async_engine
from tests.postgres import for_sqlalchemy

from pdflow.errors import Conflict, StoreError, WrongType
from pdflow.storage.event_store import Append
from pdflow.storage.sqlalchemy import AsyncSqlAlchemyStore, SqlAlchemyStore, metadata
from pdflow.testing.stores import events_of
from pdflow.testing.stores.databases import in_background

# Of this database: other tests have databases on the same server.
APPLICATION = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND application_name = 'the store'
"""
WAITING = """
SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database
WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted
"""


@pytest.fixture
def url(postgres: str) -> str:
    return for_sqlalchemy(postgres)


@pytest.fixture
def open_engine() -> Iterator[Callable[..., Engine]]:
    engines = []

    def opened(url: str, **options: object) -> Engine:
        engines.append(create_engine(url, **options))
        metadata.create_all(engines[-1])
        return engines[-1]

    yield opened
    for engine in engines:
        engine.dispose()


def test_given_no_tables_when_anything_is_asked_then_it_says_which_is_missing(url: str, tmp_path: Path) -> None:
    for engine in (create_engine(url), create_engine(f"sqlite:///{tmp_path / 'host.sqlite'}")):
        store = SqlAlchemyStore(engine)
        for ask in (store.feed, lambda store=store: store.append("p-1", events_of("one"), expected=0)):
            with pytest.raises(StoreError, match="pdflow_e") as error:
                ask()
            assert str(pickle.loads(pickle.dumps(error.value))) == str(error.value)
        engine.dispose()


@pytest.mark.parametrize("query", ["", "?password=secret"])
def test_given_no_server_when_anything_is_asked_then_the_error_has_neither_user_nor_password(query: str) -> None:
    engine = create_engine(f"postgresql+psycopg://somebody:secret@127.0.0.1:1/host{query}")
    with pytest.raises(StoreError, match=r"postgresql\+psycopg://127.0.0.1:1/host: .*refused") as error:
        SqlAlchemyStore(engine).append("p-1", events_of("one"), expected=0)
    assert "secret" not in str(error.value)
    assert "somebody" not in error.value.place
    assert error.value.__cause__ is None
    assert error.value.__suppress_context__


def test_given_texts_that_no_database_can_hold_when_appending_then_nothing_is_kept(
    url: str, tmp_path: Path, open_engine: Callable[..., Engine]
) -> None:
    good, bad = events_of("one", 2)
    for engine in (open_engine(url), open_engine(f"sqlite:///{tmp_path / 'host.sqlite'}")):
        store = SqlAlchemyStore(engine)
        with pytest.raises(StoreError, match="cannot be encoded"):
            store.append("p-1", [good, attrs.evolve(bad, notes="\ud800")], expected=0)
        assert store.feed() == []
    with pytest.raises(StoreError, match="NUL"):
        SqlAlchemyStore(open_engine(url)).append("p-1", [good, attrs.evolve(bad, notes="a\0b")], expected=0)


def test_given_a_pool_that_is_used_up_when_appending_then_it_says_so(
    url: str, open_engine: Callable[..., Engine]
) -> None:
    engine = open_engine(url, pool_size=1, max_overflow=0, pool_timeout=0.1)
    store = SqlAlchemyStore(engine)
    with engine.connect(), pytest.raises(StoreError, match="QueuePool limit"):
        store.append("p-1", events_of("one"), expected=0)
    assert len(store.append("p-1", events_of("one"), expected=0)) == 1


def test_given_a_closed_connection_when_appending_then_it_says_so(url: str, open_engine: Callable[..., Engine]) -> None:
    with open_engine(url).connect() as connection:
        store = SqlAlchemyStore.on(connection)
    with pytest.raises(StoreError, match="closed"):
        store.append("p-1", events_of("one"), expected=0)


def test_given_a_lost_connection_when_appending_to_one_stream_then_it_is_done_on_another(
    url: str, open_engine: Callable[..., Engine]
) -> None:
    store = SqlAlchemyStore(open_engine(url, connect_args={"application_name": "the store"}))
    store.append("p-1", events_of("one"), expected=0)
    with open_engine(url).connect() as connection:
        assert connection.exec_driver_sql(APPLICATION).all() == [(True,)]
    assert [event.version for event in store.append("p-1", events_of("two"), expected=1)] == [2]
    with open_engine(url).connect() as connection:
        assert connection.exec_driver_sql(APPLICATION).all() == [(True,)]
    assert [event.version for event in store.look_up("p-1", "").events] == [1, 2]


@pytest.mark.parametrize("setting", ["lock_timeout", "statement_timeout"])
def test_given_a_writer_that_takes_long_when_the_patience_of_the_engine_ends_then_it_says_so(
    url: str, open_engine: Callable[..., Engine], setting: str
) -> None:
    store = SqlAlchemyStore(open_engine(url, connect_args={"options": f"-c {setting}=300ms"}))
    with open_engine(url).begin() as connection:
        SqlAlchemyStore.on(connection).append("p-1", events_of("one"), expected=0)
        with pytest.raises(StoreError, match=r"timeout.*(55P03|57014)"):
            store.append("p-2", events_of("two"), expected=0)
    assert [event.version for event in store.append("p-2", events_of("two"), expected=0)] == [1]


def test_given_a_host_that_listens_to_its_engine_when_the_store_works_then_it_hears_every_statement(
    url: str, open_engine: Callable[..., Engine]
) -> None:
    heard: list[str] = []
    engine = open_engine(url)
    store = SqlAlchemyStore(engine)
    event.listen(engine, "before_cursor_execute", lambda *args: heard.append(args[2]))
    store.append("p-1", events_of("one"), expected=0)
    store.look_up("p-1", "")
    assert [statement for statement in heard if "INSERT INTO pdflow_events" in statement]
    assert "LEFT OUTER JOIN pdflow_events" in heard[-1]


def test_given_tables_in_a_schema_of_their_own_when_appending_then_they_are_used(
    url: str, open_engine: Callable[..., Engine]
) -> None:
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE SCHEMA own")
    in_schema = engine.execution_options(schema_translate_map={None: "own"})
    metadata.create_all(in_schema)
    SqlAlchemyStore(in_schema).append("p-1", events_of("one"), expected=0)
    assert len(SqlAlchemyStore(in_schema).look_up("p-1", "").events) == 1
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM own.pdflow_events").scalar() == 1
        assert connection.exec_driver_sql("SELECT count(*) FROM public.pdflow_events").scalar() == 0


def test_given_a_lost_connection_when_appending_to_several_streams_then_it_says_so_and_the_next_works(
    url: str, open_engine: Callable[..., Engine]
) -> None:
    store = SqlAlchemyStore(open_engine(url, connect_args={"application_name": "the store"}))
    store.append("p-1", events_of("one"), expected=0)
    with open_engine(url).connect() as connection:
        assert connection.exec_driver_sql(APPLICATION).all() == [(True,)]
    both = [Append("p-1", events_of("two"), 1), Append("p-2", events_of("three"), 0)]
    with pytest.raises(StoreError, match=r"57P01|closed"):
        store.append_all(both)
    assert [event.version for event in store.append_all(both)] == [2, 1]


def test_given_a_writer_that_takes_long_when_the_host_s_patience_ends_then_its_transaction_goes_on(
    url: str, open_engine: Callable[..., Engine]
) -> None:
    engine = open_engine(url)
    with engine.begin() as first, engine.begin() as second:
        SqlAlchemyStore.on(first).append("p-1", events_of("one"), expected=0)
        second.exec_driver_sql("SET LOCAL lock_timeout = '100ms'")
        with pytest.raises(StoreError, match=r"lock timeout.*55P03"):
            SqlAlchemyStore.on(second).append("p-2", events_of("two"), expected=0)
        assert second.exec_driver_sql("SELECT 1").scalar() == 1


def test_given_a_refused_append_when_the_host_goes_on_then_other_writers_do_not_wait_for_it(
    url: str, open_engine: Callable[..., Engine]
) -> None:
    engine = open_engine(url)
    with engine.begin() as connection:
        with pytest.raises(Conflict):
            SqlAlchemyStore.on(connection).append("p-1", events_of("one"), expected=7)
        assert len(SqlAlchemyStore(engine).append("p-1", events_of("one"), expected=0)) == 1


# The host holds a row that a trigger at the store's insert needs, and then waits for the store's lock.
def test_given_a_deadlock_with_the_host_when_the_store_loses_it_then_it_tries_again(
    url: str, open_engine: Callable[..., Engine]
) -> None:
    engine = open_engine(url)
    patient = open_engine(url, connect_args={"options": "-c deadlock_timeout=10s"})
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE counts (n integer)")
        connection.exec_driver_sql("INSERT INTO counts VALUES (0)")
        connection.exec_driver_sql(
            "CREATE FUNCTION count_one() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN UPDATE counts SET n = n + 1; RETURN NEW; END $$"
        )
        connection.exec_driver_sql(
            "CREATE TRIGGER counted BEFORE INSERT ON pdflow_events FOR EACH ROW EXECUTE FUNCTION count_one()"
        )
    with patient.begin() as host:
        host.exec_driver_sql("UPDATE counts SET n = n + 1")
        appending = in_background(lambda: SqlAlchemyStore(engine).append("p-1", events_of("one"), expected=0))
        with pytest.raises(TimeoutError):
            appending.result(0.3)
        SqlAlchemyStore.on(host).append("p-2", events_of("two"), expected=0)
    (tried_again,) = appending.result(20)
    assert tried_again.position == 3  # 1 went to the attempt that failed
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT n FROM counts").scalar() == 3


def test_given_a_task_that_is_cancelled_while_it_waits_when_others_append_then_nothing_is_locked(
    url: str, open_engine: Callable[..., Engine]
) -> None:
    async def cancel_one() -> None:
        engine = create_async_engine(url, pool_size=1, max_overflow=0)
        store = AsyncSqlAlchemyStore(engine)
        async with other.connect() as connection:
            await AsyncSqlAlchemyStore.on(connection).append("p-1", events_of("one"), expected=0)
            task = asyncio.create_task(store.append("p-2", events_of("two"), expected=0))
            while await connection.run_sync(lambda connection: connection.exec_driver_sql(WAITING).scalar()) == 0:
                await asyncio.sleep(0.01)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        assert len(await asyncio.wait_for(store.append("p-2", events_of("two"), expected=0), 20)) == 1
        await engine.dispose()
        await other.dispose()

    other = create_async_engine(url)
    metadata.create_all(open_engine(url))
    asyncio.run(cancel_one())


def test_given_something_else_than_its_engine_when_a_store_is_made_then_an_error_says_what_is_needed() -> None:
    plain, asynchronous = create_engine("sqlite://"), create_async_engine("sqlite+aiosqlite://")
    for other in ("sqlite://", asynchronous):
        with pytest.raises(WrongType, match=r"^engine: an Engine, as create_engine makes it, is needed, not a"):
            SqlAlchemyStore(other)  # type: ignore[arg-type]
    for other in ("sqlite+aiosqlite://", plain):
        with pytest.raises(WrongType, match=r"^engine: an AsyncEngine, as create_async_engine makes it, is needed"):
            AsyncSqlAlchemyStore(other)  # type: ignore[arg-type]
