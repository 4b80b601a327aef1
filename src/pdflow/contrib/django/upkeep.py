"""Upkeep: what follows from new events, in the streams that they concern and in the read models."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import Error, connections

from pdflow.contrib.django import project
from pdflow.contrib.django.bookmarks import DjangoBookmark
from pdflow.contrib.django.read_models import DjangoReadModels
from pdflow.contrib.django.store import DjangoStore
from pdflow.coordination import Relay
from pdflow.errors import StoreError
from pdflow.projections import Runner

RELAY_LOCK: Final = 0x70646672  # "pdfr"
"""The advisory lock that a relay holds on PostgreSQL while it is at work."""


def runner_of(using: str, on_error: Callable[[str, Exception], object] | None = None) -> Runner:
    """The runner of the read models in a database, with the project's deciders and calendar.

    Args:
        using: The database, by its alias.
        on_error: Called with the name of a stream that cannot be read, and the error.
    """
    store = DjangoStore(using)
    deciders = [desk.decider for desk in project.desks_of(store)]
    return Runner(store, DjangoReadModels(using), project.calendar(), deciders=deciders, on_error=on_error)


def relay_of(using: str, on_error: Callable[[Any, Exception, Any], object] | None = None) -> Relay | None:
    """The relay between the streams in a database; None where the project gives no ``SECRET``.

    Args:
        using: The database, by its alias.
        on_error: Called with an event that was passed over, the error, and the command where one was made.
    """
    secret = project.secret()
    if secret is None:
        return None
    desks = project.desks_of(DjangoStore(using))
    return Relay(desks, DjangoBookmark(using=using), on_error=on_error, secret=secret)


@contextmanager
def only_relay(using: str) -> Iterator[None]:
    """Keep other relays of a PostgreSQL database away meanwhile, by a connection that is open as long.

    Raises:
        StoreError: Another relay is at work, or the database is away.
    """
    connection = connections[using].copy(f"{using} relay")
    try:
        if connection.vendor == "postgresql":
            connection.set_autocommit(False)
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [RELAY_LOCK])
                if cursor.fetchone() != (True,):
                    raise StoreError(using, "another relay is at work")
        yield
    except Error as error:
        raise StoreError(using, type(error).__name__) from None
    finally:
        connection.close()
