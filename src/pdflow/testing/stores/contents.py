"""Contents: times and texts come back as they were stored, and notes can be erased."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import attrs
import pytest

from pdflow.errors import Conflict
from pdflow.storage.event_store import EventStore
from pdflow.testing.stores.sample_events import OFFSETS, TEXTS, as_appended, events_of


class ContentContract:
    """Tests that data, notes, metadata and times are stored unchanged."""

    def test_given_notes_when_they_are_erased_then_everything_else_stays(self, store: EventStore) -> None:
        first, second = store.append("p-1", events_of("begin", 2), expected=0)
        assert store.erase_notes(first.id) is True
        left = [attrs.evolve(first, notes=None), second]
        assert [*store.load("p-1")] == [*store.feed()] == [*store.of_command(first.command_id)] == left
        (third,) = store.append("p-1", events_of("next"), expected=2)
        assert third.version == 3

    def test_given_data_when_notes_are_erased_then_they_take_the_place_of_the_event_s(self, store: EventStore) -> None:
        first, second = store.append("p-1", events_of("begin", 2), expected=0)
        assert store.erase_notes(first.id, '{"session": null}', 2) is True
        left = attrs.evolve(first, notes=None, data='{"session": null}', type_version=2)
        assert [*store.load("p-1")] == [left, second]
        assert store.erase_notes(first.id, '{"session": null}', 2) is False
        assert store.erase_notes(first.id) is False

    def test_given_no_notes_when_erasing_then_it_returns_false(self, store: EventStore) -> None:
        (event,) = store.append("p-1", events_of("begin"), expected=0)
        store.erase_notes(event.id)
        assert store.erase_notes(event.id) is False
        assert store.erase_notes("nobody's") is False

    def test_given_a_stream_when_it_is_erased_then_only_the_places_of_its_events_are_left(
        self, store: EventStore
    ) -> None:
        (other,) = store.append("p-2", events_of("other"), expected=0)
        recorded = store.append("p-1", events_of("begin", 2), expected=0)
        before = datetime.now(UTC) - timedelta(days=1)
        assert store.erase_stream("p-1") == 2
        erased_at = store.load("p-1")[0].occurred_at
        assert erased_at > before
        left = [event.erased(erased_at) for event in recorded]
        assert [*store.load("p-1")] == [*store.of_command(recorded[0].command_id)] == left
        assert [*store.feed()] == [other, *left]
        assert store.erase_stream("p-1") == store.erase_stream("nobody's") == 0
        with pytest.raises(Conflict):
            store.append("p-1", events_of("begin", 2), expected=2)
        (third,) = store.append("p-1", events_of("next"), expected=2)
        assert store.erase_stream("p-1") == 1
        assert [*store.load("p-1")] == [*left, third.erased(store.load("p-1")[-1].occurred_at)]

    def test_given_no_fingerprint_when_loading_then_there_is_none(self, store: EventStore) -> None:
        (event,) = store.append("p-1", [attrs.evolve(events_of("begin")[0], fingerprint=None)], expected=0)
        assert [*store.load("p-1")] == [event]
        assert event.fingerprint is None

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
        assert as_appended(store.load("p-1")) == [event]

    def test_given_neither_notes_nor_metadata_when_loading_then_there_are_none(self, store: EventStore) -> None:
        event = attrs.evolve(events_of("begin")[0], notes=None, metadata=None)
        store.append("p-1", [event], expected=0)
        assert as_appended(store.load("p-1")) == [event]
