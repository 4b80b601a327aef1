"""Appends: events are appended whole, in order, each with its version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from pdflow.errors import CommandIdReused, Conflict
from pdflow.storage.event_store import Append, EventStore
from pdflow.testing.stores.sample_events import ODD_NAMES, as_appended, events_of


class AppendContract:
    """Tests that what is appended can be loaded, in order and by stream."""

    def test_given_nothing_when_loading_then_nothing_is_found(self, store: EventStore) -> None:
        assert [*store.load("p-1")] == [*store.feed()] == [*store.of_command("c")] == []

    def test_given_a_new_stream_when_appending_then_versions_count_from_one(self, store: EventStore) -> None:
        new = events_of("begin", 3)
        recorded = store.append("p-1", new, expected=0)
        assert [event.version for event in recorded] == [1, 2, 3]
        assert [event.stream for event in recorded] == ["p-1"] * 3
        assert as_appended(recorded) == new
        assert [*store.load("p-1")] == [*recorded]

    def test_given_a_stream_when_appending_at_its_version_then_versions_continue(self, store: EventStore) -> None:
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

    def test_given_no_events_when_appending_then_the_version_still_counts(self, store: EventStore) -> None:
        assert [*store.append("p-1", [], expected=0)] == [*store.load("p-1")] == []
        with pytest.raises(Conflict):
            store.append("p-1", [], expected=1)

    def test_given_odd_stream_names_when_loading_then_none_is_confused_with_another(self, store: EventStore) -> None:
        for name in ODD_NAMES:
            store.append(name, events_of(name), expected=0)
        assert [[event.stream for event in store.load(name)] for name in ODD_NAMES] == [[name] for name in ODD_NAMES]

    def test_given_kept_events_when_opened_again_then_they_are_kept_and_versions_continue(
        self, store: EventStore, reopen: Callable[[], EventStore]
    ) -> None:
        before = store.append("p-1", events_of("begin", 2), expected=0)
        other = reopen()
        assert [*other.feed()] == [*before]
        after = other.append("p-1", events_of("next"), expected=2)
        assert [*store.load("p-1", after=2)] == [*after]

    def test_given_several_streams_when_appending_to_all_then_each_continues_in_this_order(
        self, store: EventStore
    ) -> None:
        before = store.append("p-1", events_of("begin"), expected=0)
        appends = [
            Append("p-2", events_of("one", 2), 0),
            Append("p-1", events_of("two"), 1),
            Append("p-2", events_of("three"), 2),
        ]
        recorded = store.append_all(appends)
        assert [(event.stream, event.version) for event in recorded] == [("p-2", 1), ("p-2", 2), ("p-1", 2), ("p-2", 3)]
        assert as_appended(recorded) == [event for append in appends for event in append.events]
        assert [*store.feed()] == [*before, *recorded]
        assert [*store.append_all([])] == []

    def test_given_one_stream_at_another_version_when_appending_to_all_then_none_is_kept(
        self, store: EventStore
    ) -> None:
        before = store.append("p-1", events_of("begin"), expected=0)
        with pytest.raises(Conflict) as refusal:
            store.append_all([Append("p-2", events_of("one", 2), 0), Append("p-1", events_of("two"), 0)])
        assert (refusal.value.stream, refusal.value.expected, refusal.value.actual) == ("p-1", 0, 1)
        with pytest.raises(CommandIdReused) as reused:
            store.append_all([Append("p-2", events_of("one", 2), 0), Append("p-3", events_of("begin"), 0)])
        assert (reused.value.stream, reused.value.found_in) == ("p-3", "p-1")
        with pytest.raises(CommandIdReused):
            store.append_all([Append("p-2", events_of("one"), 0), Append("p-3", events_of("one"), 0)])
        assert [*store.feed()] == [*before]
        assert [*store.of_command(events_of("one")[0].command_id)] == [*store.load("p-2")] == []
        assert len(store.append_all([Append("p-2", events_of("one", 2), 0), Append("p-1", events_of("two"), 1)])) == 3
