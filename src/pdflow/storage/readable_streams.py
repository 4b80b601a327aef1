"""Readable streams: a store without the streams of which an event cannot be read, for exports that should go on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, cast

from pdflow.kernel.decider import Decider
from pdflow.storage.event_store import EventStore, RecordedEvent
from pdflow.storage.migration import StreamCheck, Verdict, check


def readable_streams(store: EventStore, deciders: Iterable[Decider[Any]]) -> tuple[EventStore, list[StreamCheck]]:
    """A store without the streams that ``check`` finds wrong, and these, each with its place and why.

    The whole store is read once; an event that is damaged afterwards is an error, as in the store itself. What is
    returned is only for reading.

    Args:
        deciders: Those of all aggregates in the store, the host's own too.

    Raises:
        WrongType: The store is none, or the deciders are none.
    """
    wrong = [each for each in check(store, deciders) if each.verdict not in (Verdict.SAME, Verdict.IN_ORDER)]
    return cast(EventStore, _ReadableStreams(store, {each.stream for each in wrong})), wrong


class _ReadableStreams:
    def __init__(self, store: EventStore, wrong: Collection[str]) -> None:
        self._store, self._wrong = store, wrong

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def load(self, stream: str, *, after: int = 0) -> Sequence[RecordedEvent]:
        return () if stream in self._wrong else self._store.load(stream, after=after)

    def feed(self, *, after: int = 0, limit: int = 1000) -> Sequence[RecordedEvent]:
        while rows := self._store.feed(after=after, limit=limit):
            if found := [row for row in rows if row.stream not in self._wrong]:
                return found
            after = rows[-1].position
        return rows
