"""What one live participation weighs, read from a store when half of it has happened."""

from __future__ import annotations

import gc
import re
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import pytest
from tests.benchmarks.story import commands, history, whole

from pdflow.participation import Participation, decider
from pdflow.storage.codec import Codec
from pdflow.storage.event_store import NewEvent

STATES = 1000
BEGINNING = re.compile(r"\b[0-9a-f]{8}(?=-)")
"""Of the names of records, which are UUIDs here."""


@pytest.mark.parametrize("done", [1, len(whole()) // 2, len(whole())], ids=["enrolled", "midway", "completed"])
def test_bytes_of_one_participation(benchmark: Any, done: int) -> None:
    codec = Codec(decider)
    rows = codec.to_rows(history(commands(whole()[:done])))
    read = benchmark.pedantic(lambda: [decider.fold(map(codec.from_row, rows)) for _ in range(10)], rounds=1)
    assert len(read[0].cycles) == 1
    benchmark.group = "memory"
    benchmark.extra_info["bytes"] = weight(lambda n: decider.fold(map(codec.from_row, of_another(rows, n))))


def of_another(rows: list[NewEvent], n: int) -> Iterator[NewEvent]:
    """The same for somebody else, all of whose records go by names of their own."""
    return (attrs.evolve(row, data=BEGINNING.sub(f"{n:08x}", row.data)) for row in rows)


def weight(make: Callable[[int], Participation]) -> int:
    """Bytes of one of a thousand."""
    gc.collect()
    tracemalloc.start()
    kept = [make(n) for n in range(STATES)]
    gc.collect()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return size // len(kept)
