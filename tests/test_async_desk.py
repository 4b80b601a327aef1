"""The asynchronous desk does what the desk does, for any number of tasks."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.benchmarks.story import commands, history, whole
from tests.desk_stress import stressed
from tests.test_desk import enrol, header, plan

from pdflow import Command, CommandIdReused, Conflict, MemoryStore, Reason, Refused, SqliteStore, WrongType
from pdflow.desk import AsyncDesk, Desk, Receipt
from pdflow.participation import Pause, decider
from pdflow.storage.async_event_store import AsyncEventStore
from pdflow.storage.event_store import EventStore
from pdflow.storage.in_threads import InThreads


@pytest.fixture(params=["memory", "sqlite"])
def plain(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EventStore]:
    if request.param == "memory":
        yield MemoryStore()
    else:
        with SqliteStore(tmp_path / "pd.sqlite") as sqlite:
            yield sqlite


@pytest.fixture
def store(plain: EventStore) -> AsyncEventStore:
    return InThreads(plain)


def test_a_whole_story_leaves_what_it_leaves_at_a_desk(store: AsyncEventStore, plain: EventStore) -> None:
    sent = commands(whole())

    async def story() -> list[Receipt]:
        desk = AsyncDesk(decider, store, clock=None)
        receipts = [await desk.carry_out("p-1", command) for command in sent]
        assert await desk.history("p-1") == history(sent)
        assert await desk.load("p-1") == Desk(decider, plain, clock=None).load("p-1")
        return receipts

    receipts = asyncio.run(story())
    other = Desk(decider, MemoryStore(), clock=None)
    assert receipts == [other.carry_out("p-1", command) for command in sent]


@pytest.mark.parametrize("awaited", [False, True], ids=["function", "coroutine function"])
def test_a_refusal_is_raised_and_the_hook_hears_of_it_first(store: AsyncEventStore, *, awaited: bool) -> None:
    heard: list[tuple[str, Command, Sequence[Reason]]] = []

    async def hear(*attempt: Any) -> None:
        await asyncio.sleep(0)
        heard.append(attempt)

    desk = AsyncDesk(decider, store, on_refused=hear if awaited else lambda *attempt: heard.append(attempt), clock=None)
    pause = Pause(header(1))
    with pytest.raises(Refused) as refused:
        asyncio.run(desk.carry_out("p-1", pause))
    assert heard == [("p-1", pause, refused.value.reasons)]


def test_repeats_reused_ids_and_expected_versions_are_as_at_a_desk(store: AsyncEventStore) -> None:
    async def story() -> None:
        desk, command = AsyncDesk(decider, store, clock=None), plan("s-1")
        await desk.carry_out("p-1", enrol(), expected=0)
        first = await desk.carry_out("p-1", command, metadata={"request": "r-1"})
        assert await desk.carry_out("p-1", command, expected=7) == Receipt(first.events, 2, repeated=True)
        with pytest.raises(CommandIdReused):
            await desk.carry_out("p-2", command)
        with pytest.raises(Conflict, match="is at version 2, not 1"):
            await desk.carry_out("p-1", plan("s-2"), expected=1)
        assert [row.metadata for row in await store.load("p-1")] == [None, '{"request": "r-1"}']

    asyncio.run(story())


def test_sixty_four_tasks_on_twenty_streams_lose_nothing_and_double_nothing(store: AsyncEventStore) -> None:
    asyncio.run(stressed(store))


def test_a_task_that_is_cancelled_at_its_append_may_send_again(plain: EventStore) -> None:
    class Slow(InThreads):
        slow = True

        async def append(self, *args: Any, **more: Any) -> Any:
            recorded = await super().append(*args, **more)
            if self.slow:
                await asyncio.sleep(60)
            return recorded

    async def story() -> None:
        store = Slow(plain)
        desk, command = AsyncDesk(decider, store, clock=None), enrol()
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(desk.carry_out("p-1", command), 0.5)
        store.slow = False
        assert (await desk.carry_out("p-1", command)).repeated
        assert await desk.load("p-1") == Desk(decider, plain, clock=None).load("p-1")

    asyncio.run(story())


def test_a_desk_of_the_other_kind_is_not_made(store: AsyncEventStore, plain: EventStore) -> None:
    with pytest.raises(WrongType, match="AsyncEventStore for an AsyncDesk"):
        AsyncDesk(decider, plain)  # type: ignore[arg-type]
    with pytest.raises(WrongType, match="an EventStore for a Desk"):
        Desk(decider, store)  # type: ignore[arg-type]
