"""What one decision costs, guards asked and events applied, beside one guarded step in other libraries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.benchmarks.peers import Coaching, Observed, Person
from tests.benchmarks.story import commands, whole

from pdflow.participation import Participation, decider

STORY = commands(whole())


def repeated(benchmark: Any, step: Callable[[], object]) -> None:
    """Measure one step, many at a time."""
    benchmark.pedantic(step, rounds=150, iterations=100, warmup_rounds=5)


@pytest.mark.parametrize("place", range(len(STORY)), ids=lambda place: f"{place}-{type(STORY[place]).__name__}")
def test_each(benchmark: Any, place: int) -> None:
    """Each command of the story, decided and applied on a state of its own."""
    state, command = decider.state(), STORY[place]
    for earlier in STORY[:place]:
        decider.fold(decider.decide(state, earlier), onto=state)
    after = state.copy()
    benchmark.group = "each command"
    repeated(benchmark, lambda: decider.fold(decider.decide(state, command), onto=after))


def test_story_in_one_go(benchmark: Any) -> None:
    def decide_all() -> Participation:
        state = decider.state()
        for command in STORY:
            decider.fold(decider.decide(state, command), onto=state)
        return state

    benchmark.group, benchmark.extra_info["per"] = "one decision", len(STORY)
    assert benchmark(decide_all).phase == "COMPLETED"


def test_transitions(benchmark: Any) -> None:
    person = Person()
    benchmark.group = "one decision"
    repeated(benchmark, lambda: person.go())


def test_python_statemachine(benchmark: Any) -> None:
    person = Coaching()
    benchmark.group = "one decision"
    repeated(benchmark, lambda: person.go())


def test_eventsourcing(benchmark: Any) -> None:
    person, at = Observed(), STORY[0].at
    seen = {"observation": "ob1", "setting": "class", "minutes": 30, "focus": ("p1",), "strengths": "waits"}
    fields = {**seen, "struggles": "nods", "visit": None, "by": "kim", "at": at}

    def observe() -> None:
        person.observe(**fields)
        person.collect_events()

    benchmark.group = "one decision"
    repeated(benchmark, observe)
    assert person.observations
