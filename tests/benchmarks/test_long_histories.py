"""What a decision costs after 10, 100, 1,000 and 10,000 events, in cycles of about 50 that go on and on."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from tests.benchmarks.story import command_id, cycle, enrolment, next_cycle

from pdflow import Command
from pdflow.participation import Participation, decider


def cycle_after(events: int) -> tuple[Participation, list[Command]]:
    """The state at the beginning of the cycle in which so many events are reached, and that cycle's commands."""
    state, recorded = decider.state(), 0
    asked = list(enrolment())
    for number in count(1):
        commands = [ask.command(command_id(f"{number} {place}")) for place, ask in enumerate(asked)]
        for command in commands:
            happened = decider.decide(state, command)
            recorded += len(happened)
            decider.fold(happened, onto=state)
        asked = [*cycle(number), next_cycle(number + 1)]
        if recorded + len(asked) > events:
            return state, [ask.command(command_id(f"{number} {place}")) for place, ask in enumerate(asked)]
    raise AssertionError


@pytest.mark.parametrize("events", [10, 100, 1000, 10_000])
def test_decisions_after(benchmark: Any, events: int) -> None:
    state, commands = cycle_after(events)

    def decide_all(state: Participation) -> None:
        for command in commands:
            decider.fold(decider.decide(state, command), onto=state)

    benchmark.group, benchmark.extra_info["per"] = "long histories", len(commands)
    benchmark.pedantic(decide_all, setup=lambda: ((state.copy(),), {}), rounds=300, warmup_rounds=20)
