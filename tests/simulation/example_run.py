"""The example district, the example as a process, and the events in its file."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from pdflow.simulation.run import Run
from pdflow.storage.event_store import RecordedEvent
from pdflow.storage.sqlite import SqliteStore

RunYear = Callable[..., Run]
EXAMPLE = Path(__file__).parents[2] / "examples" / "simulate_cohort.py"
ROSTER, CALENDAR = (EXAMPLE.parent / "data" / name for name in ("roster", "school-year.ics"))


def start(*arguments: object, **environment: str) -> subprocess.Popen[str]:
    """Start the example with these arguments, with warnings as errors."""
    line = [sys.executable, "-W", "error", str(EXAMPLE), *map(str, arguments)]
    return subprocess.Popen(
        line, env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def rows(file: Path) -> list[RecordedEvent]:
    """Read every event of a file, in order."""
    with SqliteStore(file) as store:
        return [*_feed(store)]


def _feed(store: SqliteStore) -> Iterator[RecordedEvent]:
    after = 0
    while found := store.feed(after=after):
        yield from found
        after = found[-1].position


def of(kind: str, events: list[RecordedEvent]) -> list[RecordedEvent]:
    """Return the events of one kind of a participation."""
    return [row for row in events if row.type == f"participation.{kind}"]
