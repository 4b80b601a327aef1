"""What the simulation's tests share: the example district, and how a file of events is read."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from pdflow.simulation.run import Run
from pdflow.storage.event_store import RecordedEvent
from pdflow.storage.sqlite import SqliteStore

Live = Callable[..., Run]
EXAMPLE = Path(__file__).parents[2] / "examples" / "simulate_cohort.py"
ROSTER, CALENDAR = (EXAMPLE.parent / "data" / name for name in ("roster", "school-year.ics"))


def start(*arguments: object, **environment: str) -> subprocess.Popen[str]:
    """The example with these arguments, warnings taken as errors."""
    line = [sys.executable, "-W", "error", str(EXAMPLE), *map(str, arguments)]
    return subprocess.Popen(
        line, env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def rows(file: Path) -> list[RecordedEvent]:
    """Every event in a file, in order."""
    with SqliteStore(file) as store:
        return [*_feed(store)]


def _feed(store: SqliteStore) -> Iterator[RecordedEvent]:
    after = 0
    while found := store.feed(after=after):
        yield from found
        after = found[-1].position


def of(kind: str, told: list[RecordedEvent]) -> list[RecordedEvent]:
    """The events of one kind among these."""
    return [row for row in told if row.type == f"participation.{kind}"]
