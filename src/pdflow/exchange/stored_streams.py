"""Stored streams: the rows of a store one stream after the other, so that only one is in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from pdflow.storage.event_store import ERASED, EventStore, RecordedEvent

PAGE: Final = 1000


def feed_of(store: EventStore, *, after: int = 0) -> Iterator[RecordedEvent]:
    """Every row of a store after a position, in the order of the feed, but those of which only the place is left."""
    position = after
    while rows := store.feed(after=position, limit=PAGE):
        yield from (row for row in rows if row.type != ERASED)
        position = rows[-1].position


def stored_streams(store: EventStore, *, of: str = "") -> Iterator[tuple[str, Sequence[RecordedEvent]]]:
    """The name and the rows of each stream that has some, by the order in which the streams began.

    Args:
        of: The name of an aggregate, such as ``engagement``, if only its streams are wanted.
    """
    prefix = f"{of}." if of else ""
    for name in dict.fromkeys(row.stream for row in feed_of(store) if row.type.startswith(prefix)):
        yield name, [row for row in store.load(name) if row.type != ERASED]
