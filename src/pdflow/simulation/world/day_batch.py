"""The events of a simulated day, collected by stream and written in the evening in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from pdflow.kernel.messages import Event
from pdflow.storage.event_store import Append, EventStore, NewEvent

Encode = Callable[[Sequence[Event[Any]]], list[NewEvent]]
"""Turns events of one stream into rows."""
Listener = Callable[[str, Sequence[Event[Any]]], None]
"""Receives the name of a stream and the events that one command added to it."""


class EveningClock:
    """A store's clock: the evening on which a simulated day is written."""

    def __init__(self) -> None:
        self.now = datetime.min.replace(tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the evening of the day that is being written."""
        return self.now


class EventSink:
    """Passes events on to listeners and keeps none: enough for a year that is only counted."""

    def __init__(self) -> None:
        self.listeners: list[Listener] = []
        """Called with the events of each command at once."""

    def add(self, stream: str, events: Sequence[Event[Any]]) -> None:
        """Pass the events of one command to the listeners."""
        for listen in self.listeners:
            listen(stream, events)

    def write(self, evening: datetime) -> None:
        """End a day."""


class DayRows(EventSink):
    """Collects the events of a day as rows, for whoever takes them in the evening."""

    def __init__(self, encode: Encode) -> None:
        super().__init__()
        self._encode = encode
        self._day: defaultdict[str, list[Event[Any]]] = defaultdict(list)
        self._versions: defaultdict[str, int] = defaultdict(int)

    def add(self, stream: str, events: Sequence[Event[Any]]) -> None:
        """Collect the events of one command, and pass them to the listeners."""
        self._day[stream] += events
        super().add(stream, events)

    def take(self) -> list[Append]:
        """Return what is to be appended to each stream since the last time."""
        day = [Append(stream, self._encode(events), self._versions[stream]) for stream, events in self._day.items()]
        for append in day:
            self._versions[append.stream] += len(append.events)
        self._day.clear()
        return day


class DayBatch(DayRows):
    """Writes whole days to a store that has no other writer, so that a killed process leaves no half day."""

    def __init__(self, store: EventStore, clock: EveningClock, encode: Encode) -> None:
        super().__init__(encode)
        self._store, self._clock = store, clock

    def write(self, evening: datetime) -> None:
        """Write the events of the day, all of them or none."""
        if day := self.take():
            self._clock.now = evening
            self._store.append_all(day)
