"""Rewrites: texts replaced in all events that hold them, and the count of all that was erased."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from pdflow.errors import Conflict
from pdflow.storage.event_store import EventStore, RecordedEvent
from pdflow.testing.stores.sample_events import events_of

HOLDING_ANA = {
    "actor": attrs.evolve(events_of("actor")[0], actor="ana"),
    "data": attrs.evolve(events_of("data")[0], data='{"person": "ana"}'),
    "notes": attrs.evolve(events_of("notes")[0], notes='{"note": "ana, 50% of _"}'),
    "metadata": attrs.evolve(events_of("metadata")[0], metadata='{"for": "ana"}'),
}


class RewriteContract:
    """Tests that a text can be replaced wherever it stands, and that whoever kept something can tell."""

    @pytest.mark.parametrize("field", HOLDING_ANA)
    def test_given_a_text_in_any_field_when_rewriting_then_this_event_alone_changes(
        self, store: EventStore, field: str
    ) -> None:
        before = store.append("p-1", [events_of("begin")[0], HOLDING_ANA[field], events_of("end")[0]], expected=0)
        assert store.rewrite(["ana"], with_another("ana", "x7")) == 1
        changed = attrs.evolve(before[1], **{field: getattr(before[1], field).replace("ana", "x7")})
        assert [*store.load("p-1")] == [*store.feed()] == [before[0], changed, before[2]]
        assert [*store.of_command(changed.command_id)] == [changed]
        assert store.rewrite(["ana"], with_another("ana", "x7")) == 0

    def test_given_a_stream_named_so_when_rewriting_then_it_goes_on_under_the_new_name(self, store: EventStore) -> None:
        before = store.append("p-ana", events_of("begin", 2), expected=0)
        (other,) = store.append("p-1", events_of("other"), expected=0)
        assert store.rewrite(["ana"], with_another("ana", "x7")) == 2
        moved = [attrs.evolve(event, stream="p-x7") for event in before]
        assert [*store.load("p-ana")] == []
        assert [*store.load("p-x7")] == moved
        assert [*store.feed()] == [*moved, other]
        assert [event.version for event in store.append("p-x7", events_of("next"), expected=2)] == [3]
        assert [event.version for event in store.append("p-ana", events_of("anew"), expected=0)] == [1]

    def test_given_several_texts_when_rewriting_then_what_holds_any_is_asked_and_nothing_else(
        self, store: EventStore
    ) -> None:
        asked: list[str] = []

        def look(event: RecordedEvent) -> RecordedEvent:
            asked.append(event.id)
            return event

        texts = ["ana", "ANA", "an_", "a%", "", "50% of _"]
        before = store.append("p-1", [*events_of("begin"), *HOLDING_ANA.values()], expected=0)
        assert store.rewrite(texts[1:4], look) == 0
        assert asked == []
        assert store.rewrite(["50% of _", "nobody"], look) == 0
        assert asked == [before[3].id]
        assert [*store.feed()] == [*before]

    def test_given_thousands_of_texts_when_rewriting_then_each_is_looked_for(self, store: EventStore) -> None:
        store.append("p-1", [*HOLDING_ANA.values()], expected=0)
        texts = [f"nobody {n}" for n in range(15_000)]
        assert store.rewrite(texts, with_another("ana", "x7")) == 0
        assert store.rewrite([*texts, "ana"], with_another("ana", "x7")) == len(HOLDING_ANA)

    def test_given_a_change_of_everything_when_rewriting_then_id_place_and_times_stay(self, store: EventStore) -> None:
        (before,) = store.append("p-1", [HOLDING_ANA["data"]], expected=0)
        (other,) = store.append("p-2", events_of("other"), expected=0)
        texts: dict[str, Any] = {"stream": "p-3", "actor": "x", "data": "{}", "notes": None, "metadata": None}
        own: dict[str, Any] = {"id": "n", "version": 9, "position": 9, "command_id": "c", "role": "r", "type": "t"}
        assert store.rewrite(["ana"], lambda event: attrs.evolve(event, **texts, **own, type_version=4)) == 1
        assert [*store.feed()] == [attrs.evolve(before, **texts, type_version=4), other]

    def test_given_a_taken_name_when_rewriting_then_conflict_and_nothing_changes(self, store: EventStore) -> None:
        before = [*store.append("p-ana", events_of("begin", 2), expected=0)]
        before += store.append("p-x7", events_of("theirs"), expected=0)
        with pytest.raises(Conflict) as refusal:
            store.rewrite(["ana"], with_another("ana", "x7"))
        assert refusal.value.stream == "p-x7"
        assert [*store.feed()] == before
        assert store.look_up("p-x7", "c").erasures == 0

    def test_given_an_error_in_the_change_when_rewriting_then_nothing_changes(self, store: EventStore) -> None:
        before = store.append("p-1", [*HOLDING_ANA.values()], expected=0)

        def fail(event: RecordedEvent) -> RecordedEvent:
            if event.version == 3:
                raise LookupError(event.version)
            return attrs.evolve(event, actor="x7", data="{}")

        with pytest.raises(LookupError):
            store.rewrite(["ana"], fail)
        assert [*store.feed()] == [*before]

    def test_given_any_erasure_when_looking_up_then_the_number_of_erasures_is_another(self, store: EventStore) -> None:
        first, _ = store.append("p-1", events_of("begin", 2), expected=0)
        store.append("p-2", [HOLDING_ANA["data"]], expected=0)
        number = erasures_of(store)
        assert number() == 0
        erasures: list[tuple[Callable[[], object], bool]] = [
            (lambda: store.erase_notes(first.id), True),
            (lambda: store.erase_notes("nobody's"), False),
            (lambda: store.rewrite(["ana"], with_another("ana", "x7")), True),
            (lambda: store.erase_stream("p-1"), True),
        ]
        for erase, erases in erasures:
            before = number()
            erase()
            after = number()
            assert (after != before) is erases
            erase()
            assert number() == after


def with_another(text: str, other: str) -> Callable[[RecordedEvent], RecordedEvent]:
    """What puts another text in the place of one, in all fields of an event that may hold it."""

    def change(event: RecordedEvent) -> RecordedEvent:
        fields = {name: getattr(event, name) for name in ("stream", "actor", "data", "notes", "metadata")}
        return attrs.evolve(event, **{name: value and value.replace(text, other) for name, value in fields.items()})

    return change


def erasures_of(store: EventStore) -> Callable[[], int]:
    """What gives the number of erasures of a store, whichever stream is looked up."""
    return lambda: {store.look_up(stream, "c").erasures for stream in ("p-1", "p-2", "nobody's")}.pop()
