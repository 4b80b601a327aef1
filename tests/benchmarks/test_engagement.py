"""An engagement of 2,000 participations: what its commands cost beside one of 20, and what closing it takes."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from tests.engagement.stories import after, collect, day, end, join, office, reviewed

from pdflow.engagement import Close, Engagement, decider

SIZES = (20, 2_000)


@cache
def of_size(size: int) -> Engagement:
    """An engagement reviewed, with so many on its roster, each of whose participations has ended."""
    state = after(*reviewed()).state
    for n in range(size):
        for ask in (join(office(60), f"person-{n}"), end(office(90), f"person-{n}")):
            decider.fold(decider.decide(state, ask), onto=state)
    return state


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "ask",
    [join(office(95), "somebody-new"), collect(office(95), "one-more", supersedes="ev1")],
    ids=["join", "collect"],
)
def test_the_cost_of_one_command_on_a_roster(benchmark: Any, ask: Any, size: int) -> None:
    state = of_size(size)
    assert benchmark(decider.decide, state, ask)


@pytest.mark.parametrize("size", SIZES)
def test_closing(benchmark: Any, size: int) -> None:
    state = of_size(size)
    [closed] = benchmark(decider.decide, state, Close(office(400)))
    assert day(400) == closed.at
