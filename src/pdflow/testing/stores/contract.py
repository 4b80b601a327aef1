"""The store contract: every promise of an event store, as tests to run on an adapter."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import pytest

from pdflow.storage.event_store import EventStore
from pdflow.testing.stores.appends import AppendContract
from pdflow.testing.stores.conflicts import ConflictContract
from pdflow.testing.stores.contents import ContentContract
from pdflow.testing.stores.feeds import FeedContract
from pdflow.testing.stores.kept_snapshots import SnapshotContract
from pdflow.testing.stores.races import RaceContract
from pdflow.testing.stores.rewrites import RewriteContract
from pdflow.testing.stores.seen_ends import SeenContract


class StoreContract(
    AppendContract,
    ConflictContract,
    ContentContract,
    FeedContract,
    RaceContract,
    RewriteContract,
    SeenContract,
    SnapshotContract,
):
    """Tests of every promise of an event store; subclass it with a fixture ``store`` that gives a new, empty one."""

    @pytest.fixture
    def store(self) -> EventStore:
        """The empty store to test."""
        raise NotImplementedError("a subclass of StoreContract needs a fixture named store")

    @pytest.fixture
    def reopen(self) -> Callable[[], EventStore]:
        """A function that opens a second store over the same data; without it, one test is skipped."""
        pytest.skip("this store keeps nothing once it is closed")

    @pytest.fixture(autouse=True)
    def frequent_thread_switches(self) -> Iterator[None]:
        """Switch threads so often that a missing lock shows."""
        usual = sys.getswitchinterval()
        sys.setswitchinterval(1e-6)
        yield
        sys.setswitchinterval(usual)
