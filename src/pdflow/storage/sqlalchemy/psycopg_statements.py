"""The two statements of most commands, on a connection of psycopg itself: SQLAlchemy takes longer than PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, TypeVar

from sqlalchemy import Engine

from pdflow.errors import StoreError
from pdflow.storage.event_store import Append, Found, RecordedEvent
from pdflow.storage.sqlalchemy import statements as sql
from pdflow.storage.sqlalchemy.failures import TIMED_OUT, place_of, problem_of_driver, store_errors
from pdflow.storage.sqlalchemy.rows import found_of, new_values

T = TypeVar("T")
MOST: Final = 16
"""Events of one append; a statement of more is written anew each time."""


class PsycopgStatements:
    """Looks up and appends in one statement each, which is a transaction by itself.

    Where psycopg raises anything, a connection that was lost included, or nothing was appended, there is no answer: a
    transaction of SQLAlchemy's then says what is wrong, or finds nothing wrong any more. Only waiting is not repeated.
    """

    def __init__(self, engine: Engine) -> None:
        """Use the connections of an engine's pool."""
        self._engine, self._place = engine, place_of(engine)
        look_up = sql.LOOK_UP.compile(dialect=engine.dialect)
        self._look_up, self._constants = str(look_up), look_up.params
        self._is_ready = False
        self._failures = (engine.dialect.loaded_dbapi.Error, UnicodeError, OverflowError)

    @classmethod
    def fit(cls, engine: Engine) -> bool:
        """Whether the engine is one of psycopg, and its tables have no other schema than that of the connection."""
        return engine.dialect.driver == "psycopg" and "schema_translate_map" not in engine.get_execution_options()

    def look_up(self, stream: str, command_id: str, after: int) -> Found | None:
        """What a desk has to know before it decides."""
        asked = self._constants | {"in_stream": stream, "of_command": command_id, "after": after}
        rows = self._answer(lambda cursor: cursor.execute(self._look_up, asked).fetchall())
        return None if rows is None else found_of(rows, stream, command_id, after)

    def append(self, append: Append, now: datetime) -> list[RecordedEvent] | None:
        """Append some events to one stream."""
        if not 0 < len(append.events) <= MOST:
            return None
        statement, values = (
            sql.append_statement(len(append.events), is_seen=append.seen is not None),
            _values(append, now),
        )
        rows = self._answer(lambda cursor: self._made_ready(cursor).execute(statement, values).fetchall())
        if not rows:
            return None
        numbered = enumerate(append.events, append.expected + 1)
        places = zip(numbered, sorted(rows), strict=True)
        return [event.recorded(append.stream, version, position, now) for (version, event), (position,) in places]

    def _answer(self, ask: Callable[[Any], T]) -> T | None:
        # A host that listens to its engine, as for a log or to set the tenant of each transaction, misses no statement.
        if self._engine._has_events or self._engine.echo:
            return None
        with store_errors(self._place):
            try:
                return self._on_a_cursor(ask)
            except self._failures as error:
                if getattr(error, "sqlstate", None) in TIMED_OUT:
                    raise StoreError(self._place, problem_of_driver(error)) from None
                return None

    def _on_a_cursor(self, ask: Callable[[Any], T]) -> T:
        pooled = self._engine.raw_connection()
        connection: Any = pooled.driver_connection
        usual = connection.autocommit
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                return ask(cursor)
        finally:
            # No other status than idle, which is 0, is one to go on with; that of a lost connection is unknown.
            if connection.pgconn.transaction_status:
                pooled.invalidate()
            else:
                connection.autocommit = usual
            pooled.close()

    def _made_ready(self, cursor: Any) -> Any:
        if not self._is_ready:
            cursor.execute(sql.FIRST_NUMBER)
            self._is_ready = True
        return cursor


def _values(append: Append, now: datetime) -> dict[str, object]:
    seen, first = append.seen, append.events[0]
    asked: dict[str, object] = {"in_stream": append.stream, "expected": append.expected, "of_command": first.command_id}
    if seen is not None:
        asked |= {f"seen_{name}": getattr(seen, name) for name in sql.SEEN}
    for n, event in enumerate(append.events):
        new = new_values(event, append.stream, append.expected + 1 + n, now)
        asked |= {f"{name}_{n}": value for name, value in new.items()}
    return asked
