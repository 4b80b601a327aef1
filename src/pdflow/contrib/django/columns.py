"""Columns of the tables: names, and moments that come back the same whatever ``TIME_ZONE`` and ``USE_TZ`` are."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone


class NameField(models.TextField):  # type: ignore[type-arg]
    """A name, compared byte by byte: an upgrade of the system's collations leaves PostgreSQL's indexes whole."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        """The type of the column, in PostgreSQL with the collation C."""
        collation = {"collation": "C"} if connection.vendor == "postgresql" else {}
        return {**super().db_parameters(connection), **collation}


class UtcMomentField(models.DateTimeField):  # type: ignore[type-arg]
    """A moment as a date and time of the database, read and written in UTC.

    Django's own field gives and takes local times without an offset where ``USE_TZ`` is False, and an hour of each
    autumn twice.
    """

    def get_prep_value(self, value: Any) -> Any:
        """The moment with an offset; a text without one is in the project's time zone."""
        moment = self.to_python(value)
        return timezone.make_aware(moment) if isinstance(moment, datetime) and timezone.is_naive(moment) else moment

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        """The moment in UTC, for SQLite as text without an offset."""
        moment = value if prepared else self.get_prep_value(value)
        if not isinstance(moment, datetime):
            return moment
        utc = moment.astimezone(UTC)
        return str(utc.replace(tzinfo=None)) if connection.vendor == "sqlite" else utc

    def from_db_value(self, value: datetime | None, expression: object, connection: BaseDatabaseWrapper) -> Any:
        """The moment in UTC, of what Django made of it by the project's settings."""
        if value is None:
            return None
        if connection.vendor == "sqlite":
            return value.replace(tzinfo=UTC)
        return value.replace(tzinfo=value.tzinfo or ZoneInfo(connection.timezone_name)).astimezone(UTC)


class LocalMomentField(models.TextField):  # type: ignore[type-arg]
    """A moment as ISO 8601 text, which keeps its offset from UTC."""

    def get_prep_value(self, value: Any) -> Any:
        """The moment as text."""
        return value.isoformat() if isinstance(value, datetime) else value

    def from_db_value(self, value: str | None, expression: object, connection: BaseDatabaseWrapper) -> Any:
        """The moment that a text says."""
        return value if value is None else datetime.fromisoformat(value)

    def to_python(self, value: Any) -> Any:
        """The moment that a text says; a moment as it is."""
        return datetime.fromisoformat(value) if isinstance(value, str) else value
