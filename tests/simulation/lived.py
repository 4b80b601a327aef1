"""What the simulation's tests share: the example district, and how a file of events is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from pdflow.simulation.run import Run
from pdflow.storage.sqlite import SqliteStore
from pdflow.storage.store import RecordedEvent

Live = Callable[..., Run]
ROSTER = Path(__file__).parents[2] / "examples" / "data" / "roster"


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
