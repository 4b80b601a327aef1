"""Bookmarks: how far a reader of the feed has come, beside the events."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Connection, Engine, Table, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from pdflow.errors import WrongType
from pdflow.storage.sqlalchemy.failures import place_of, store_errors
from pdflow.storage.sqlalchemy.tables import Name, Position, metadata

bookmarks: Final = Table(
    "pdflow_bookmarks",
    metadata,
    Column("reader", Name, primary_key=True),
    Column("position", Position, nullable=False),
)
"""The position that each reader kept last."""


class SqlAlchemyBookmark:
    """Keeps a position in the database of an ``SqlAlchemyStore``, under the name of its ``reader``."""

    def __init__(self, engine: Engine, reader: str = "coordination") -> None:
        """Use an engine, and make the table of bookmarks where there is none.

        Raises:
            WrongType: It is no Engine.
            StoreError: The database cannot be reached, or does not let the table be made.
        """
        if not isinstance(engine, Engine):
            raise WrongType("engine", engine, "an Engine, as create_engine makes it,")
        self._engine, self._reader, self._place = engine, reader, place_of(engine)
        with store_errors(self._place):
            bookmarks.create(engine, checkfirst=True)

    def position(self) -> int:
        """The position kept last."""
        with store_errors(self._place), self._engine.connect() as connection:
            kept = select(bookmarks.c.position).where(bookmarks.c.reader == self._reader)
            return connection.execute(kept).scalar() or 0

    def keep(self, position: int) -> None:
        """Keep a position, unless one further on is kept."""
        with store_errors(self._place), self._engine.begin() as connection:
            self._keep(connection, position)

    def _keep(self, connection: Connection, position: int) -> None:
        insert = postgresql_insert if connection.dialect.name == "postgresql" else sqlite_insert
        row = {"reader": self._reader, "position": position}
        connection.execute(insert(bookmarks).values(row).on_conflict_do_nothing())
        is_behind = (bookmarks.c.reader == self._reader) & (bookmarks.c.position < position)
        connection.execute(update(bookmarks).where(is_behind).values(position=position))
