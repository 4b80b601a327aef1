"""The asynchronous relay leaves what the relay leaves, and reports as it does."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from tests.coordination.story import FIRST, STORY
from tests.coordination.test_relay_killed import stored
from tests.coordination.world import ANA, DECIDERS, SECRET, World, begun, deliver, scheduled, with_new_relay
from tests.engagement import stories as s

from pdflow import SqliteStore, StoreError
from pdflow.coordination import AsyncRelay, MemoryBookmark, SqliteBookmark
from pdflow.desk import AsyncDesk
from pdflow.participation import Pause
from pdflow.storage.event_store import EventStore
from pdflow.storage.in_threads import InThreads
from pdflow.storage.memory import MemoryStore


class AwaitedBookmark:
    """Keeps a position as a database does that has to be awaited."""

    def __init__(self) -> None:
        self.kept = MemoryBookmark()

    async def position(self) -> int:
        await asyncio.sleep(0)
        return self.kept.position()

    async def keep(self, position: int) -> None:
        await asyncio.sleep(0)
        self.kept.keep(position)


def relay(store: EventStore, bookmark: Any, on_error: Any = None) -> AsyncRelay:
    desks = [AsyncDesk(decider, InThreads(store), clock=None) for decider in DECIDERS]
    return AsyncRelay(desks, bookmark, on_error=on_error, secret=SECRET)


def asked(store: EventStore) -> World:
    world = World(store).ask("eng", *FIRST)
    for stream, commands in STORY:
        world.ask(stream, *commands)
    return world


def test_a_whole_story_ends_in_the_same_events_and_states(tmp_path: Path) -> None:
    once = asked(MemoryStore()).catch_up()
    with SqliteStore(tmp_path / "pd.sqlite") as store, SqliteBookmark(tmp_path / "pd.sqlite") as bookmark:
        world = asked(store)
        read = asyncio.run(relay(store, bookmark).catch_up(limit=7))
        assert read == bookmark.position() == len(store.feed(limit=10_000))
        assert stored(world) == stored(once)
        assert world.states() == once.states()
        assert asyncio.run(relay(store, bookmark).catch_up()) == 0
        assert stored(with_new_relay(world).catch_up()) == stored(once)


def test_a_new_relay_goes_on_where_the_last_one_stopped() -> None:
    world, bookmark = scheduled(begun()), AwaitedBookmark()
    before = asyncio.run(relay(world.store, bookmark).catch_up())
    world.ask("eng", deliver("d1", "s1", 10, ana=180, cy=180))
    after = asyncio.run(relay(world.store, bookmark).catch_up(limit=2))
    assert before + after == bookmark.kept.position() == len(world.store.feed(limit=1000))
    assert len(world.participation(ANA).attendance) == 1
    assert len(world.engagement.roster) == 3


@pytest.mark.parametrize("awaited", [False, True], ids=["function", "coroutine function"])
def test_a_refusal_is_reported_once_and_holds_nobody_else_up(*, awaited: bool) -> None:
    heard: list[Any] = []

    async def hear(*what: Any) -> None:
        await asyncio.sleep(0)
        heard.append(what)

    world = scheduled(begun()).catch_up()
    world.ask(ANA, Pause(s.office(9), until=s.on(40)))
    world.ask("eng", deliver("d1", "s1", 10, ana=180, bob=180))
    on_error = hear if awaited else lambda *what: heard.append(what)
    asyncio.run(relay(world.store, MemoryBookmark(), on_error).catch_up())
    [(cause, error, addressed)] = heard
    assert (cause.stream, addressed.stream) == ("eng", ANA)
    assert [reason.code for reason in error.reasons] == ["participation.paused"]


def test_a_store_that_is_away_is_not_passed_over() -> None:
    class Away(MemoryStore):
        is_away = False

        def append(self, *args: Any, **more: Any) -> Any:
            if self.is_away:
                raise StoreError("database", "away")
            return super().append(*args, **more)

    store, bookmark = Away(), MemoryBookmark()
    world = begun(World(store))
    store.is_away = True
    with pytest.raises(StoreError, match="away"):
        asyncio.run(relay(store, bookmark).catch_up())
    store.is_away = False
    asyncio.run(relay(store, bookmark).catch_up())
    assert world.participation(ANA).person == "ana"
