"""Read models in a database: the rows of one reader, each generation beside the others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final, TypeVar

import attrs
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from pdflow.errors import StoreError
from pdflow.people import PersonId
from pdflow.projections.entries import PROJECTED, Entry, RefusalEntry, StreamEntry
from pdflow.projections.read_models import Checkpoint, GenerationGone
from pdflow.projections.sqlalchemy.generation import SqlGeneration, remove_streams
from pdflow.projections.sqlalchemy.queries import entries_of, live_generation
from pdflow.projections.sqlalchemy.tables import READER, TABLES, checkpoints

E = TypeVar("E", bound=Entry)
Upsert = postgresql.Insert | sqlite.Insert
INSERT: Final[Mapping[str, Callable[[sa.Table], Upsert]]] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}
LIVE, BUILDING, DROPPED = "LIVE", "BUILDING", "DROPPED"
PLACE: Final = "read models"
STREAMS_AT_ONCE: Final = 500
"""The streams of a dropped generation whose rows are removed in one transaction."""


class SqlReadModels:
    """Keeps the rows of a reader, by an engine of SQLite or PostgreSQL or on a host's open connection.

    On a connection everything happens in the host's transaction, and the host commits; after an error, it rolls back.
    PostgreSQL has to be at READ COMMITTED, its default.
    """

    def __init__(self, bind: sa.Engine | sa.Connection, reader: str = READER) -> None:
        """Connect to a database that has the tables of ``metadata``.

        Args:
            reader: Another reader has other rows in the same tables, as for another calendar.

        Raises:
            StoreError: The database is neither SQLite nor PostgreSQL.
        """
        if bind.dialect.name not in INSERT:
            raise StoreError(PLACE, f"{bind.dialect.name} is neither of {', '.join(INSERT)}")
        self._bind, self._reader = bind, reader

    @contextmanager
    def writing(self, generation: int | None = None) -> Iterator[SqlGeneration]:
        """Begin a transaction that holds the checkpoint of a generation until it ends: all is kept, or nothing."""
        with self._transaction() as connection:
            if generation is None:
                checkpoint = self._live(connection)
            else:
                found = self._locked(connection, checkpoints.c.generation == generation)
                if not found or found[0][0] == DROPPED:
                    raise GenerationGone(PLACE, f"generation {generation} was dropped")
                checkpoint = found[0][1]
            yield SqlGeneration(connection, checkpoint)

    def generations(self) -> list[int]:
        """The numbers of all generations: the live one, if there is one, then those being rebuilt."""
        mine = (checkpoints.c.reader == self._reader) & checkpoints.c.state.in_((LIVE, BUILDING))
        statement = sa.select(checkpoints.c.generation).where(mine)
        with self._transaction() as connection:
            return [*connection.scalars(statement.order_by(checkpoints.c.state.desc(), checkpoints.c.generation))]

    def begin_generation(self) -> int:
        """Make an empty generation beside the live one; another one left unfinished is dropped."""
        with self._transaction() as connection:
            self._live(connection)
            self._drop(connection, checkpoints.c.state == BUILDING)
            values = {"reader": self._reader, "state": BUILDING}
            insert = checkpoints.insert().values(values).returning(checkpoints.c.generation)
            made: int = connection.execute(insert).scalar_one()
        self._remove_dropped()
        return made

    def publish(self, generation: int) -> bool:
        """Make a generation the live one and drop all others; False, and nothing done, where it is behind it."""
        with self._transaction() as connection:
            found = self._locked(connection, checkpoints.c.state != DROPPED)
            positions = {checkpoint.generation: checkpoint.position for _, checkpoint in found}
            if generation not in positions:
                raise GenerationGone(PLACE, f"generation {generation} was dropped")
            if positions[generation] < max(positions[each.generation] for state, each in found if state == LIVE):
                return False
            self._drop(connection, checkpoints.c.generation != generation)
            mine = checkpoints.update().where(checkpoints.c.generation == generation)
            connection.execute(mine.values(state=LIVE))
        self._remove_dropped()
        return True

    def rows(self, kind: type[E]) -> list[E]:
        """Every row of a kind in the live generation, by key; for tests, exports and small installations."""
        table = TABLES[kind]
        statement = sa.select(*(table.c[field.name] for field in attrs.fields(kind))).order_by(*table.primary_key)
        if kind in PROJECTED:
            statement = statement.where(table.c.generation == live_generation(self._reader))
        with self._transaction() as connection:
            return entries_of(kind, connection.execute(statement))

    def add_refusals(self, rows: Sequence[RefusalEntry]) -> None:
        """Keep the reasons of a refused attempt."""
        with self._transaction() as connection:
            connection.execute(TABLES[RefusalEntry].insert(), [attrs.asdict(row) for row in rows])

    def remove_refusals(self, person: PersonId, streams: Collection[str]) -> int:
        """Remove every refusal of a person's attempts, and of attempts on these streams; how many rows there were."""
        table = TABLES[RefusalEntry]
        concerned = (table.c.actor == person) | table.c.stream.in_(streams)
        with self._transaction() as connection:
            return len(connection.execute(table.delete().where(concerned).returning(table.c.number)).all())

    def _live(self, connection: sa.Connection) -> Checkpoint:
        """Lock the checkpoint of the live generation, which is made where there is none."""
        found = self._locked(connection, checkpoints.c.state == LIVE)
        if not found:
            insert = INSERT[connection.dialect.name](checkpoints).values(reader=self._reader, state=LIVE)
            connection.execute(insert.on_conflict_do_nothing())
            found = self._locked(connection, checkpoints.c.state == LIVE)
        return found[0][1]

    def _locked(self, connection: sa.Connection, which: sa.ColumnElement[bool]) -> list[tuple[str, Checkpoint]]:
        """Lock checkpoints of this reader, and return them with their states."""
        # An update that changes nothing locks rows in PostgreSQL, and in SQLite the file before anything was read.
        lock = checkpoints.update().where(checkpoints.c.reader == self._reader, which).values(reader=self._reader)
        columns = checkpoints.c.state, checkpoints.c.generation, checkpoints.c.position, checkpoints.c.as_of
        rows = connection.execute(lock.returning(*columns)).all()
        return [(state, Checkpoint(generation, position, as_of)) for state, generation, position, as_of in rows]

    def _drop(self, connection: sa.Connection, which: sa.ColumnElement[bool]) -> None:
        mine = checkpoints.update().where(checkpoints.c.reader == self._reader, which)
        connection.execute(mine.values(state=DROPPED))

    def _remove_dropped(self) -> None:
        """Remove the rows of dropped generations, some at a time so that no other writer waits for long."""
        table = TABLES[StreamEntry]
        mine = (checkpoints.c.reader == self._reader) & (checkpoints.c.state == DROPPED)
        dropped = sa.select(checkpoints.c.generation).where(mine)
        some = sa.select(table.c.stream).limit(STREAMS_AT_ONCE)
        with self._transaction() as connection:
            generations = [*connection.scalars(dropped)]
        for generation in generations:
            while True:
                with self._transaction() as connection:
                    streams = [*connection.scalars(some.where(table.c.generation == generation))]
                    remove_streams(connection, generation, streams)
                    if not streams:
                        connection.execute(checkpoints.delete().where(checkpoints.c.generation == generation))
                        break

    @contextmanager
    def _transaction(self) -> Iterator[sa.Connection]:
        try:
            if isinstance(self._bind, sa.Connection):
                yield self._bind
            else:
                with self._bind.begin() as connection:
                    yield connection
        except SQLAlchemyError as error:
            # The text of a driver's error may quote the values of a row.
            raise StoreError(PLACE, type(getattr(error, "orig", None) or error).__name__) from error
