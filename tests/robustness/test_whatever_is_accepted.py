"""Whatever is accepted breaks nothing that reads: some thousand commands here, half a million by ``make soak``."""

from __future__ import annotations

import os
from random import Random
from typing import Final

import pytest
from tests.robustness import readers
from tests.robustness.odd_walks import SUBJECTS, odd_walk

from pdflow import explain

LENGTH: Final = 120
WALKS: Final = max(int(os.environ.get("PDFLOW_SOAK", "6000")) // (3 * LENGTH), 1)


@pytest.mark.parametrize("seed", range(WALKS))
@pytest.mark.parametrize("aggregate", SUBJECTS)
def test_whatever_is_accepted_breaks_nothing_that_reads(aggregate: str, seed: int) -> None:
    walker = odd_walk(aggregate, seed, LENGTH)
    history = walker.history()
    for attempt in history.attempts:
        explain(attempt.reasons)
        repr(attempt.command)
    readers.stored_and_read_again(aggregate, history.state, history.events)
    header = walker.attempts[-1].command.header
    readers.lists_and_options(aggregate, history.state, history.events, header)
    readers.routes(aggregate, history.state, header, Random(seed))
    readers.pages(aggregate, history.state, history.events)
    readers.the_relay(aggregate, history.events)
