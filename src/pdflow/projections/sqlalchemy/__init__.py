"""Read models in SQLite and PostgreSQL by SQLAlchemy Core (extra: sqlalchemy).

- ``tables``: ``metadata``, for ``metadata.create_all`` or Alembic
- ``read_models``: ``SqlAlchemyReadModels`` keeps the rows, on an engine or on a host's open connection
- ``queries``: each list as a statement, to be executed on any connection, also an asynchronous one
"""

from pdflow.errors import MissingExtra

try:
    import sqlalchemy as sqlalchemy
except ImportError as error:
    raise MissingExtra("sqlalchemy", "sqlalchemy") from error

from pdflow.projections.sqlalchemy.queries import (
    caseload,
    coach_participations,
    directors_list,
    drift_by_site,
    drift_of_site,
    entries_of,
    learning_history,
    person_participations,
    problems,
    refusal_counts,
    refusals_of_stream,
    week,
)
from pdflow.projections.sqlalchemy.read_models import SqlAlchemyReadModels
from pdflow.projections.sqlalchemy.tables import READER, TABLES, checkpoints, metadata

__all__ = [
    "READER",
    "TABLES",
    "SqlAlchemyReadModels",
    "caseload",
    "checkpoints",
    "coach_participations",
    "directors_list",
    "drift_by_site",
    "drift_of_site",
    "entries_of",
    "learning_history",
    "metadata",
    "person_participations",
    "problems",
    "refusal_counts",
    "refusals_of_stream",
    "week",
]
