"""Read models in a database: the rows of one reader, each generation beside the others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Final, Self, TypeVar

import attrs
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from pdflow.errors import StoreError
from pdflow.people import PersonId
from pdflow.projections.entries import PROJECTED, Entry, RefusalEntry, StreamEntry
from pdflow.projections.parameters import names_person, texts_naming
from pdflow.projections.portions import portions
from pdflow.projections.read_models import Checkpoint, GenerationGone
from pdflow.projections.sqlalchemy.generation import SqlAlchemyGeneration, remove_streams
from pdflow.projections.sqlalchemy.queries import entries_of, live_generation
from pdflow.projections.sqlalchemy.tables import READER, TABLES, checkpoints
from pdflow.storage.sqlalchemy.failures import place_of, store_errors

E = TypeVar("E", bound=Entry)
Upsert = postgresql.Insert | sqlite.Insert
INSERT: Final[Mapping[str, Callable[[sa.Table], Upsert]]] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}
LIVE, BUILDING, DROPPED = "LIVE", "BUILDING", "DROPPED"
STREAMS_AT_ONCE: Final = 500
"""The streams of a dropped generation whose rows are removed in one transaction."""


class SqlAlchemyReadModels:
    """Keeps the rows of a reader in the tables of ``metadata``, in SQLite or PostgreSQL.

    Whatever the database, its driver or its pool cannot do is a StoreError.
    """

    _begin: Callable[[], AbstractContextManager[sa.Connection]]

    def __init__(self, engine: sa.Engine, reader: str = READER) -> None:
        """Use an engine: each page of a runner is a transaction of its own, at READ COMMITTED.

        Args:
            reader: Another reader has other rows in the same tables, as for another calendar.

        Raises:
            StoreError: The database is neither SQLite nor PostgreSQL.
        """
        self._place, self._reader = place_of(engine), reader
        if engine.dialect.name not in INSERT:
            raise StoreError(self._place, "read models need SQLite or PostgreSQL")
        is_server = engine.dialect.name == "postgresql"
        own = engine.execution_options(isolation_level="READ COMMITTED") if is_server else engine
        self._begin = own.begin

    @classmethod
    def on(cls, connection: sa.Connection, reader: str = READER) -> Self:
        """Use an open connection of the host: rows are kept when the host commits, and only then.

        What ends in an error leaves the host's transaction as it was before. It must be READ COMMITTED.
        """
        read_models = cls(connection.engine, reader)
        read_models._begin = lambda: _savepoint(connection)
        return read_models

    @contextmanager
    def writing(self, generation: int | None = None) -> Iterator[SqlAlchemyGeneration]:
        """Begin a transaction that holds the checkpoint of a generation until it ends: all is kept, or nothing."""
        with self._transaction() as connection:
            if generation is None:
                checkpoint = self._live(connection)
            else:
                found = self._locked(connection, checkpoints.c.generation == generation)
                if not found or found[0][0] == DROPPED:
                    raise GenerationGone(self._place, f"generation {generation} was dropped")
                checkpoint = found[0][1]
            yield SqlAlchemyGeneration(connection, checkpoint)

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
                raise GenerationGone(self._place, f"generation {generation} was dropped")
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
        """Remove each refusal of a person's attempts, of attempts on these streams, or that names them; how many."""
        table = TABLES[RefusalEntry]
        concerned = [table.c.actor == person, *(table.c.stream.in_(some) for some in portions(streams))]
        with self._transaction() as connection:
            concerned += [table.c.attempt.in_(some) for some in portions(_naming(connection, person))]
            removals = [table.delete().where(which).returning(table.c.number) for which in concerned]
            return sum(len(connection.execute(removal).all()) for removal in removals)

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
        with store_errors(self._place), self._begin() as connection:
            yield connection


def _naming(connection: sa.Connection, person: PersonId) -> list[str]:
    """The attempts that were refused for a reason that names a person."""
    columns = TABLES[RefusalEntry].c
    has_any = sa.or_(*(columns.parameters.contains(text, autoescape=True) for text in texts_naming(person)))
    found = connection.execute(sa.select(columns.attempt, columns.parameters).where(has_any))
    return [attempt for attempt, text in found if names_person(text, person)]


@contextmanager
def _savepoint(connection: sa.Connection) -> Iterator[sa.Connection]:
    # Python's driver of SQLite begins a transaction at the first write, and not at a savepoint.
    connection.execute(checkpoints.update().where(sa.false()).values(position=0))
    with connection.begin_nested():
        yield connection
