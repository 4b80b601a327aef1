"""A recorded event of a row is the one that its class makes of the same values."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
from sqlalchemy import create_engine

from pdflow import SqliteStore
from pdflow.errors import DecodeError
from pdflow.storage.event_store import RecordedEvent
from pdflow.storage.recorded_events import FIELDS, recorded_event
from pdflow.storage.sqlalchemy import SqlAlchemyStore, metadata
from pdflow.testing.stores import events_of

AT = datetime.fromisoformat("2026-09-14T08:30-05:00")


def test_each_value_of_a_row_is_in_its_field() -> None:
    values = {name: name for name in FIELDS} | {"occurred_at": AT.isoformat(), "recorded_at": AT.isoformat()}
    read = recorded_event([*values.values()], lambda text: datetime.fromisoformat(text).astimezone(UTC))
    assert read == RecordedEvent(**values | {"occurred_at": AT, "recorded_at": AT.astimezone(UTC)})
    assert read.recorded_at.tzinfo is UTC
    assert attrs.asdict(read).keys() == {*FIELDS}


@pytest.mark.parametrize("column", ["occurred_at", "recorded_at"])
@pytest.mark.parametrize("table", ["events", "pdflow_events"])
def test_a_row_whose_times_are_none_is_damaged_whoever_asks(table: str, column: str, tmp_path: Path) -> None:
    file = tmp_path / "pd.sqlite"
    engine = create_engine(f"sqlite:///{file}")
    if table == "events":
        store: Any = SqliteStore(file)
    else:
        metadata.create_all(engine)
        store = SqlAlchemyStore(engine)
    [event] = store.append("p-1", events_of("one"), expected=0)
    with closing(sqlite3.connect(file)) as db, db:
        db.execute(f"UPDATE {table} SET {column} = ''")
    asked = (store.load, "p-1"), (store.feed,), (store.of_command, event.command_id), (store.look_up, "p-1", "other")
    for ask, *arguments in asked:
        with pytest.raises(DecodeError, match="no time: the row is damaged"):
            ask(*arguments)
    engine.dispose()
    if isinstance(store, SqliteStore):
        store.close()
