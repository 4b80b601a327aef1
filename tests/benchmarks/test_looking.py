"""What looking ahead costs: a copy of the state, everybody's options, and the reasons of one refusal."""

from __future__ import annotations

from typing import Any

import attrs
from tests.benchmarks.story import before, commands, midway, whole

from pdflow.participation import CloseGrowthArea, OpenCoaching, decider


def test_evolve_by_copy(benchmark: Any) -> None:
    state, asked = midway(), commands(whole())
    benchmark.group = "looking ahead"
    events = decider.decide(state, asked[len(asked) // 2])
    assert benchmark(decider.evolve, state, *events) != state


def test_options(benchmark: Any) -> None:
    """In SUPPORT, where most can be asked."""
    state, command = before(CloseGrowthArea)
    benchmark.group = "looking ahead"
    options = benchmark(decider.options, state, command.header)
    assert options["CloseGrowthArea"] == ()
    assert len(options) == len(decider.commands)


def test_why_not_with_two_reasons(benchmark: Any) -> None:
    state, command = before(OpenCoaching)
    command = attrs.evolve(command, header=attrs.evolve(command.header, by=attrs.evolve(command.header.by, person="x")))
    state.feedback.clear()
    state.growth_areas = {name: attrs.evolve(area, evidence=()) for name, area in state.growth_areas.items()}
    benchmark.group = "looking ahead"
    reasons = benchmark(decider.why_not, state, command)
    assert [reason.code for reason in reasons] == ["feedback.owed", "coaching.not_the_coach"]
