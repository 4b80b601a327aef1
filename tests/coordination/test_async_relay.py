"""The asynchronous relay leaves what the relay leaves, and reports as it does."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from tests.coordination.story import FIRST, STORY
from tests.coordination.test_relay_killed import stored
from tests.coordination.test_stream_names import as_before, engagements, enrolled
from tests.coordination.world import ANA, DECIDERS, SECRET, World, begun, deliver, scheduled, with_new_relay
from tests.engagement import stories as s

from pdflow import SqliteStore, StoreError
from pdflow.coordination import AsyncRelay, MemoryBookmark, SqliteBookmark
from pdflow.desk import AsyncDesk
from pdflow.participation import Pause
from pdflow.storage.erasure import forget
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


def test_a_stream_named_the_old_way_keeps_its_name() -> None:
    world = as_before(engagements(World(), eng=("x-ana",)), "eng", "x-ana")
    bookmark = MemoryBookmark()
    for _ in range(2):
        asyncio.run(relay(world.store, bookmark).catch_up())
        assert enrolled(world) == {"participation-eng-x-ana": ("eng", "x-ana")}


def test_a_relay_at_work_while_somebody_is_forgotten_goes_on_as_a_new_one() -> None:
    stores = []
    for new in (False, True):
        world = scheduled(begun())
        bookmark = MemoryBookmark()
        running = relay(world.store, bookmark)
        asyncio.run(running.catch_up())
        names = forget(world.store, "ana").streams
        world.ask("eng", deliver("d1", "s1", 10, bob=180, cy=180))
        asyncio.run((relay(world.store, bookmark) if new else running).catch_up())
        [of_ana] = [name for before, name in names.items() if before == ANA]
        assert [row.type for row in world.store.load(of_ana)][-1] != "participation.attendance_recorded"
        stores.append([(row.type, row.version) for row in world.store.feed(limit=10_000)])
    assert stores[0] == stores[1]
