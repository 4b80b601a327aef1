"""The tables of an event store, for ``create_all`` and for Alembic."""

from __future__ import annotations

from typing import Final

from pdflow.errors import MissingExtra

try:
    from sqlalchemy import (
        BigInteger,
        Column,
        DateTime,
        Identity,
        Index,
        Integer,
        MetaData,
        Table,
        Text,
        UniqueConstraint,
    )
except ImportError as error:
    raise MissingExtra("sqlalchemy", "sqlalchemy") from error

metadata: Final = MetaData()
# Compared byte by byte: an upgrade of the system's collations leaves the indexes whole.
Name: Final = Text().with_variant(Text(collation="C"), "postgresql")
# Only an INTEGER counts by itself in SQLite.
Position: Final = BigInteger().with_variant(Integer(), "sqlite")

events: Final = Table(
    "pdflow_events",
    metadata,
    Column("position", Position, Identity(always=True), primary_key=True),
    Column("stream", Name, nullable=False),
    Column("version", Integer, nullable=False),
    Column("id", Name, nullable=False),
    Column("type", Text, nullable=False),
    Column("type_version", Integer, nullable=False),
    Column("command_id", Name, nullable=False),
    Column("actor", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("occurred_at", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("data", Text, nullable=False),
    Column("notes", Text),
    Column("metadata", Text),
    Column("fingerprint", Text),
    UniqueConstraint("stream", "version", name="pdflow_events_version"),
    UniqueConstraint("id", name="pdflow_events_id"),
    Index("pdflow_events_of_command", "command_id"),
    sqlite_autoincrement=True,
)
"""The events: ``occurred_at`` as ISO text, since its offset matters, JSON as text, so that it comes back as it was."""

snapshots: Final = Table(
    "pdflow_snapshots",
    metadata,
    Column("stream", Name, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("erasures", Integer, nullable=False),
    Column("format", Text, nullable=False),
    Column("data", Text, nullable=False),
)
"""The latest snapshot of each stream."""

erasures: Final = Table(
    "pdflow_erasures",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("count", Integer, nullable=False),
)
"""How often anything was erased or rewritten, in one row; none before the first time."""
