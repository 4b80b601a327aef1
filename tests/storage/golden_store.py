"""The streams of former builds in a store of today."""

from __future__ import annotations

import gzip
import json
from datetime import datetime
from functools import cache
from typing import Any

from tests.storage.golden import FOLDER

from pdflow import MemoryStore, cadre, engagement, participation
from pdflow.storage.event_store import RecordedEvent

DECIDERS = (participation.decider, engagement.decider, cadre.decider)
FILES = sorted(FOLDER.glob("streams-*.jsonl.gz"))
DIGESTS = FOLDER / "digests.json.gz"
"""What ``pdflow.storage.migration.record`` gave of them, under the first build that had it."""


@cache
def golden_streams() -> dict[str, list[RecordedEvent]]:
    """The events of every stream of every file."""
    lines = [line for file in FILES for line in gzip.decompress(file.read_bytes()).splitlines()]
    return {each["stream"]: [recorded(event) for event in each["events"]] for each in map(json.loads, lines)}


def golden_store(*streams: str) -> MemoryStore:
    """A store with these of them, or with all."""
    store = MemoryStore()
    for stream in streams or golden_streams():
        store.append(stream, golden_streams()[stream], expected=0)
    return store


def recorded(event: dict[str, Any]) -> RecordedEvent:
    times = {name: datetime.fromisoformat(event[name]) for name in ("occurred_at", "recorded_at")}
    return RecordedEvent(**event | times)


def recorded_digests() -> Any:
    return json.loads(gzip.decompress(DIGESTS.read_bytes()))


if __name__ == "__main__":
    from pdflow.storage.migration import record

    text = json.dumps(record(golden_store(), DECIDERS), sort_keys=True)
    DIGESTS.write_bytes(gzip.compress(text.encode(), mtime=0))
