"""Three questions of the example district: intervals of a plan against many times as many years, of other seeds.

``PDFLOW_TIMES=10`` asks for ten times as many, which takes ten minutes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from tests.simulation.example_run import CALENDAR, ROSTER

from pdflow.simulation.experiment import Alternative, Design, Results, grid, run_design
from pdflow.simulation.experiment.answer import Answer
from pdflow.simulation.experiment.plan.year_plan import weeks_until_seen
from pdflow.simulation.experiment.quantities import EFFECT, seen_within
from pdflow.simulation.experiment.questions import coaches_needed, cost_per_person, side_by_side
from pdflow.simulation.run import cast_of
from pdflow.simulation.world.closed_days import calendar_of

EARLY, WHOLE = range(1, 37), range(1, 5)
TWO, THREE = "coaches=2", "coaches=3"
TIMES = int(os.environ.get("PDFLOW_TIMES", "2"))


@pytest.fixture(scope="module")
def executor() -> Iterator[Executor]:
    with ProcessPoolExecutor(2, get_context("spawn")) as executor:
        yield executor


@pytest.fixture(scope="module")
def district() -> Alternative:
    return Alternative(cast_of(ROSTER), calendar=calendar_of(CALENDAR))


def many_times(seeds: range) -> range:
    return range(1001, 1001 + TIMES * len(seeds))


def both(district: Alternative, seeds: range, executor: Executor) -> tuple[Results, Results]:
    ways = grid(district, coaches=(3, 2))
    few, many = (run_design(Design(ways, each), executor=executor) for each in (seeds, many_times(seeds)))
    return few, many


def missed(few: Answer, many: Answer) -> list[str]:
    """The intervals that do not hold what many times as many years say."""
    found = []
    for panel, all_of_them in zip(few.panels, many.panels, strict=True):
        for point, truth in zip(panel.points, all_of_them.points, strict=True):
            print(panel.unit, point.estimate, truth.estimate)
            if not point.estimate.low <= truth.estimate.value <= point.estimate.high:
                found.append(f"{panel.unit}: {point.estimate}, not {truth.estimate.value}")
    return found


def test_intervals_of_who_is_seen_hold_what_many_more_years_say(district: Alternative, executor: Executor) -> None:
    early = district.but(weeks_counted=weeks_until_seen(district, 28))
    few, many = both(early, EARLY, executor)
    misses = missed(coaches_needed(few), coaches_needed(many))
    misses += missed(
        side_by_side(few, THREE, TWO, (seen_within(28),)), side_by_side(many, THREE, TWO, (seen_within(28),))
    )
    assert len(misses) <= 1, "of five, one in twenty misses"


def test_intervals_of_effect_and_cost_hold_what_many_more_years_say(district: Alternative, executor: Executor) -> None:
    few, many = both(district, WHOLE, executor)
    misses = missed(side_by_side(few, THREE, TWO, (EFFECT,)), side_by_side(many, THREE, TWO, (EFFECT,)))
    misses += missed(cost_per_person(few, (0.4,)), cost_per_person(many, (0.4,)))
    assert len(misses) <= 1, "one in twenty misses"
