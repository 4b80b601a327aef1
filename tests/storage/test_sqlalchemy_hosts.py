"""A store beside a host: its engine stays as it is, its schema is found, its transaction begins when it has to."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest
from sqlalchemy import Engine, MetaData, Table, create_engine, event, inspect, select
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateSchema
from tests.postgres import OTHERS, for_sqlalchemy
from tests.storage.sqlalchemy_hosts import PATIENT

from pdflow.errors import StoreError
from pdflow.storage.sqlalchemy import SqlAlchemyStore, metadata
from pdflow.testing.stores import events_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "host.sqlite"


@pytest.fixture
def sqlite(path: Path) -> Iterator[Engine]:
    engine = create_engine(f"sqlite:///{path}", connect_args=PATIENT)
    metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def postgresql(postgres: str) -> Iterator[Engine]:
    engine = create_engine(for_sqlalchemy(postgres))
    metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Engine:
    return request.getfixturevalue(request.param)


def begin_by_hand(engine: Engine, statement: str) -> None:
    """As SQLAlchemy's documentation advises for SQLite."""

    @event.listens_for(engine, "connect")
    def leave_it_to_us(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None

    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(statement))


def described(table: Table, engine: Engine) -> dict[str, object]:
    types = {column.name: column.type.compile(dialect=engine.dialect) for column in table.columns}
    indexes = [index for index in table.indexes if not index.unique]
    return {
        "columns": {name: types[name].partition(" COLLATE")[0] for name in types},
        "required": {column.name for column in table.columns if not column.nullable},
        "key": [column.name for column in table.primary_key],
        "indexes": {index.name: [column.name for column in index.columns] for index in indexes},
    }


def test_given_made_tables_when_they_are_reflected_then_they_equal_the_metadata(engine: Engine) -> None:
    reflected = MetaData()
    reflected.reflect(engine)
    expected = {name: described(table, engine) for name, table in metadata.tables.items()}
    assert {name: described(table, engine) for name, table in reflected.tables.items()} == expected
    unique = {each["name"]: each["column_names"] for each in inspect(engine).get_unique_constraints("pdflow_events")}
    assert unique == {"pdflow_events_version": ["stream", "version"], "pdflow_events_id": ["id"]}


def test_given_made_tables_when_they_are_made_again_then_all_stays(engine: Engine) -> None:
    store = SqlAlchemyStore(engine)
    recorded = store.append("p-1", events_of("one"), expected=0)
    metadata.create_all(engine)
    assert store.feed() == recorded


def test_given_a_schema_when_it_is_an_option_of_the_engine_then_events_are_there(postgresql: Engine) -> None:
    in_schema = postgresql.execution_options(schema_translate_map={None: "pdflow"})
    with in_schema.begin() as connection:
        connection.execute(CreateSchema("pdflow"))
        metadata.create_all(connection)
    recorded = SqlAlchemyStore(in_schema).append("p-1", events_of("one"), expected=0)
    assert SqlAlchemyStore(in_schema).look_up("p-1", "c").events == recorded
    assert SqlAlchemyStore(postgresql).feed() == []
    with in_schema.connect() as connection:
        assert SqlAlchemyStore.on(connection).rewrite(["p-1"], lambda event: event) == 0
        assert SqlAlchemyStore.on(connection).erase_stream("p-1") == 1


def test_given_a_session_of_the_orm_when_it_commits_then_its_events_are_kept(engine: Engine) -> None:
    with Session(engine) as session:
        SqlAlchemyStore.on(session.connection()).append("p-1", events_of("one"), expected=0)
        session.rollback()
        recorded = SqlAlchemyStore.on(session.connection()).append("p-1", events_of("one"), expected=0)
        session.commit()
    assert SqlAlchemyStore(engine).feed() == recorded


def test_given_an_engine_of_the_host_when_a_store_used_it_then_its_connections_are_as_they_were(
    sqlite: Engine,
) -> None:
    with sqlite.connect() as connection:
        before = connection.connection.driver_connection.isolation_level
    store = SqlAlchemyStore(sqlite)
    store.append("p-1", events_of("one"), expected=0)
    with sqlite.connect() as connection:
        driver = connection.connection.driver_connection
        assert (driver.isolation_level, driver.in_transaction) == (before, False)
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1


@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE", "AUTOCOMMIT"])
def test_given_an_engine_at_another_level_when_a_store_uses_it_then_it_writes_at_read_committed(
    postgres: str, level: str
) -> None:
    engine = create_engine(for_sqlalchemy(postgres), isolation_level=level, pool_size=1)
    metadata.create_all(engine)
    recorded = SqlAlchemyStore(engine).append("p-1", events_of("one", 2), expected=0)
    assert SqlAlchemyStore(engine).feed() == recorded
    with engine.connect() as connection:
        assert connection.connection.driver_connection.autocommit == (level == "AUTOCOMMIT")
        assert level in ("AUTOCOMMIT", connection.get_isolation_level())
    engine.dispose()


@pytest.mark.parametrize("statement", ["BEGIN", "BEGIN IMMEDIATE"])
def test_given_a_host_that_begins_by_hand_when_it_appends_then_its_transaction_holds(
    path: Path, sqlite: Engine, statement: str
) -> None:
    engine = create_engine(f"sqlite:///{path}", connect_args=PATIENT)
    begin_by_hand(engine, statement)
    with pytest.raises(LookupError), engine.begin() as connection:  # noqa: PT012
        SqlAlchemyStore.on(connection).append("p-1", events_of("one"), expected=0)
        raise LookupError
    assert SqlAlchemyStore(engine).feed() == []
    recorded = SqlAlchemyStore(engine).append("p-1", events_of("one"), expected=0)
    assert SqlAlchemyStore(sqlite).feed() == recorded
    engine.dispose()


def test_given_a_host_that_has_read_when_another_wrote_since_then_the_refusal_says_that_it_is_locked(
    path: Path, sqlite: Engine
) -> None:
    engine = create_engine(f"sqlite:///{path}", connect_args=PATIENT)
    begin_by_hand(engine, "BEGIN")
    with sqlite.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")
    with engine.connect() as connection:
        assert SqlAlchemyStore.on(connection).feed() == []
        SqlAlchemyStore(sqlite).append("p-1", events_of("one"), expected=0)
        with pytest.raises(StoreError, match=r"locked.*BEGIN IMMEDIATE"):
            SqlAlchemyStore.on(connection).append("p-2", events_of("two"), expected=0)
    engine.dispose()


def test_given_a_connection_in_autocommit_when_appending_then_it_is_refused(engine: Engine) -> None:
    with engine.connect() as connection:
        store = SqlAlchemyStore.on(connection.execution_options(isolation_level="AUTOCOMMIT"))
        with pytest.raises(StoreError, match=r"AUTOCOMMIT|transaction block"):
            store.append("p-1", events_of("one"), expected=0)
    assert SqlAlchemyStore(engine).feed() == []


def test_given_another_database_when_making_a_store_then_it_says_which_it_needs() -> None:
    engine = create_engine("mysql+pymysql://user:secret@somewhere/host", module=sqlite3)
    with pytest.raises(StoreError, match=r"mysql.*needs SQLite or PostgreSQL") as error:
        SqlAlchemyStore(engine)
    assert "secret" not in str(error.value)


def test_given_notes_in_sqlite_when_they_are_erased_then_their_bytes_are_gone(path: Path, sqlite: Engine) -> None:
    store = SqlAlchemyStore(sqlite)
    (recorded,) = store.append("p-1", events_of("one"), expected=0)
    assert b"went well" in path.read_bytes()
    store.erase_notes(recorded.id)
    assert b"went well" not in path.read_bytes()


def test_given_notes_in_postgresql_when_they_are_erased_and_the_table_is_vacuumed_then_their_bytes_are_gone(
    postgresql: Engine,
) -> None:
    store = SqlAlchemyStore(postgresql)
    (recorded,) = store.append("p-1", events_of("one"), expected=0)
    store.erase_notes(recorded.id)
    with postgresql.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        page = "SELECT pg_read_binary_file(pg_relation_filepath('pdflow_events'))"
        for _ in range(100):  # a row that another session of this database may still see is kept until it has ended
            connection.exec_driver_sql(OTHERS)
            connection.exec_driver_sql("VACUUM FULL pdflow_events")
            connection.exec_driver_sql("CHECKPOINT")
            written = bytes(connection.exec_driver_sql(page).scalar())
            if b"went well" not in written:
                break
            sleep(0.1)
        assert b"went well" not in written
        assert connection.scalar(select(metadata.tables["pdflow_events"].c.notes)) is None
