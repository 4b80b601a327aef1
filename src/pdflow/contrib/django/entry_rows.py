"""Rows of the read models: a table for each kind of entry, made of its fields, as SQLAlchemy's are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, ClassVar, Final, get_args, get_type_hints

import attrs
from django.db import models
from django.utils.translation import gettext_lazy as _

from pdflow.contrib.django.columns import NameField, UtcMomentField
from pdflow.projections import PROJECTED, Entry, Index

PREFIX: Final = "pdflow_"
FIELDS: Final[dict[type[Any], type[models.Field[Any, Any]]]] = {
    str: NameField,
    int: models.IntegerField,
    datetime: UtcMomentField,
    date: models.DateField,
}


class EntryRow(models.Model):
    """A row of a read model: an entry, with a key of its own, and in a generation where it is made of events."""

    entry: ClassVar[type[Entry]]

    class Meta:
        """No table of its own."""

        abstract = True

    def __str__(self) -> str:
        return " ".join(str(getattr(self, field.name)) for field in attrs.fields(self.entry) if field.metadata)


def entry_row(name: str, kind: type[Entry], module: str, titles: tuple[Any, Any]) -> type[EntryRow]:
    """Make the model of a kind of entry.

    Args:
        name: The name of the model.
        kind: The kind of entry.
        module: Where Django looks for it.
        titles: What one row and what several are called.
    """
    first = ("generation",) if kind in PROJECTED else ()
    keys = [field.name for field in attrs.fields(kind) if field.metadata]
    options = {
        "app_label": "pdflow",
        "db_table": PREFIX + kind.table,
        "verbose_name": titles[0],
        "verbose_name_plural": titles[1],
        "default_permissions": ("view",),
        "constraints": [models.UniqueConstraint(fields=[*first, *keys], name=f"{PREFIX}{kind.table}_key")],
        "indexes": [_index(kind, index, first) for index in kind.indexes],
    }
    fields: dict[str, Any] = {each: models.IntegerField(_(each)) for each in first} | dict(_fields(kind))
    body = {"__module__": module, "__doc__": kind.__doc__, "entry": kind, "Meta": type("Meta", (), options)}
    made: type[EntryRow] = type(name, (EntryRow,), body | fields)
    return made


def _fields(kind: type[Entry]) -> Iterator[tuple[str, models.Field[Any, Any]]]:
    hints = get_type_hints(kind)
    for field in attrs.fields(kind):
        types = get_args(hints[field.name]) or (hints[field.name],)
        [plain] = [each for each in types if each is not type(None)]
        yield field.name, FIELDS[plain](_(field.name.replace("_", " ")), null=type(None) in types)


def _index(kind: type[Entry], index: Index, first: tuple[str, ...]) -> models.Index:
    condition = None if index.where is None else models.Q(index.where)
    return models.Index(fields=[*first, *index.columns], name=f"{PREFIX}{kind.table}_{index.name}", condition=condition)
