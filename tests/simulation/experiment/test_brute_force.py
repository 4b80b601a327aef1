"""Three questions of the example district: intervals of a plan against ten times as many years, of other seeds."""

from __future__ import annotations

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


@pytest.fixture(scope="module")
def executor() -> Iterator[Executor]:
    with ProcessPoolExecutor(2, get_context("spawn")) as executor:
        yield executor


@pytest.fixture(scope="module")
def district() -> Alternative:
    return Alternative(cast_of(ROSTER), calendar=calendar_of(CALENDAR))


def ten_times(seeds: range) -> range:
    return range(1001, 1001 + 10 * len(seeds))


def both(district: Alternative, seeds: range, executor: Executor) -> tuple[Results, Results]:
    ways = grid(district, coaches=(3, 2))
    few, many = (run_design(Design(ways, each), executor=executor) for each in (seeds, ten_times(seeds)))
    return few, many


def covered(few: Answer, many: Answer) -> None:
    """Assert that each interval holds what ten times as many years say."""
    for panel, all_of_them in zip(few.panels, many.panels, strict=True):
        for point, truth in zip(panel.points, all_of_them.points, strict=True):
            print(panel.unit, point.estimate, truth.estimate)
            assert point.estimate.low <= truth.estimate.value <= point.estimate.high


def test_how_many_coaches_see_nearly_everybody_in_time(district: Alternative, executor: Executor) -> None:
    early = district.but(weeks_counted=weeks_until_seen(district, 28))
    few, many = both(early, EARLY, executor)
    covered(coaches_needed(few), coaches_needed(many))
    covered(side_by_side(few, THREE, TWO, (seen_within(28),)), side_by_side(many, THREE, TWO, (seen_within(28),)))


def test_what_a_coach_fewer_changes_and_what_a_person_costs(district: Alternative, executor: Executor) -> None:
    few, many = both(district, WHOLE, executor)
    covered(side_by_side(few, THREE, TWO, (EFFECT,)), side_by_side(many, THREE, TWO, (EFFECT,)))
    covered(cost_per_person(few, (0.4,)), cost_per_person(many, (0.4,)))
