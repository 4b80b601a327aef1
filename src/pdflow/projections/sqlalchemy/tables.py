"""Tables of the read models: one for each kind of entry, made of its fields, and one of their generations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final, get_args, get_type_hints

import attrs
import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from pdflow.projections.entries import PROJECTED, Entry, Index, RefusalEntry
from pdflow.storage.sqlalchemy.tables import Name

READER: Final = "pdflow"
"""The name of a reader, where a host has no more than one."""
PREFIX: Final = "pdflow_"


class Moment(sa.TypeDecorator[datetime]):
    """A date and time in UTC: SQLite keeps no offset, and PostgreSQL answers in the zone of the session."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


TYPES: Final[Mapping[type[Any], TypeEngine[Any]]] = {
    str: Name,
    int: sa.Integer(),
    datetime: Moment(),
    date: sa.Date(),
}
metadata: Final = sa.MetaData()

checkpoints: Final = sa.Table(
    f"{PREFIX}generations",
    metadata,
    sa.Column("generation", sa.Integer, primary_key=True),
    sa.Column("reader", Name, nullable=False),
    sa.Column("state", Name, nullable=False),
    sa.Column("position", sa.BigInteger, nullable=False, server_default=sa.text("0")),
    sa.Column("as_of", Moment),
    sa.Index(
        f"{PREFIX}generations_live",
        "reader",
        unique=True,
        sqlite_where=sa.text("state = 'LIVE'"),
        postgresql_where=sa.text("state = 'LIVE'"),
    ),
    sqlite_autoincrement=True,
)
"""The generations of each reader: the LIVE one, one that is BUILDING, and DROPPED ones whose rows are being removed."""


def _columns(kind: type[Entry]) -> Iterator[sa.Column[Any]]:
    hints = get_type_hints(kind)
    for field in attrs.fields(kind):
        types = get_args(hints[field.name]) or (hints[field.name],)
        [plain] = [each for each in types if each is not type(None)]
        is_key = bool(field.metadata.get("key"))
        yield sa.Column(field.name, TYPES[plain], primary_key=is_key, nullable=type(None) in types, autoincrement=False)


def _index(kind: type[Entry], index: Index, first: tuple[str, ...]) -> sa.Index:
    where = None if index.where is None else sa.text("{} = {:d}".format(*index.where))
    name = f"{PREFIX}{kind.table}_{index.name}"
    return sa.Index(name, *first, *index.columns, sqlite_where=where, postgresql_where=where)


def _table(kind: type[Entry]) -> sa.Table:
    first = ("generation",) if kind in PROJECTED else ()
    generation = (sa.Column(name, sa.Integer, primary_key=True, autoincrement=False) for name in first)
    indexes = (_index(kind, index, first) for index in kind.indexes)
    return sa.Table(f"{PREFIX}{kind.table}", metadata, *generation, *_columns(kind), *indexes)


TABLES: Final[Mapping[type[Entry], sa.Table]] = {kind: _table(kind) for kind in (*PROJECTED, RefusalEntry)}
"""The table of each kind of entry."""
