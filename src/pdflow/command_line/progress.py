"""Progress: how far the events of a store were read, on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import Any, Final, cast

from pdflow.storage.event_store import EventStore, RecordedEvent

OFTEN: Final = 0.2
"""Seconds between two lines."""


@contextmanager
def watched(store: EventStore, is_wanted: bool | None) -> Iterator[EventStore]:
    """The store, which says on standard error how far its feed was read.

    Args:
        is_wanted: Without an answer, on a terminal only.
    """
    if not (sys.stderr.isatty() if is_wanted is None else is_wanted):
        yield store
        return
    found = WatchedStore(store)
    try:
        yield cast(EventStore, found)
    finally:
        found.end()


class WatchedStore:
    """A store that says how far its feed was read; an export may read it more than once."""

    def __init__(self, store: EventStore) -> None:
        self._store, self._last, self._at = store, last_position(store), 0.0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def feed(self, *, after: int = 0, limit: int = 1000) -> Sequence[RecordedEvent]:
        """The store's own."""
        rows = self._store.feed(after=after, limit=limit)
        now = monotonic()
        if rows and now - self._at > OFTEN:
            self._at = now
            end = "\r" if sys.stderr.isatty() else "\n"
            sys.stderr.write(f"read: {rows[-1].position:,} of {max(self._last, rows[-1].position):,} events{end}")
            sys.stderr.flush()
        return rows

    def end(self) -> None:
        """Make room for the next line."""
        if sys.stderr.isatty():
            sys.stderr.write("\x1b[K")


def last_position(store: EventStore) -> int:
    """The position of the last event, found by halving."""
    below, above = 0, 1
    while store.feed(after=above, limit=1):
        below, above = above, 2 * above
    while below < above:
        middle = (below + above) // 2
        if store.feed(after=middle, limit=1):
            below = middle + 1
        else:
            above = middle
    return below
