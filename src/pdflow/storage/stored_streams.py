"""Stored streams: the rows of a store one stream after the other, so that only one is in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from pdflow.storage.arguments import require_store
from pdflow.storage.event_store import ERASED, EventStore, RecordedEvent

PAGE: Final = 1000
"""Events of the feed read at a time."""


def feed_of(store: EventStore, *, after: int = 0) -> Iterator[RecordedEvent]:
    """Every row of a store with a position above ``after``, in the order in which it was recorded.

    Raises:
        WrongType: The store is none.
    """
    require_store(store)
    position = after
    while rows := store.feed(after=position, limit=PAGE):
        yield from rows
        position = rows[-1].position


def stored_streams(store: EventStore, *, of: str = "") -> Iterator[tuple[str, Sequence[RecordedEvent]]]:
    """The name and the rows of each stream, without those erased, in the order in which the streams began.

    Args:
        of: The name of an aggregate, such as ``engagement``, if only its streams are wanted.
    """
    prefix = f"{of}." if of else ""
    for first in feed_of(store):
        if first.version == 1 and (first.type == ERASED or first.type.startswith(prefix)):
            rows = [row for row in store.load(first.stream) if row.type != ERASED]
            if rows and rows[0].type.startswith(prefix):
                yield first.stream, rows
