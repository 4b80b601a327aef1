"""Keeping the events of a day: collected stream by stream, written in the evening in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from pdflow.kernel.messages import Event
from pdflow.storage.event_store import NewEvent
from pdflow.storage.sqlite import SqliteStore

Encode = Callable[[Sequence[Event[Any]]], list[NewEvent]]
"""Turns events of one stream into rows."""


class Evening:
    """A store's clock that stands at the evening on which a simulated day is written up."""

    def __init__(self) -> None:
        self.now = datetime.min.replace(tzinfo=UTC)

    def __call__(self) -> datetime:
        """The evening of the day that is being written."""
        return self.now


class Keeper:
    """Writes to a store that nobody else writes to; whoever kills it leaves whole days."""

    def __init__(self, store: SqliteStore, evening: Evening, encode: Encode) -> None:
        self._store, self._evening, self._encode = store, evening, encode
        self._day: defaultdict[str, list[Event[Any]]] = defaultdict(list)
        self._versions: defaultdict[str, int] = defaultdict(int)
        self.hearing: list[Callable[[str, Sequence[Event[Any]]], None]] = []
        """Who is told of what each command left, as soon as it is kept."""

    def keep(self, stream: str, events: Sequence[Event[Any]]) -> None:
        """Collect what one command left."""
        self._day[stream] += events
        for hear in self.hearing:
            hear(stream, events)

    def end_day(self, evening: datetime) -> None:
        """Write what the day brought, all of it or nothing."""
        if not self._day:
            return
        self._evening.now = evening
        with self._store.batch():
            for stream, events in self._day.items():
                rows = self._store.append(stream, self._encode(events), expected=self._versions[stream])
                self._versions[stream] += len(rows)
        self._day.clear()
