"""Conflicts: another version, a retry or a reused id is refused, and nothing is appended."""

from __future__ import annotations

import pytest

from pdflow.errors import CommandIdReused, Conflict
from pdflow.storage.event_store import EventStore
from pdflow.testing.stores.sample_events import events_of


class ConflictContract:
    """Tests that a refused append changes nothing and says what stood in the way."""

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

    @pytest.mark.parametrize("expected", [0, 2])
    def test_given_its_events_when_a_command_is_retried_then_conflict(self, store: EventStore, expected: int) -> None:
        before = store.append("p-1", events_of("begin", 2), expected=0)
        with pytest.raises(Conflict) as refusal:
            store.append("p-1", events_of("begin", 2), expected=expected)
        assert refusal.value.actual == 2
        assert [*store.feed()] == [*before]

    @pytest.mark.parametrize("expected", [0, 7])
    def test_given_an_id_of_another_stream_when_appending_then_its_command_is_named(
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
