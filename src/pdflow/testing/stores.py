"""What every event store must do, as tests: subclass, give a ``store`` fixture, and run them on your adapter.

To see what an assertion compared, put ``pytest.register_assert_rewrite("pdflow.testing.stores")`` in ``conftest.py``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from threading import Barrier
from typing import TypeVar
from uuid import NAMESPACE_OID, uuid5

import attrs

from pdflow.errors import CommandIdReused, Conflict, MissingExtra
from pdflow.storage.event_store import EventStore, NewEvent, RecordedEvent

try:
    import pytest
except ImportError as error:
    raise MissingExtra("pytest", "testing") from error

T = TypeVar("T")
MORNING = datetime(2025, 9, 1, 8, 30, tzinfo=timezone(timedelta(hours=-6)))
PLAIN_NAMES = ["", " ", "a", "A", "a ", "%", "_", "\\", '"', "nul\0nul", "line\nline", "x" * 300]
ODD_NAMES = [*PLAIN_NAMES, "a/b?c=d#e", "'; DROP TABLE events --", "caf\u00e9", "cafe\u0301", "学校", "🏫"]
TEXTS = {
    "empty": "",
    "unicode": '{"said": "¡bien! 学校 👩🏽‍🏫 \\u0000"}',
    "1 MB": "x" * 2**20,
    "1 MB of emoji": "🏫" * 2**18,
}
OFFSETS = {"UTC": 0, "Chicago": -360, "Kathmandu": 345, "Kiritimati": 840}


def events_of(command: str, count: int = 1) -> list[NewEvent]:
    """Some events of one command: the same name gives the same ids."""
    command_id = str(uuid5(NAMESPACE_OID, command))
    return [
        NewEvent(
            id=str(uuid5(NAMESPACE_OID, f"{command_id} {n}")),
            type="participation.coaching_opened",
            type_version=1,
            command_id=command_id,
            actor="coach-1",
            role="COACH",
            occurred_at=MORNING + timedelta(minutes=n),
            data=f'{{"session": "{n}"}}',
            notes='{"note": "went well"}',
            metadata='{"request": "r-1"}',
        )
        for n in range(count)
    ]


class StoreContract:
    """The promises of an event store; each test is given a new, empty ``store``."""

    @pytest.fixture
    def store(self) -> EventStore:
        """The empty store to test."""
        raise NotImplementedError("a subclass of StoreContract needs a fixture named store")

    @pytest.fixture
    def reopen(self) -> Callable[[], EventStore]:
        """What opens a second store over the same data, where the data outlive their store."""
        pytest.skip("what this store keeps does not outlive it")

    @pytest.fixture(autouse=True)
    def restless_threads(self) -> Iterator[None]:
        """Threads take turns so often that a missing lock shows."""
        usual = sys.getswitchinterval()
        sys.setswitchinterval(1e-6)
        yield
        sys.setswitchinterval(usual)

    def test_given_nothing_when_loading_then_there_is_nothing(self, store: EventStore) -> None:
        assert [*store.load("p-1")] == [*store.feed()] == [*store.of_command("c")] == []

    def test_given_a_new_stream_when_appending_then_versions_count_from_one(self, store: EventStore) -> None:
        new = events_of("begin", 3)
        recorded = store.append("p-1", new, expected=0)
        assert [event.version for event in recorded] == [1, 2, 3]
        assert [event.stream for event in recorded] == ["p-1"] * 3
        assert as_given(recorded) == new
        assert [*store.load("p-1")] == [*recorded]

    def test_given_a_stream_when_appending_at_its_version_then_it_goes_on(self, store: EventStore) -> None:
        store.append("p-1", events_of("begin", 2), expected=0)
        (third,) = store.append("p-1", events_of("next"), expected=2)
        assert third.version == 3
        assert [*store.load("p-1", after=2)] == [third]
        assert [*store.load("p-1", after=3)] == []

    def test_given_two_streams_when_loading_one_then_the_other_is_not_in_it(self, store: EventStore) -> None:
        one = store.append("p-1", events_of("one"), expected=0)
        two = store.append("p-2", events_of("two"), expected=0)
        assert [*store.load("p-1")] == [*one]
        assert [*store.load("p-2")] == [*two]

    def test_given_an_append_when_it_is_recorded_then_the_store_s_time_is_utc(self, store: EventStore) -> None:
        recorded = store.append("p-1", events_of("begin", 2), expected=0)
        assert {event.recorded_at.utcoffset() for event in [*recorded, *store.load("p-1")]} == {timedelta(0)}

    @pytest.mark.parametrize("expected", [0, 1, 3])
    def test_given_another_version_when_appending_then_conflict_and_no_change(
        self, store: EventStore, expected: int
    ) -> None:
        before = store.append("p-1", events_of("begin", 2), expected=0)
        with pytest.raises(Conflict) as refusal:
            store.append("p-1", events_of("late", 2), expected=expected)
        assert (refusal.value.stream, refusal.value.expected, refusal.value.actual) == ("p-1", expected, 2)
        assert [*store.feed()] == [*before]

    def test_given_no_stream_when_a_version_is_expected_then_conflict(self, store: EventStore) -> None:
        with pytest.raises(Conflict) as refusal:
            store.append("p-1", events_of("late"), expected=1)
        assert refusal.value.actual == 0
        assert [*store.feed()] == []

    def test_given_no_events_when_appending_then_the_version_still_counts(self, store: EventStore) -> None:
        assert [*store.append("p-1", [], expected=0)] == [*store.load("p-1")] == []
        with pytest.raises(Conflict):
            store.append("p-1", [], expected=1)

    @pytest.mark.parametrize("expected", [0, 2])
    def test_given_its_events_when_a_command_is_retried_then_conflict(self, store: EventStore, expected: int) -> None:
        before = store.append("p-1", events_of("begin", 2), expected=0)
        with pytest.raises(Conflict) as refusal:
            store.append("p-1", events_of("begin", 2), expected=expected)
        assert refusal.value.actual == 2
        assert [*store.feed()] == [*before]

    @pytest.mark.parametrize("expected", [0, 7])
    def test_given_an_id_when_it_comes_for_another_stream_then_its_command_is_named(
        self, store: EventStore, expected: int
    ) -> None:
        (before,) = store.append("p-1", events_of("begin"), expected=0)
        with pytest.raises(CommandIdReused) as refusal:
            store.append("p-2", [*events_of("other", 2), *events_of("begin")], expected=expected)
        found = refusal.value
        assert (found.command_id, found.stream, found.found_in) == (before.command_id, "p-2", "p-1")
        assert [*store.feed()] == [before]

    def test_given_a_known_id_last_of_many_when_appending_then_none_is_kept(self, store: EventStore) -> None:
        before = store.append("p-1", events_of("begin"), expected=0)
        with pytest.raises(Conflict):
            store.append("p-1", [*events_of("next", 5), *events_of("begin")], expected=1)
        assert [*store.feed()] == [*before]
        assert [event.version for event in store.append("p-1", events_of("next", 5), expected=1)] == [2, 3, 4, 5, 6]

    def test_given_one_id_twice_when_appending_then_conflict_and_no_change(self, store: EventStore) -> None:
        with pytest.raises(Conflict):
            store.append("p-1", events_of("begin") * 2, expected=0)
        assert [*store.feed()] == []

    def test_given_eight_writers_when_all_expect_one_version_then_one_wins_it(self, store: EventStore) -> None:
        barrier = Barrier(8, timeout=60)

        def write(writer: int) -> list[bool]:
            won = []
            for version in range(10):
                barrier.wait()
                won.append(appended(store, events_of(f"{writer} {version}"), expected=version))
                barrier.wait()
            return won

        assert [sum(won) for won in zip(*together(8, write), strict=True)] == [1] * 10
        assert [event.version for event in store.load("p-1")] == [*range(1, 11)]

    def test_given_eight_retries_when_they_race_then_the_events_are_there_once(self, store: EventStore) -> None:
        barrier = Barrier(8, timeout=60)

        def write(_: int) -> bool:
            barrier.wait()
            return appended(store, events_of("begin", 2), expected=0)

        assert sum(together(8, write)) == 1
        assert as_given(store.of_command(events_of("begin")[0].command_id)) == events_of("begin", 2)

    def test_given_streams_when_feeding_then_events_come_in_the_order_of_appending(self, store: EventStore) -> None:
        one = store.append("p-1", events_of("one", 2), expected=0)
        two = store.append("p-2", events_of("two", 3), expected=0)
        three = store.append("p-1", events_of("three"), expected=2)
        fed = [*store.feed()]
        assert fed == [*one, *two, *three]
        assert [0, *(event.position for event in fed)] == sorted({0, *(event.position for event in fed)})

    def test_given_ten_events_when_feeding_by_three_then_each_page_goes_on(self, store: EventStore) -> None:
        store.append("p-1", events_of("begin", 10), expected=0)
        pages = [store.feed(limit=3)]
        for _ in range(3):
            pages.append(store.feed(after=pages[-1][-1].position, limit=3))
        assert [*store.feed(after=pages[-1][-1].position)] == []
        assert [len(page) for page in pages] == [3, 3, 3, 1]
        assert [event for page in pages for event in page] == [*store.load("p-1")]

    def test_given_writers_when_a_reader_keeps_its_position_then_it_misses_nothing(self, store: EventStore) -> None:
        def write(writer: int) -> None:
            for n in range(25):
                store.append(f"p-{writer}", events_of(f"{writer} {n}", 3), expected=3 * n)

        with ThreadPoolExecutor(4) as pool:
            seen = read_until_done(store, [pool.submit(write, writer) for writer in range(4)])
        assert len(seen) == 4 * 25 * 3
        assert seen == [*store.feed()]

    def test_given_a_command_when_asked_what_it_left_then_its_events_and_no_others(self, store: EventStore) -> None:
        store.append("p-1", events_of("before"), expected=0)
        recorded = store.append("p-1", events_of("begin", 3), expected=1)
        store.append("p-1", events_of("after"), expected=4)
        assert [*store.of_command(recorded[0].command_id)] == [*recorded]

    def test_given_notes_when_they_are_erased_then_everything_else_stays(self, store: EventStore) -> None:
        first, second = store.append("p-1", events_of("begin", 2), expected=0)
        assert store.erase_notes(first.id) is True
        left = [attrs.evolve(first, notes=None), second]
        assert [*store.load("p-1")] == [*store.feed()] == [*store.of_command(first.command_id)] == left
        (third,) = store.append("p-1", events_of("next"), expected=2)
        assert third.version == 3

    def test_given_no_notes_when_erasing_then_it_says_so(self, store: EventStore) -> None:
        (event,) = store.append("p-1", events_of("begin"), expected=0)
        store.erase_notes(event.id)
        assert store.erase_notes(event.id) is False
        assert store.erase_notes("nobody's") is False

    @pytest.mark.parametrize("offset", OFFSETS.values(), ids=OFFSETS)
    def test_given_a_local_time_when_loading_then_its_offset_is_kept(self, store: EventStore, offset: int) -> None:
        when = datetime(2025, 11, 2, 1, 30, 0, 123456, tzinfo=timezone(timedelta(minutes=offset)))
        store.append("p-1", [attrs.evolve(events_of("begin")[0], occurred_at=when)], expected=0)
        (event,) = store.load("p-1")
        assert event.occurred_at.isoformat() == when.isoformat()

    @pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
    def test_given_any_text_when_loading_then_it_comes_back_as_it_was(self, store: EventStore, text: str) -> None:
        event = attrs.evolve(events_of("begin")[0], data=text, notes=text, metadata=text)
        store.append("p-1", [event], expected=0)
        assert as_given(store.load("p-1")) == [event]

    def test_given_neither_notes_nor_metadata_when_loading_then_there_are_none(self, store: EventStore) -> None:
        event = attrs.evolve(events_of("begin")[0], notes=None, metadata=None)
        store.append("p-1", [event], expected=0)
        assert as_given(store.load("p-1")) == [event]

    def test_given_odd_stream_names_when_loading_then_each_is_its_own(self, store: EventStore) -> None:
        for name in ODD_NAMES:
            store.append(name, events_of(name), expected=0)
        assert [[event.stream for event in store.load(name)] for name in ODD_NAMES] == [[name] for name in ODD_NAMES]

    def test_given_kept_events_when_opened_again_then_they_are_there_and_go_on(
        self, store: EventStore, reopen: Callable[[], EventStore]
    ) -> None:
        before = store.append("p-1", events_of("begin", 2), expected=0)
        other = reopen()
        assert [*other.feed()] == [*before]
        after = other.append("p-1", events_of("next"), expected=2)
        assert [*store.load("p-1", after=2)] == [*after]


def as_given(recorded: Sequence[RecordedEvent]) -> list[NewEvent]:
    """The events as they were given to the store, without their place there."""
    return [NewEvent(*(getattr(event, field.name) for field in attrs.fields(NewEvent))) for event in recorded]


def appended(store: EventStore, events: Sequence[NewEvent], *, expected: int) -> bool:
    """Whether this writer won the version; one that lost must have been told that it is taken."""
    try:
        store.append("p-1", events, expected=expected)
    except Conflict as conflict:
        if conflict.actual > expected:
            return False
        raise
    return True


def together(count: int, work: Callable[[int], T]) -> list[T]:
    """The results of ``count`` threads doing the same work, each with its number."""
    with ThreadPoolExecutor(count) as pool:
        return [*pool.map(work, range(count))]


def read_until_done(store: EventStore, writers: Sequence[Future[None]]) -> list[RecordedEvent]:
    """All that a reader sees who asks again and again, from the first event until the writers are done."""
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
