"""Races: writers and readers in several threads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError
from typing import TypeVar

from pdflow.errors import Conflict
from pdflow.storage.event_store import EventStore, NewEvent, RecordedEvent
from pdflow.testing.stores.sample_events import as_appended, events_of

T = TypeVar("T")


class RaceContract:
    """Tests that exactly one of several writers wins a version, and that readers miss nothing."""

    def test_given_eight_writers_when_all_expect_one_version_then_one_wins_it(self, store: EventStore) -> None:
        def write(writer: int, barrier: Barrier) -> list[bool]:
            won = []
            for version in range(10):
                barrier.wait()
                won.append(appended(store, events_of(f"{writer} {version}"), expected=version))
                barrier.wait()
            return won

        assert [sum(won) for won in zip(*in_threads(8, write), strict=True)] == [1] * 10
        assert [event.version for event in store.load("p-1")] == [*range(1, 11)]

    def test_given_eight_retries_when_they_race_then_the_events_are_stored_once(self, store: EventStore) -> None:
        def write(_: int, barrier: Barrier) -> bool:
            barrier.wait()
            return appended(store, events_of("begin", 2), expected=0)

        assert sum(in_threads(8, write)) == 1
        assert as_appended(store.of_command(events_of("begin")[0].command_id)) == events_of("begin", 2)

    def test_given_writers_when_a_reader_keeps_its_position_then_it_misses_nothing(self, store: EventStore) -> None:
        def write(writer: int) -> None:
            for n in range(25):
                store.append(f"p-{writer}", events_of(f"{writer} {n}", 3), expected=3 * n)

        with ThreadPoolExecutor(4) as pool:
            seen = read_until_done(store, [pool.submit(write, writer) for writer in range(4)])
        assert len(seen) == 4 * 25 * 3
        assert seen == [*store.feed()]


def appended(store: EventStore, events: Sequence[NewEvent], *, expected: int) -> bool:
    """Append to p-1; whether this writer won the version. One that lost must get a Conflict that says so."""
    try:
        store.append("p-1", events, expected=expected)
    except Conflict as conflict:
        if conflict.actual > expected:
            return False
        raise
    return True


def in_threads(count: int, work: Callable[[int, Barrier], T]) -> list[T]:
    """Run the same work in ``count`` threads, each with its number and the barrier of all, and collect the results.

    Where one raises, the others do not wait for it, and its error is raised here.
    """
    barrier = Barrier(count, timeout=60)

    def run(number: int) -> T:
        try:
            return work(number, barrier)
        except BaseException:
            barrier.abort()
            raise

    with ThreadPoolExecutor(count) as pool:
        done = [pool.submit(run, number) for number in range(count)]
    errors = [error for future in done if (error := future.exception()) is not None]
    for error in sorted(errors, key=lambda error: isinstance(error, BrokenBarrierError)):
        raise error
    return [future.result() for future in done]


def read_until_done(store: EventStore, writers: Sequence[Future[None]]) -> list[RecordedEvent]:
    """Read the feed from the first event, page after page, until the writers are done."""
    seen: list[RecordedEvent] = []
    while True:
        done = all(writer.done() for writer in writers)
        last = seen[-1].position if seen else 0
        page = store.feed(after=last, limit=7)
        assert all(event.position > last for event in page)
        seen += page
        if done and not page:
            for writer in writers:
                writer.result()
            return seen
