"""Writers in processes of their own, to be killed or to contend."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from multiprocessing.connection import Connection
from random import Random

from sqlalchemy import create_engine

from pdflow.errors import Conflict
from pdflow.storage.sqlalchemy import SqlAlchemyStore
from pdflow.testing.stores import events_of

AT_ONCE = 3
"""Events of each append."""


def command(name: str, n: int) -> str:
    """The id of the n-th command of a writer."""
    return events_of(f"{name} {n}")[0].command_id


def write_until_killed(url: str, name: str, acknowledged: Connection) -> None:
    """Append to one stream, command after command, from the first that is not stored; tell each that is."""
    store = SqlAlchemyStore(create_engine(url))
    for n in count():
        while not store.of_command(command(name, n)):
            # A transaction of one who was killed may yet commit, and be in the way once.
            with suppress(Conflict):
                store.append(name, events_of(f"{name} {n}", AT_ONCE), expected=len(store.load(name)))
        acknowledged.send(n)


def contend(url: str, name: str, appends: int, streams: int, acknowledged: Connection) -> None:
    """Append so often, each time to one of some streams at the version last known; tell how often it was too late."""
    store, random, conflicts = SqlAlchemyStore(create_engine(url)), Random(name), 0
    versions = dict.fromkeys(range(streams), 0)
    for n in range(appends):
        stream = random.randrange(streams)
        while True:
            try:
                store.append(f"shared {stream}", events_of(f"{name} {n}"), expected=versions[stream])
                versions[stream] += 1
                break
            except Conflict as conflict:
                versions[stream] = conflict.actual
                conflicts += 1
    acknowledged.send(conflicts)
