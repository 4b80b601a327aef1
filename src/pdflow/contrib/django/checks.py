"""Checks of the settings, for ``manage.py check``: a wrong database, and wrong values in ``PDFLOW``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.db import connections
from django.utils.module_loading import import_string

from pdflow.contrib.django import project
from pdflow.errors import did_you_mean

READ_COMMITTED = (None, 2)
"""The values of ``isolation_level`` by which psycopg means READ COMMITTED, PostgreSQL's own default being the same."""


@register("pdflow")
def check_settings(app_configs: Sequence[AppConfig] | None = None, **_: object) -> list[CheckMessage]:
    """Check ``PDFLOW``, and the database that it names."""
    given = getattr(settings, "PDFLOW", {})
    if not isinstance(given, Mapping):
        return [Error("PDFLOW is no dictionary.", hint=f"Its keys are {', '.join(project.KEYS)}.", id="pdflow.E001")]
    return [*_unknown_keys(given), *_wrong_values(given), *_database(given.get("DATABASE", "default"))]


def _unknown_keys(given: Mapping[str, Any]) -> Iterator[CheckMessage]:
    for key in given.keys() - {*project.KEYS}:
        near = did_you_mean(str(key), project.KEYS)
        yield Error(f"PDFLOW has an unknown key, {key}{near}", hint=f"It may have {project.KEYS}.", id="pdflow.E002")


def _wrong_values(given: Mapping[str, Any]) -> Iterator[CheckMessage]:
    for key in project.FUNCTIONS:
        if key in given and not _is_function(given[key]):
            hint = "Give the dotted path of a function, as in 'our_project.pdflow.reader_of'."
            yield Error(f"PDFLOW[{key!r}] leads to no function.", hint=hint, id="pdflow.E003")
    secret = given.get("SECRET")
    if secret is not None and not (isinstance(secret, bytes) and len(secret) >= project.SHORTEST_SECRET):
        hint = "Keep it where SECRET_KEY is kept, and never change it."
        yield Error("PDFLOW['SECRET'] is not 16 bytes or more.", hint=hint, id="pdflow.E004")


def _is_function(path: object) -> bool:
    try:
        return callable(import_string(path))  # type: ignore[arg-type]
    except (AttributeError, ImportError, TypeError):
        return False


def _database(alias: object) -> Iterator[CheckMessage]:
    database = connections.settings.get(str(alias))
    if database is None:
        hint = "Name one of DATABASES by its alias."
        yield Error("PDFLOW['DATABASE'] is no database of the project.", hint=hint, id="pdflow.E005")
        return
    engine, options = database.get("ENGINE", ""), database.get("OPTIONS", {})
    place = f"DATABASES[{alias!r}]"
    if "sqlite" in engine:
        yield from _sqlite(place, options)
    elif "postg" in engine:
        yield from _postgresql(place, options)
    else:
        hint = "The store queues its writers as PostgreSQL and SQLite do; name another by PDFLOW['DATABASE']."
        yield Error(f"{place} is neither PostgreSQL nor SQLite.", hint=hint, id="pdflow.E006")
    if not database.get("AUTOCOMMIT", True):
        hint = "Leave AUTOCOMMIT out, and use transaction.atomic()."
        yield Warning(f"{place} commits nothing by itself, events included.", hint=hint, id="pdflow.W001")


def _sqlite(place: str, options: Mapping[str, Any]) -> Iterator[CheckMessage]:
    if str(options.get("transaction_mode")).upper() not in ("IMMEDIATE", "EXCLUSIVE"):
        hint = f"Put 'transaction_mode': 'IMMEDIATE' into {place}['OPTIONS']."
        message = f"In {place} writers do not wait for one another: appends fail as soon as two come together."
        yield Error(message, hint=hint, id="pdflow.E007")


def _postgresql(place: str, options: Mapping[str, Any]) -> Iterator[CheckMessage]:
    if options.get("isolation_level") not in READ_COMMITTED:
        hint = f"Leave 'isolation_level' out of {place}['OPTIONS'], or give the store a database of its own settings."
        yield Error(f"{place} is not READ COMMITTED, and every append fails.", hint=hint, id="pdflow.E008")
