"""A relay on PostgreSQL, killed at any moment and begun again from the first event, leaves what one in peace leaves."""

from __future__ import annotations

import os
from multiprocessing import get_context
from random import Random

from sqlalchemy import create_engine
from tests.coordination.relay_workers import relay
from tests.coordination.story import FIRST, STORY
from tests.coordination.test_relay_killed import columns
from tests.coordination.world import World
from tests.postgres import for_sqlalchemy

from pdflow import MemoryStore
from pdflow.storage.event_store import EventStore
from pdflow.storage.sqlalchemy import SqlAlchemyStore, metadata

KILLS = int(os.environ.get("PDFLOW_KILLS", "12"))
PROCESS = get_context("forkserver")
PROCESS.set_forkserver_preload(["tests.coordination.relay_workers"])


def asked(store: EventStore) -> World:
    world = World(store).ask("eng", *FIRST)
    for stream, commands in STORY:
        world.ask(stream, *commands)
    return world


def killed_until_done(address: str, random: Random) -> int:
    """Begin relays, each given somewhat longer to live, until one has reacted to everything; how many were killed."""
    kills = 0
    while True:
        process = PROCESS.Process(target=relay, args=(address,))
        process.start()
        process.join(random.uniform(0.05, 0.5 + kills / 4))
        if process.exitcode is None:
            process.kill()
            kills += 1
        process.join()
        if process.exitcode == 0:
            return kills
        assert process.exitcode == -9


def test_given_a_relay_that_is_killed_when_it_begins_again_then_it_leaves_the_same_events(postgres: str) -> None:
    once, random, kills = asked(MemoryStore()).catch_up(), Random(3), 0
    expected = [columns(row)[1:] for row in once.store.feed(limit=10_000)]
    engine = create_engine(for_sqlalchemy(postgres))
    while kills < KILLS:
        metadata.drop_all(engine)
        metadata.create_all(engine)
        world = asked(SqlAlchemyStore(engine))
        kills += killed_until_done(for_sqlalchemy(postgres), random)
        assert [columns(row)[1:] for row in world.store.feed(limit=10_000)] == expected
        assert world.states() == once.states()
        assert World(world.store).catch_up().relay.catch_up() == 0
        assert len(world.store.feed(limit=10_000)) == len(expected)
    engine.dispose()
