"""Stored values: what an event of whichever version says, read for the purpose of erasing from it."""

from __future__ import annotations

import json
from collections.abc import Callable

import attrs

from pdflow.kernel.messages import EVENTS, EventType
from pdflow.storage.event_store import RecordedEvent
from pdflow.storage.json_values import JsonObject, with_whole_texts
from pdflow.storage.notes import clear_notes
from pdflow.storage.upcasters import lift, upcasters_from


def lifted_values(event: RecordedEvent) -> tuple[EventType, JsonObject] | None:
    """The type of a stored event, and its data lifted to the present version; None where they cannot be read."""
    known = EVENTS.get(event.type)
    if known is None:
        return None
    try:
        upcasters = upcasters_from(known, event.type_version)
        data = with_whole_texts(json.loads(event.data), event.data)
        return known, lift(data, upcasters, event.type, event.type_version)
    except (ValueError, RecursionError):
        return None


def with_values(event: RecordedEvent, change: Callable[[type, JsonObject], JsonObject]) -> RecordedEvent:
    """A stored event with its data changed; where nothing changes, or they cannot be read, as it is."""
    read = lifted_values(event)
    if read is None:
        return event
    known, values = read
    before = json.dumps(values)
    data = json.dumps(change(known.type, values))
    return event if data == before else attrs.evolve(event, data=data, type_version=known.version)


def without_notes(event: RecordedEvent) -> RecordedEvent:
    """A stored event without its notes, and without texts among its data that are notes today."""

    def cleared(kind: type, values: JsonObject) -> JsonObject:
        clear_notes(kind, values)
        return values

    return attrs.evolve(with_values(event, cleared), notes=None)
