"""What one live participation weighs, read from a store when half of it has happened."""

from __future__ import annotations

import gc
import tracemalloc
from typing import Any

import pytest
from tests.benchmarks.story import commands, history, whole

from pdflow.participation import Participation, decider
from pdflow.storage.codec import Codec

STATES = 1000


@pytest.mark.parametrize("done", [1, len(whole()) // 2, len(whole())], ids=["enrolled", "midway", "completed"])
def test_bytes_of_one_participation(benchmark: Any, done: int) -> None:
    codec = Codec(decider)
    rows = codec.to_rows(history(commands(whole()[:done])))
    read = benchmark.pedantic(lambda: [decider.fold(map(codec.from_row, rows)) for _ in range(10)], rounds=1)
    assert len(read[0].cycles) == 1
    benchmark.group, benchmark.extra_info["bytes"] = "memory", weight(lambda: decider.fold(map(codec.from_row, rows)))


def weight(make: Any) -> int:
    """Bytes of one of a thousand."""
    gc.collect()
    tracemalloc.start()
    kept: list[Participation] = [make() for _ in range(STATES)]
    gc.collect()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return size // len(kept)
