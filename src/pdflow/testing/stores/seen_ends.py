"""Seen ends: whoever appends without looking again is refused where anything came in between."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from pdflow.errors import CommandIdReused, Conflict
from pdflow.storage.event_store import Append, EventStore, Seen
from pdflow.testing.stores.rewrites import with_another
from pdflow.testing.stores.sample_events import MORNING, events_of

CHANGES: dict[str, Callable[[EventStore], object]] = {
    "events": lambda store: store.append("p-1", events_of("other"), expected=2),
    "notes erased elsewhere": lambda store: store.erase_notes(store.load("p-2")[0].id),
    "stream erased": lambda store: store.erase_stream("p-1"),
    "rewriting": lambda store: store.rewrite(["p-1"], with_another("p-1", "p-9")),
}
OTHERS: dict[str, dict[str, Any]] = {
    "id": {"id": events_of("another")[0].id},
    "position": {"position": 7},
    "time": {"recorded_at": MORNING},
    "fingerprint": {"fingerprint": None},
    "erasures": {"erasures": 7},
}


class SeenContract:
    """Tests that an append at a seen end is made only where all is as it was seen."""

    @pytest.fixture
    def seen(self, store: EventStore) -> Seen:
        """What there is to see of a stream of two events, beside another stream."""
        store.append("p-2", events_of("elsewhere"), expected=0)
        store.append("p-1", events_of("begin", 2), expected=0)
        found = store.look_up("p-1", "", after=1)
        return Seen.of(found.events[-1], found.erasures)

    @pytest.mark.parametrize("count", [1, 3])
    def test_given_a_seen_end_when_nothing_came_since_then_it_is_appended(
        self, store: EventStore, seen: Seen, count: int
    ) -> None:
        recorded = store.append("p-1", events_of("next", count), expected=2, seen=seen)
        assert [event.version for event in recorded] == [*range(3, 3 + count)]
        assert [*store.load("p-1", after=2)] == [*recorded]
        again = store.append("p-1", events_of("last"), expected=2 + count, seen=Seen.of(recorded[-1], seen.erasures))
        assert [*store.feed(after=3)] == [*recorded, *again]

    @pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
    @pytest.mark.parametrize("count", [1, 3])
    def test_given_a_seen_end_when_something_came_since_then_conflict_and_no_change(
        self, store: EventStore, seen: Seen, change: Callable[[EventStore], object], count: int
    ) -> None:
        change(store)
        before = store.feed()
        with pytest.raises(Conflict):
            store.append("p-1", events_of("next", count), expected=2, seen=seen)
        assert [*store.feed()] == [*before]

    @pytest.mark.parametrize("fields", OTHERS.values(), ids=OTHERS)
    def test_given_another_end_when_appending_then_conflict_and_no_change(
        self, store: EventStore, seen: Seen, fields: dict[str, Any]
    ) -> None:
        before = store.feed()
        with pytest.raises(Conflict):
            store.append("p-1", events_of("next"), expected=2, seen=attrs.evolve(seen, **fields))
        with pytest.raises(Conflict):
            store.append_all(
                [
                    Append("p-3", events_of("first"), 0),
                    Append("p-1", events_of("next", 2), 2, attrs.evolve(seen, **fields)),
                ]
            )
        assert [*store.feed()] == [*before]

    @pytest.mark.parametrize("stream", ["begin", "elsewhere"])
    def test_given_a_command_that_left_events_under_other_ids_when_appending_then_it_leaves_no_more(
        self, store: EventStore, seen: Seen, stream: str
    ) -> None:
        before = store.feed()
        [event] = events_of(stream)
        with pytest.raises((Conflict, CommandIdReused)):
            store.append("p-1", [attrs.evolve(event, id=events_of("other")[0].id)], expected=2, seen=seen)
        assert [*store.feed()] == [*before]
