"""Kept snapshots: one for each stream, none of which outlives an erasure."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest

from pdflow.storage.event_store import EventStore
from pdflow.storage.snapshots import Snapshot
from pdflow.testing.stores.rewrites import with_another
from pdflow.testing.stores.sample_events import events_of

FIRST = Snapshot("p-1", 2, 0, "1", '{"text": "¡bien! 学校 👩🏽‍🏫 \\u0000"}')
ERASURES: dict[str, Callable[[EventStore], object]] = {
    "notes": lambda store: store.erase_notes(store.load("p-1")[0].id),
    "stream": lambda store: store.erase_stream("p-1"),
    "rewriting": lambda store: store.rewrite(["coach-1"], with_another("coach-1", "x7")),
}


class SnapshotContract:
    """Tests that the latest snapshot is kept, and that none of before an erasure ever is."""

    def test_given_a_snapshot_when_it_is_asked_then_it_comes_back_as_it_was(self, store: EventStore) -> None:
        assert store.snapshot("p-1") is None
        store.keep_snapshot(FIRST)
        store.keep_snapshot(attrs.evolve(FIRST, stream="p-2", data="{}"))
        assert store.snapshot("p-1") == FIRST
        assert store.snapshot("p-2") == attrs.evolve(FIRST, stream="p-2", data="{}")

    def test_given_a_snapshot_when_another_is_kept_then_the_later_version_wins(self, store: EventStore) -> None:
        first, former, same, later = (
            Snapshot("p-1", version, 0, f"format {n}", f"data {n}") for n, version in enumerate((2, 1, 2, 5))
        )
        for snapshot, kept in ((first, first), (former, first), (same, same), (later, later), (same, later)):
            store.keep_snapshot(snapshot)
            assert store.snapshot("p-1") == kept

    @pytest.mark.parametrize("erase", ERASURES.values(), ids=ERASURES)
    def test_given_an_erasure_when_snapshots_were_kept_then_all_are_gone_and_late_ones_are_not_kept(
        self, store: EventStore, erase: Callable[[EventStore], object]
    ) -> None:
        store.append("p-1", events_of("begin", 2), expected=0)
        store.keep_snapshot(FIRST)
        store.keep_snapshot(attrs.evolve(FIRST, stream="p-2"))
        erase(store)
        assert store.snapshot("p-1") is store.snapshot("p-2") is None
        store.keep_snapshot(FIRST)
        assert store.snapshot("p-1") is None
        now = store.look_up("p-1", "c").erasures
        store.keep_snapshot(attrs.evolve(FIRST, erasures=now))
        assert store.snapshot("p-1") == attrs.evolve(FIRST, erasures=now)

    def test_given_nothing_to_erase_when_it_is_asked_then_snapshots_stay(self, store: EventStore) -> None:
        store.keep_snapshot(FIRST)
        store.erase_stream("p-1")
        store.erase_notes("nobody's")
        store.rewrite(["ana"], with_another("ana", "x7"))
        assert store.snapshot("p-1") == FIRST
