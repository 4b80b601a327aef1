"""An event store that lives as long as its process: for tests, simulations and as an example for adapters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC
from threading import Lock

from pdflow.errors import CommandIdReused, Conflict
from pdflow.storage.event_store import (
    ERASED,
    Append,
    Change,
    Clock,
    Found,
    NewEvent,
    RecordedEvent,
    Seen,
    new_erasures,
    utc_now,
)
from pdflow.storage.snapshots import Snapshot


class MemoryStore:
    """Keeps events in lists, for any number of threads of one process."""

    def __init__(self, *, clock: Clock = utc_now) -> None:
        self._clock = clock
        self._lock = Lock()
        self._index(())
        self._erasures = 0
        self._snapshots: dict[str, Snapshot] = {}

    def append(
        self, stream: str, events: Sequence[NewEvent], *, expected: int, seen: Seen | None = None
    ) -> Sequence[RecordedEvent]:
        """Append all the events or none; raises CommandIdReused or Conflict."""
        return self.append_all([Append(stream, events, expected, seen)])

    def append_all(self, appends: Sequence[Append]) -> Sequence[RecordedEvent]:
        """Append to several streams, all of it or nothing; raises CommandIdReused or Conflict."""
        with self._lock:
            end, now = len(self._log), self._clock().astimezone(UTC)
            try:
                for each in appends:
                    self._check(each)
                    for version, event in enumerate(each.events, each.expected + 1):
                        self._put(event.recorded(each.stream, version, len(self._log) + 1, now))
            except (CommandIdReused, Conflict):
                self._take_back(end)
                raise
            return self._log[end:]

    def load(self, stream: str, *, after: int = 0) -> Sequence[RecordedEvent]:
        """The events of a stream with versions above ``after``, in order."""
        with self._lock:
            return self._at(self._by_stream.get(stream, ())[after:])

    def feed(self, *, after: int = 0, limit: int = 1000) -> Sequence[RecordedEvent]:
        """At most ``limit`` events of all streams with positions above ``after``, in order."""
        with self._lock:
            return self._log[after : after + limit]

    def of_command(self, command_id: str) -> Sequence[RecordedEvent]:
        """The events a command left, in whichever stream, in order."""
        with self._lock:
            return self._at(self._by_command.get(command_id, ()))

    def look_up(self, stream: str, command_id: str, *, after: int = 0) -> Found:
        """What a desk has to know before it decides, all of one moment."""
        with self._lock:
            events = self._at(self._by_stream.get(stream, ())[after:])
            return Found(events, self._at(self._by_command.get(command_id, ())), self._erasures)

    def erase_notes(self, event_id: str, data: str | None = None, type_version: int | None = None) -> bool:
        """Erase the notes of one event, and from its data what is a note today; whether anything changed."""
        with self._lock:
            places = [self._by_id[event_id]] if event_id in self._by_id else []
            return bool(self._replace(places, lambda event: event.without_notes(data, type_version)))

    def erase_stream(self, stream: str) -> int:
        """Leave of each event of a stream its place only; how many were not erased before."""
        with self._lock:
            now = self._clock().astimezone(UTC)
            places = [index for index in self._by_stream.get(stream, ()) if self._log[index].type != ERASED]
            return self._replace(places, lambda event: event.erased(now))

    def rewrite(self, containing: Sequence[str], change: Change) -> int:
        """Replace the events that hold one of the texts, all or none; how many changed. Raises Conflict."""
        with self._lock:
            log = [event.rewritten(change) if event.holds(containing) else event for event in self._log]
            changed = sum(one != other for one, other in zip(log, self._log, strict=True))
            if changed:
                _require_one_event_for_each_version(log)
                self._index(log)
                self._count_erasure()
            return changed

    def snapshot(self, stream: str) -> Snapshot | None:
        """The snapshot kept of a stream."""
        with self._lock:
            return self._snapshots.get(stream)

    def keep_snapshot(self, snapshot: Snapshot) -> None:
        """Keep a snapshot, unless the stream has a later one, or something was erased since."""
        with self._lock:
            known = self._snapshots.get(snapshot.stream)
            if snapshot.erasures == self._erasures and (known is None or known.version <= snapshot.version):
                self._snapshots[snapshot.stream] = snapshot

    def _replace(self, places: Sequence[int], change: Change) -> int:
        new = {index: change(self._log[index]) for index in places}
        changed = {index: event for index, event in new.items() if event != self._log[index]}
        if changed:
            for index, event in changed.items():
                self._log[index] = event
            self._count_erasure()
        return len(changed)

    def _count_erasure(self) -> None:
        self._erasures = new_erasures()
        self._snapshots.clear()

    def _index(self, log: Sequence[RecordedEvent]) -> None:
        self._log: list[RecordedEvent] = []
        self._by_id: dict[str, int] = {}
        self._by_stream: defaultdict[str, list[int]] = defaultdict(list)
        self._by_command: defaultdict[str, list[int]] = defaultdict(list)
        for event in log:
            self._put(event)

    def _put(self, event: RecordedEvent) -> None:
        index = len(self._log)
        self._log.append(event)
        self._by_id[event.id] = index
        self._by_stream[event.stream].append(index)
        self._by_command[event.command_id].append(index)

    def _take_back(self, end: int) -> None:
        for event in reversed(self._log[end:]):
            del self._by_id[event.id]
            self._by_stream[event.stream].pop()
            self._by_command[event.command_id].pop()
        del self._log[end:]

    def _at(self, places: Sequence[int]) -> list[RecordedEvent]:
        return [self._log[index] for index in places]

    def _check(self, append: Append) -> None:
        stream, events = append.stream, append.events
        known = [(event, self._log[self._by_id[event.id]].stream) for event in events if event.id in self._by_id]
        for event, found_in in known:
            if found_in != stream:
                raise CommandIdReused(event.command_id, stream, found_in)
        actual = len(self._by_stream.get(stream, ()))
        if known or actual != append.expected or len({event.id for event in events}) < len(events):
            raise Conflict(stream, append.expected, actual)
        if append.seen is not None and not self._is_as_seen(append.seen, append):
            raise Conflict(stream, append.expected, actual)

    def _is_as_seen(self, seen: Seen, append: Append) -> bool:
        last = self._log[self._by_stream[append.stream][-1]]
        return seen == Seen.of(last, self._erasures) and not any(
            self._by_command.get(event.command_id) for event in append.events
        )


def _require_one_event_for_each_version(log: Sequence[RecordedEvent]) -> None:
    places = set[tuple[str, int]]()
    for event in log:
        if (event.stream, event.version) in places:
            raise Conflict(event.stream, 0, event.version)
        places.add((event.stream, event.version))
