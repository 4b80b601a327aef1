"""Erasure: personal notes taken out of stored events, while the events, their figures and their replay stay."""

from __future__ import annotations

import json

from pdflow.kernel.messages import EVENTS
from pdflow.storage.event_store import EventStore, RecordedEvent
from pdflow.storage.notes import clear_notes
from pdflow.storage.upcasters import lift, upcasters_from


def erase_notes(store: EventStore, stream: str, *, command_id: str | None = None) -> tuple[str, ...]:
    """Erase the notes of a stream for good; asked again, it finds none left.

    Texts that were stored among an event's data, because they were no notes when it was recorded, are erased too.

    Args:
        store: The store that keeps the stream.
        stream: The stream's name; one that does not exist has no notes.
        command_id: Only the notes that this command left, as when one record is to be forgotten.

    Returns:
        The ids of the events whose notes were erased, in the order of the stream.
    """
    events = [event for event in store.load(stream) if command_id in (None, event.command_id)]
    return tuple([event.id for event in events if store.erase_notes(event.id, *_without_notes(event))])


def _without_notes(event: RecordedEvent) -> tuple[str, int] | tuple[()]:
    """The data of an event, lifted and with the texts cleared that are notes today; nothing where there are none."""
    known = EVENTS.get(event.type)
    if known is None:
        return ()
    try:
        upcasters = upcasters_from(known, event.type_version)
        data = lift(json.loads(event.data), upcasters, event.type, event.type_version)
    except ValueError:  # What cannot be read keeps its data; its notes go all the same.
        return ()
    return (json.dumps(data), known.version) if clear_notes(known.type, data) else ()
