"""An event store in SQLite or PostgreSQL through SQLAlchemy (extra: sqlalchemy), and its tables for Alembic."""

from pdflow.storage.sqlalchemy.async_store import AsyncSqlAlchemyStore
from pdflow.storage.sqlalchemy.bookmarks import SqlAlchemyBookmark
from pdflow.storage.sqlalchemy.store import SqlAlchemyStore
from pdflow.storage.sqlalchemy.tables import metadata

__all__ = ["AsyncSqlAlchemyStore", "SqlAlchemyBookmark", "SqlAlchemyStore", "metadata"]
