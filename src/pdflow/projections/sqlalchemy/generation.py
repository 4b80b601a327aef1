"""One generation of rows, within the transaction that holds its checkpoint."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

import attrs
import sqlalchemy as sa

from pdflow.projections.entries import (
    PROJECTED,
    DriftEntry,
    Entry,
    LearningEntry,
    ObligationEntry,
    ParticipationEntry,
    StreamEntry,
)
from pdflow.projections.portions import portions
from pdflow.projections.read_models import Checkpoint, ProjectedStream
from pdflow.projections.sqlalchemy.tables import TABLES, checkpoints


class SqlAlchemyGeneration:
    """The rows of one reader in one generation."""

    def __init__(self, connection: sa.Connection, checkpoint: Checkpoint) -> None:
        self._connection, self.checkpoint = connection, checkpoint

    def versions(self, streams: Collection[str]) -> dict[str, int]:
        """The versions that the rows of these streams are made of; without those that have none."""
        table = TABLES[StreamEntry]
        mine = sa.select(table.c.stream, table.c.version).where(table.c.generation == self.checkpoint.generation)
        asked = (mine.where(table.c.stream.in_(some)) for some in portions(streams))
        return {row.stream: row.version for statement in asked for row in self._connection.execute(statement)}

    def to_ask_again(self, at: datetime, limit: int) -> list[str]:
        """At most ``limit`` streams whose rows may differ by a moment although they have no new event."""
        table = TABLES[StreamEntry]
        due = (table.c.generation == self.checkpoint.generation) & (table.c.ask_again_at <= at)
        statement = sa.select(table.c.stream).where(due).order_by(table.c.ask_again_at).limit(limit)
        return [*self._connection.scalars(statement)]

    def replace(self, streams: Sequence[ProjectedStream]) -> None:
        """Put these rows in the place of all that there are of their streams."""
        remove_streams(self._connection, self.checkpoint.generation, [each.stream for each in streams])
        self._insert(StreamEntry, [each.progress for each in streams if each.progress.version])
        self._insert(ParticipationEntry, [entry for each in streams for entry in each.participations])
        self._insert(ObligationEntry, [entry for each in streams for entry in each.obligations])
        self._insert(DriftEntry, [entry for each in streams for entry in each.drifts])
        self._insert(LearningEntry, [entry for each in streams for entry in each.learning])

    def advance(self, position: int, as_of: datetime | None = None) -> None:
        """Keep how far the reader has come; with ``as_of``, obligations breached by then get rank 0."""
        mine = checkpoints.update().where(checkpoints.c.generation == self.checkpoint.generation)
        self._connection.execute(mine.values(position=position))
        if as_of is not None:
            self._connection.execute(mine.values(as_of=as_of))
            table = TABLES[ObligationEntry]
            # Written out, since a parameter would not let the database choose the index of those with rank 1.
            in_time = (table.c.generation == self.checkpoint.generation) & (table.c.rank == sa.literal_column("1"))
            self._connection.execute(table.update().where(in_time, table.c.breach <= as_of).values(rank=0))

    def _insert(self, kind: type[Entry], entries: Iterable[Entry]) -> None:
        rows = [{"generation": self.checkpoint.generation, **attrs.asdict(entry)} for entry in entries]
        if rows:
            self._connection.execute(TABLES[kind].insert(), rows)


def remove_streams(connection: sa.Connection, generation: int, streams: Collection[str]) -> None:
    """Remove all rows of these streams from a generation."""
    for table in (TABLES[kind] for kind in PROJECTED):
        for some in portions(streams):
            connection.execute(table.delete().where(table.c.generation == generation, table.c.stream.in_(some)))
