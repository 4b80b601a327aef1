"""A host's own event store, for one process: a text file with a line for each append. It keeps ``StoreContract``."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from uuid import uuid4

import attrs

from pdflow import Actor, CommandIdReused, Conflict, Header
from pdflow.desk import Desk
from pdflow.participation import Enrol, decider
from pdflow.storage.event_store import ERASED, Append, Change, Found, NewEvent, RecordedEvent, Seen
from pdflow.storage.snapshots import Snapshot


class Journal:
    def __init__(self, path: Path) -> None:
        self.path, self.lock, self.erasures, self.snapshots = path, Lock(), 0, dict[str, Snapshot]()
        self.path.touch()
        self.replace(lambda event: event)

    def log(self) -> list[RecordedEvent]:
        """All events; a line without its end is an append that a crash cut off, so it never happened."""
        whole, _, _ = self.path.read_text().rpartition("\n")
        rows, times = [row for line in whole.splitlines() for row in json.loads(line)], ("occurred_at", "recorded_at")
        return [RecordedEvent(**row | {at: datetime.fromisoformat(row[at]) for at in times}) for row in rows]

    def append(
        self, stream: str, events: Sequence[NewEvent], *, expected: int, seen: Seen | None = None
    ) -> Sequence[RecordedEvent]:
        return self.append_all([Append(stream, events, expected, seen)])

    def append_all(self, appends: Sequence[Append]) -> Sequence[RecordedEvent]:
        with self.lock:
            log = self.log()
            end = len(log)
            for each in appends:
                log += checked(each, log, self.erasures)
            with self.path.open("a") as file:
                file.write(line(log[end:]))
        return log[end:]

    def load(self, stream: str, *, after: int = 0) -> Sequence[RecordedEvent]:
        return [event for event in self.log() if event.stream == stream and event.version > after]

    def feed(self, *, after: int = 0, limit: int = 1000) -> Sequence[RecordedEvent]:
        return self.log()[after : after + limit]

    def of_command(self, command_id: str) -> Sequence[RecordedEvent]:
        return [event for event in self.log() if event.command_id == command_id]

    def look_up(self, stream: str, command_id: str, *, after: int = 0) -> Found:
        with self.lock:
            return Found(self.load(stream, after=after), self.of_command(command_id), self.erasures)

    def erase_notes(self, event_id: str, data: str | None = None, type_version: int | None = None) -> bool:
        return self.replace(lambda e: e.without_notes(data, type_version) if e.id == event_id else e) > 0

    def erase_stream(self, stream: str) -> int:
        now = datetime.now(UTC)
        return self.replace(lambda e: e.erased(now) if e.stream == stream and e.type != ERASED else e)

    def rewrite(self, containing: Sequence[str], change: Change) -> int:
        return self.replace(lambda e: e.rewritten(change) if e.holds(containing) else e)

    def snapshot(self, stream: str) -> Snapshot | None:
        return self.snapshots.get(stream)

    def keep_snapshot(self, snapshot: Snapshot) -> None:
        with self.lock:
            known = self.snapshots.get(snapshot.stream, snapshot)
            if snapshot.erasures == self.erasures and snapshot.version >= known.version:
                self.snapshots[snapshot.stream] = snapshot

    def replace(self, change: Change) -> int:
        """Replace events, all or none: the new file takes the place of the old one at once."""
        with self.lock:
            before, new = self.log(), self.path.with_suffix(".new")
            after = [change(event) for event in before]
            for (stream, version), times in Counter((event.stream, event.version) for event in after).items():
                if times > 1:
                    raise Conflict(stream, 0, version)
            new.write_text("".join(line([event]) for event in after))
            new.replace(self.path)
            if changed := sum(one != other for one, other in zip(before, after, strict=True)):
                self.erasures += 1
                self.snapshots.clear()
        return changed


def checked(append: Append, log: Sequence[RecordedEvent], erasures: int) -> Sequence[RecordedEvent]:
    """The events as they will be recorded, unless they cannot be appended."""
    ids, now = {event.id for event in append.events}, datetime.now(UTC)
    known = [event for event in log if event.id in ids]
    if elsewhere := next((event for event in known if event.stream != append.stream), None):
        raise CommandIdReused(elsewhere.command_id, append.stream, elsewhere.stream)
    stream = [event for event in log if event.stream == append.stream]
    actual = len(stream)
    if known or actual != append.expected or len(ids) < len(append.events):
        raise Conflict(append.stream, append.expected, actual)
    if append.seen is not None:
        commands = {event.command_id for event in append.events}
        if append.seen != Seen.of(stream[-1], erasures) or any(event.command_id in commands for event in log):
            raise Conflict(append.stream, append.expected, actual)
    numbered = enumerate(append.events, 1)
    return [event.recorded(append.stream, actual + n, len(log) + n, now) for n, event in numbered]


def line(events: Sequence[RecordedEvent]) -> str:
    return json.dumps([attrs.asdict(event) for event in events], default=datetime.isoformat) + "\n"


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        desk = Desk(decider, Journal(Path(folder, "journal.jsonl")))
        enrol = Enrol(Header(uuid4(), Actor("ada", "COORDINATOR"), datetime.now(UTC)), person="ana")
        for receipt in (desk.carry_out("ana", enrol), desk.carry_out("ana", enrol)):
            print(f"{receipt.events[0].name}, version {receipt.version}, a repeat: {receipt.repeated}")
        print(f"In the journal: {desk.store.path.read_text()[:96]}...")
