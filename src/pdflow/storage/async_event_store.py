"""What an event store promises where every answer is awaited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from pdflow.storage.event_store import Append, Change, Found, NewEvent, RecordedEvent, Seen
from pdflow.storage.snapshots import Snapshot


class AsyncEventStore(Protocol):
    """An ``EventStore`` of coroutines, with the same promises, for any number of tasks of one event loop.

    Adapters are tested with ``pdflow.testing.stores.AsyncStoreContract``.
    """

    async def append(
        self, stream: str, events: Sequence[NewEvent], *, expected: int, seen: Seen | None = None
    ) -> Sequence[RecordedEvent]: ...

    async def append_all(self, appends: Sequence[Append]) -> Sequence[RecordedEvent]: ...

    async def load(self, stream: str, *, after: int = 0) -> Sequence[RecordedEvent]: ...

    async def feed(self, *, after: int = 0, limit: int = 1000) -> Sequence[RecordedEvent]: ...

    async def of_command(self, command_id: str) -> Sequence[RecordedEvent]: ...

    async def look_up(self, stream: str, command_id: str, *, after: int = 0) -> Found: ...

    async def erase_notes(self, event_id: str, data: str | None = None, type_version: int | None = None) -> bool: ...

    async def erase_stream(self, stream: str) -> int: ...

    async def rewrite(self, containing: Sequence[str], change: Change) -> int: ...

    async def snapshot(self, stream: str) -> Snapshot | None: ...

    async def keep_snapshot(self, snapshot: Snapshot) -> None: ...
