"""Histories read back from a file of events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from pdflow.kernel.messages import Event
from pdflow.simulation.engagement.commissioned import Commissioned
from pdflow.storage.codec import Codec
from pdflow.storage.sqlite import SqliteStore

Histories = Mapping[str, Sequence[Event[Any]]]
"""The events of each stream, by its name."""


def histories(file: Path) -> Histories:
    """Read the events of every stream in a file."""
    codecs = {decider.name: Codec(decider) for decider in Commissioned.aggregates}
    events: defaultdict[str, list[Event[Any]]] = defaultdict(list)
    with SqliteStore(file) as store:
        after = 0
        while rows := store.feed(after=after):
            for row in rows:
                events[row.stream].append(codecs[row.type.partition(".")[0]].from_row(row))
            after = rows[-1].position
    return events


def events_until(events: Sequence[Event[Any]], moment: datetime) -> list[Event[Any]]:
    """Return the events that had occurred by a moment."""
    return [event for event in events if event.header.at <= moment]
