"""A plain event store for an event loop: each question is asked in a thread, so that the loop goes on meanwhile."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Sequence

from pdflow.storage.event_store import Append, Change, EventStore, Found, NewEvent, RecordedEvent, Seen
from pdflow.storage.snapshots import Snapshot


class InThreads:
    """An ``AsyncEventStore`` that asks a store which any number of threads may use, as those of pdflow are."""

    def __init__(self, store: EventStore) -> None:
        self.store = store

    async def append(
        self, stream: str, events: Sequence[NewEvent], *, expected: int, seen: Seen | None = None
    ) -> Sequence[RecordedEvent]:
        """Append all the events in one transaction, or none; raises CommandIdReused or Conflict."""
        return await to_thread(self.store.append, stream, events, expected=expected, seen=seen)

    async def append_all(self, appends: Sequence[Append]) -> Sequence[RecordedEvent]:
        """Append to several streams in one transaction: all of it, or nothing; raises CommandIdReused or Conflict."""
        return await to_thread(self.store.append_all, appends)

    async def load(self, stream: str, *, after: int = 0) -> Sequence[RecordedEvent]:
        """The events of a stream with versions above ``after``, in order."""
        return await to_thread(self.store.load, stream, after=after)

    async def feed(self, *, after: int = 0, limit: int = 1000) -> Sequence[RecordedEvent]:
        """At most ``limit`` events of all streams with positions above ``after``, in order."""
        return await to_thread(self.store.feed, after=after, limit=limit)

    async def of_command(self, command_id: str) -> Sequence[RecordedEvent]:
        """The events a command left, in whichever stream, in order."""
        return await to_thread(self.store.of_command, command_id)

    async def look_up(self, stream: str, command_id: str, *, after: int = 0) -> Found:
        """What a desk has to know before it decides, all of one moment."""
        return await to_thread(self.store.look_up, stream, command_id, after=after)

    async def erase_notes(self, event_id: str, data: str | None = None, type_version: int | None = None) -> bool:
        """Erase the notes of one event, and from its data what is a note today; whether anything changed."""
        return await to_thread(self.store.erase_notes, event_id, data, type_version)

    async def erase_stream(self, stream: str) -> int:
        """Leave of each event of a stream its place only; how many were not erased before."""
        return await to_thread(self.store.erase_stream, stream)

    async def rewrite(self, containing: Sequence[str], change: Change) -> int:
        """Replace the events that hold one of the texts, all or none; how many changed. Raises Conflict."""
        return await to_thread(self.store.rewrite, containing, change)

    async def snapshot(self, stream: str) -> Snapshot | None:
        """The snapshot kept of a stream."""
        return await to_thread(self.store.snapshot, stream)

    async def keep_snapshot(self, snapshot: Snapshot) -> None:
        """Keep a snapshot, unless the stream has a later one, or something was erased since."""
        await to_thread(self.store.keep_snapshot, snapshot)
