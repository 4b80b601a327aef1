"""Desks with kept states in processes of their own, to contend or to be killed; with them writers of batches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import count
from multiprocessing.connection import Connection
from random import Random
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import create_engine

from pdflow import Actor, Command, Conflict, Desk, Header, SqliteStore
from pdflow.participation import Enrol, Participation, PlanSession, decider
from pdflow.storage.event_store import Append, EventStore
from pdflow.storage.sqlalchemy import SqlAlchemyStore
from pdflow.testing.stores import events_of

BEGAN = datetime(2026, 9, 1, 8, tzinfo=UTC)
HOT = 8
IN_A_BATCH = 5
"""The streams of each batch."""


@contextmanager
def opened(address: str) -> Iterator[EventStore]:
    """The store at an address of PostgreSQL, or in a file."""
    if not address.startswith("postgresql"):
        with SqliteStore(address) as store:
            yield store
        return
    engine = create_engine(address)
    yield SqlAlchemyStore(engine)
    engine.dispose()


def header(name: str) -> Header:
    return Header(str(uuid5(NAMESPACE_OID, name)), Actor("ada", "COORDINATOR"), BEGAN)


def plan(name: str) -> Command[Participation]:
    """The command that plans a session of this name; always the same."""
    return PlanSession(header(name), plan=name, session=name, start=BEGAN, minutes=60)


def enrol(stream: str) -> Command[Participation]:
    return Enrol(header(stream), person="ana")


def contend(address: str, name: str, commands: int, streams: int, acknowledged: Connection) -> None:
    """Carry out so many commands, each on one of some streams; tell of each stream the versions and the plans."""
    random, done = Random(name), list[tuple[int, int, str]]()
    with opened(address) as store:
        desk = Desk(decider, store, clock=None, keep=streams // 2)
        for n in range(commands):
            # Every fourth command meets those of all others on few streams.
            stream, plan_name = random.randrange(HOT if n % 4 == 0 else streams), f"{name}-{n}"
            while True:
                with suppress(Conflict):
                    receipt = desk.carry_out(f"p-{stream}", plan(plan_name))
                    break
            done.append((stream, receipt.version, plan_name))
    acknowledged.send(done)


def contend_in_batches(address: str, name: str, batches: int, acknowledged: Connection) -> None:
    """Append so many batches to streams that others append to as well; tell how many were too late."""
    conflicts = 0
    with opened(address) as store:
        versions = dict.fromkeys((f"b-{n}" for n in range(IN_A_BATCH)), 0)
        for n in range(batches):
            while True:
                try:
                    store.append_all(
                        [
                            Append(stream, events_of(f"{name} {n} {stream}"), version)
                            for stream, version in versions.items()
                        ]
                    )
                except Conflict:
                    conflicts += 1
                    versions = {stream: len(store.load(stream, after=old)) + old for stream, old in versions.items()}
                else:
                    versions = {stream: version + 1 for stream, version in versions.items()}
                    break
    acknowledged.send(conflicts)


def work_until_killed(address: str, name: str, begin: int, streams: int, acknowledged: Connection) -> None:
    """Carry out command after command from this one, some of them twice, and append batches; tell each that is kept."""
    with opened(address) as store:
        desk = Desk(decider, store, clock=None, snapshot_every=7)
        for n in count(begin):
            stream = f"p-{n % streams}"
            for _ in range(1 + (n % 5 == 0)):
                desk.carry_out(stream, plan(f"{name}-{n}"))
            for own in (f"{name}-one", f"{name}-two"):
                desk.load(own)
            with suppress(Conflict):
                batch = [Append(own, events_of(f"{own} {n}", 2), 2 * (n // 10)) for own in (f"{name}-3", f"{name}-4")]
                if n % 10 == 0:
                    store.append_all(batch)
            acknowledged.send(n)
