"""Erasure: personal notes taken out of stored events, while the events, their figures and their replay stay."""

from __future__ import annotations

from pdflow.storage.event_store import EventStore


def erase_notes(store: EventStore, stream: str, *, command_id: str | None = None) -> tuple[str, ...]:
    """Erase the notes of a stream for good; asked again, it finds none left.

    Args:
        store: The store that keeps the stream.
        stream: The stream's name; one that does not exist has no notes.
        command_id: Only the notes that this command left, as when one record is to be forgotten.

    Returns:
        The ids of the events whose notes were erased, in the order of the stream.
    """
    events = [event for event in store.load(stream) if command_id in (None, event.command_id)]
    return tuple([event.id for event in events if store.erase_notes(event.id)])
