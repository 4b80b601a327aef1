"""An event store that lives as long as its process: for tests, simulations and as an example for adapters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC
from threading import Lock

from pdflow.errors import CommandIdReused, Conflict
from pdflow.storage.event_store import (
    ERASED,
    Clock,
    NewEvent,
    RecordedEvent,
    utc_now,
)


class MemoryStore:
    """Keeps events in lists, for any number of threads of one process."""

    def __init__(self, *, clock: Clock = utc_now) -> None:
        self._clock = clock
        self._lock = Lock()
        self._log: list[RecordedEvent] = []
        self._by_id: dict[str, int] = {}
        self._by_stream: defaultdict[str, list[int]] = defaultdict(list)
        self._by_command: defaultdict[str, list[int]] = defaultdict(list)

    def append(self, stream: str, events: Sequence[NewEvent], *, expected: int) -> Sequence[RecordedEvent]:
        """Append all the events or none; raises CommandIdReused or Conflict."""
        with self._lock:
            self._check(stream, events, expected)
            now, end = self._clock().astimezone(UTC), len(self._log) + 1
            recorded = [event.recorded(stream, expected + n + 1, end + n, now) for n, event in enumerate(events)]
            for index, event in enumerate(recorded, len(self._log)):
                self._by_id[event.id] = index
                self._by_stream[stream].append(index)
                self._by_command[event.command_id].append(index)
            self._log += recorded
            return recorded

    def load(self, stream: str, *, after: int = 0) -> Sequence[RecordedEvent]:
        """The events of a stream with versions above ``after``, in order."""
        with self._lock:
            return [self._log[index] for index in self._by_stream.get(stream, ())[after:]]

    def feed(self, *, after: int = 0, limit: int = 1000) -> Sequence[RecordedEvent]:
        """At most ``limit`` events of all streams with positions above ``after``, in order."""
        with self._lock:
            return self._log[after : after + limit]

    def of_command(self, command_id: str) -> Sequence[RecordedEvent]:
        """The events a command left, in whichever stream, in order."""
        with self._lock:
            return [self._log[index] for index in self._by_command.get(command_id, ())]

    def erase_notes(self, event_id: str, data: str | None = None, type_version: int | None = None) -> bool:
        """Erase the notes of one event, and from its data what is a note today; whether anything changed."""
        with self._lock:
            index = self._by_id.get(event_id)
            if index is None:
                return False
            before = self._log[index]
            self._log[index] = before.without_notes(data, type_version)
            return self._log[index] != before

    def erase_stream(self, stream: str) -> int:
        """Leave of each event of a stream its place only; how many were not erased before."""
        with self._lock:
            places = [i for i in self._by_stream.get(stream, ()) if self._log[i].type != ERASED]
            now = self._clock().astimezone(UTC)
            for index in places:
                self._log[index] = self._log[index].erased(now)
            return len(places)

    def _check(self, stream: str, events: Sequence[NewEvent], expected: int) -> None:
        known = [(event, self._log[self._by_id[event.id]].stream) for event in events if event.id in self._by_id]
        for event, found_in in known:
            if found_in != stream:
                raise CommandIdReused(event.command_id, stream, found_in)
        actual = len(self._by_stream.get(stream, ()))
        if known or actual != expected or len({event.id for event in events}) < len(events):
            raise Conflict(stream, expected, actual)
