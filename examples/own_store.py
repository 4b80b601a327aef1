"""A host's own event store, for one process: a text file with a line for each append. It keeps ``StoreContract``."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from uuid import uuid4

import attrs

from pdflow import Actor, CommandIdReused, Conflict, Header
from pdflow.desk import Desk
from pdflow.participation import Enrol, decider
from pdflow.storage.event_store import ERASED, NewEvent, RecordedEvent


class Journal:
    def __init__(self, path: Path) -> None:
        self.path, self.lock = path, Lock()
        self.path.touch()
        self.replace(lambda event: event)

    def log(self) -> list[RecordedEvent]:
        """All events; a line without its end is an append that a crash cut off, so it never happened."""
        whole, _, _ = self.path.read_text().rpartition("\n")
        rows, times = [row for line in whole.splitlines() for row in json.loads(line)], ("occurred_at", "recorded_at")
        return [RecordedEvent(**row | {at: datetime.fromisoformat(row[at]) for at in times}) for row in rows]

    def append(self, stream: str, events: Sequence[NewEvent], *, expected: int) -> Sequence[RecordedEvent]:
        with self.lock:
            log, ids = self.log(), {event.id for event in events}
            now, known = datetime.now(UTC), [event for event in log if event.id in ids]
            if elsewhere := next((event for event in known if event.stream != stream), None):
                raise CommandIdReused(elsewhere.command_id, stream, elsewhere.stream)
            actual = sum(event.stream == stream for event in log)
            if known or actual != expected or len(ids) < len(events):
                raise Conflict(stream, expected, actual)
            recorded = [event.recorded(stream, actual + n, len(log) + n, now) for n, event in enumerate(events, 1)]
            with self.path.open("a") as file:
                file.write(self.line(recorded))
        return recorded

    def load(self, stream: str, *, after: int = 0) -> Sequence[RecordedEvent]:
        return [event for event in self.log() if event.stream == stream and event.version > after]

    def feed(self, *, after: int = 0, limit: int = 1000) -> Sequence[RecordedEvent]:
        return [event for event in self.log() if event.position > after][:limit]

    def of_command(self, command_id: str) -> Sequence[RecordedEvent]:
        return [event for event in self.log() if event.command_id == command_id]

    def erase_notes(self, event_id: str, data: str | None = None, type_version: int | None = None) -> bool:
        return self.replace(lambda e: e.without_notes(data, type_version) if e.id == event_id else e) > 0

    def erase_stream(self, stream: str) -> int:
        now = datetime.now(UTC)
        return self.replace(lambda e: e.erased(now) if e.stream == stream and e.type != ERASED else e)

    def replace(self, change: Callable[[RecordedEvent], RecordedEvent]) -> int:
        with self.lock:
            log, new = self.log(), self.path.with_suffix(".new")
            new.write_text("".join(self.line([change(event)]) for event in log))
            new.replace(self.path)
        return sum(change(event) != event for event in log)

    def line(self, events: Sequence[RecordedEvent]) -> str:
        return json.dumps([attrs.asdict(event) for event in events], default=datetime.isoformat) + "\n"


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        desk = Desk(decider, Journal(Path(folder, "journal.jsonl")))
        enrol = Enrol(Header(uuid4(), Actor("ada", "COORDINATOR"), datetime.now(UTC)), person="ana")
        for receipt in (desk.carry_out("ana", enrol), desk.carry_out("ana", enrol)):
            print(f"{receipt.events[0].name}, version {receipt.version}, a repeat: {receipt.repeated}")
        print(f"In the journal: {desk.store.path.read_text()[:96]}...")
