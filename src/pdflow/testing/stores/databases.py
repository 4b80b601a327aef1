"""Databases: a store beside the tables of a host, and in the host's transactions."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager
from threading import Thread
from time import sleep
from typing import Any, Protocol, TypeVar

import attrs
import pytest

from pdflow.errors import CommandIdReused, Conflict
from pdflow.storage.event_store import EventStore, Seen
from pdflow.testing.stores.rewrites import with_another
from pdflow.testing.stores.sample_events import events_of

T = TypeVar("T")
PATIENCE = 20.0  # seconds to wait for another writer
A_MOMENT = 0.3  # seconds in which another writer is stopped by a lock, or done


class Host(Protocol):
    """A transaction that a host has open on its database, and a store in it."""

    store: EventStore

    def execute(self, sql: str) -> list[tuple[Any, ...]]:
        """Run a statement in the transaction; the rows, where it gives some."""
        ...


Begin = Callable[[], AbstractContextManager[Host]]
"""Opens a transaction of the host, on a connection of its own; it commits, unless an error leaves it."""


class DatabaseContract:
    """Tests of a store beside a host's own tables; subclass it together with ``StoreContract``."""

    @pytest.fixture
    def begin(self) -> Begin:
        """Opens a transaction of the host in the database of ``store``."""
        raise NotImplementedError("a subclass of DatabaseContract needs a fixture named begin")

    @pytest.fixture
    def elsewhere(self) -> EventStore:
        """An empty store of the same kind in another database."""
        raise NotImplementedError("a subclass of DatabaseContract needs a fixture named elsewhere")

    @pytest.fixture(autouse=True)
    def table_of_the_host(self, begin: Begin) -> None:
        """Make a table of the host's own."""
        with begin() as host:
            host.execute("CREATE TABLE own (word TEXT)")

    def test_given_a_host_s_transaction_when_it_commits_then_both_are_kept(
        self, store: EventStore, begin: Begin
    ) -> None:
        with begin() as host:
            host.execute("INSERT INTO own VALUES ('one')")
            recorded = [*host.store.append("p-1", events_of("one", 2), expected=0)]
            recorded += host.store.append("p-1", events_of("two"), expected=2)
            assert [*host.store.load("p-1")] == recorded
            assert [*store.feed()] == []
        assert [*store.feed()] == [*store.load("p-1")] == recorded
        assert words(begin) == ["one"]

    def test_given_a_host_s_transaction_when_an_error_leaves_it_then_neither_is_kept(
        self, store: EventStore, begin: Begin
    ) -> None:
        def fail() -> None:
            with begin() as host:
                host.execute("INSERT INTO own VALUES ('one')")
                host.store.append("p-1", events_of("one", 2), expected=0)
                host.store.erase_stream("p-1")
                raise LookupError

        with pytest.raises(LookupError):
            fail()
        assert [*store.feed()] == []
        assert words(begin) == []
        assert store.look_up("p-1", "c").erasures == 0
        assert [event.version for event in store.append("p-1", events_of("one"), expected=0)] == [1]

    def test_given_a_refusal_in_a_host_s_transaction_when_it_is_caught_then_the_rest_is_kept(
        self, store: EventStore, begin: Begin
    ) -> None:
        before = store.append("p-0", events_of("before"), expected=0)
        with begin() as host:
            host.execute("INSERT INTO own VALUES ('one')")
            one = host.store.append("p-1", events_of("one"), expected=0)
            with pytest.raises(Conflict):
                host.store.append("p-1", events_of("late"), expected=0)
            with pytest.raises(Conflict):
                host.store.append("p-1", [*events_of("two"), *events_of("one")], expected=1)
            with pytest.raises(CommandIdReused):
                host.store.append("p-1", [*events_of("two"), *events_of("before")], expected=1)
            host.execute("INSERT INTO own VALUES ('two')")
            two = host.store.append("p-1", events_of("two"), expected=1)
        assert [*store.feed()] == [*before, *one, *two]
        assert words(begin) == ["one", "two"]

    def test_given_a_late_commit_when_another_writes_meanwhile_then_it_comes_after_it_in_the_feed(
        self, store: EventStore, begin: Begin
    ) -> None:
        with begin() as host:
            late = [*host.store.append("p-1", events_of("one"), expected=0)]
            another = in_background(lambda: store.append("p-2", events_of("another"), expected=0))
            sleep(A_MOMENT)
            seen = [*store.feed()]
            late += host.store.append("p-1", events_of("two"), expected=1)
        recorded = [*another.result(PATIENCE)]
        seen += store.feed(after=seen[-1].position if seen else 0)
        assert seen == [*store.feed()] == [*late, *recorded]

    @pytest.mark.parametrize("is_seen", [True, False], ids=["seen", "expected"])
    @pytest.mark.parametrize("first", [True, False], ids=["first", "later"])
    def test_given_a_stream_renamed_while_an_append_waits_when_it_goes_on_then_conflict(
        self, store: EventStore, begin: Begin, is_seen: bool, first: bool
    ) -> None:
        before = store.append("p-1", events_of("begin"), expected=0)
        if not first:
            before = [attrs.evolve(event, notes=None) for event in before]
            store.erase_notes(before[0].id)
        seen = Seen.of(before[0], store.look_up("p-1", "").erasures) if is_seen else None
        with begin() as host:
            host.store.rewrite(["p-1"], with_another("p-1", "p-9"))
            late = in_background(lambda: store.append("p-1", events_of("late"), expected=1, seen=seen))
            sleep(A_MOMENT)
        with pytest.raises(Conflict):
            late.result(PATIENCE)
        assert [*store.feed()] == [attrs.evolve(event, stream="p-9") for event in before]

    def test_given_two_databases_when_one_is_written_then_the_other_neither_waits_nor_knows(
        self, store: EventStore, elsewhere: EventStore, begin: Begin
    ) -> None:
        with begin() as host:
            one = host.store.append("p-1", events_of("one"), expected=0)
            two = in_background(lambda: elsewhere.append("p-2", events_of("one"), expected=0)).result(PATIENCE)
        assert [*store.feed()] == [*one]
        assert [*elsewhere.feed()] == [*two]
        assert [*store.load("p-2")] == [*elsewhere.load("p-1")] == []

    def test_given_a_store_that_wrote_or_was_refused_when_another_writes_then_nothing_is_locked(
        self, store: EventStore, reopen: Callable[[], EventStore]
    ) -> None:
        store.append("p-1", events_of("one"), expected=0)
        with pytest.raises(Conflict):
            store.append("p-1", events_of("two"), expected=0)
        with pytest.raises(CommandIdReused):
            store.append("p-2", events_of("one"), expected=0)
        other = reopen()
        (event,) = in_background(lambda: other.append("p-1", events_of("two"), expected=1)).result(PATIENCE)
        assert event.version == 2


def words(begin: Begin) -> list[str]:
    """The words in the host's own table."""
    with begin() as host:
        return [word for (word,) in host.execute("SELECT word FROM own ORDER BY word")]


def in_background(work: Callable[[], T]) -> Future[T]:
    """Do something in a thread of its own; unlike a pool's, nobody waits for it where it never ends."""
    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:  # noqa: BLE001 (raised where the result is asked for)
            done.set_exception(error)

    Thread(target=run, daemon=True).start()
    return done
