"""Writers in processes of their own, each with a Django project, to be killed."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from multiprocessing.connection import Connection
from typing import Any

import django
from django.conf import settings
from django.db import connections
from tests.storage.sqlalchemy_writers import AT_ONCE, command

from pdflow.errors import Conflict
from pdflow.testing.stores import events_of

if not settings.configured:
    settings.configure(
        INSTALLED_APPS=["pdflow.contrib.django"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        USE_TZ=True,
    )
    django.setup()

from pdflow.contrib.django.store import DjangoStore


def write_until_killed(database: dict[str, Any], name: str, acknowledged: Connection) -> None:
    """Append to one stream, command after command, from the first that is not stored; tell each that is."""
    connections["default"].close()
    del connections["default"]
    connections.databases.update(connections.configure_settings({"default": database}))
    store = DjangoStore()
    for n in count():
        while not store.of_command(command(name, n)):
            # A transaction of one who was killed may yet commit, and be in the way once.
            with suppress(Conflict):
                store.append(name, events_of(f"{name} {n}", AT_ONCE), expected=len(store.load(name)))
        acknowledged.send(n)
