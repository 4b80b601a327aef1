"""The continuum of follow-up support, and what evaluation data ask for."""

import pytest
from hypothesis import given, strategies as st

from pdflow import Strategy
from pdflow.engagement import CONTINUUM, Mode, intensity, most_intense, strategy_asked_for

PREFERENCES = st.lists(st.sampled_from(Strategy), min_size=1)
R, D, V, C = Strategy.RESOURCE, Strategy.DISCUSSION, Strategy.OBSERVATION, Strategy.COACHING


def test_every_strategy_has_its_place_from_light_to_intense() -> None:
    assert [place.strategy for place in CONTINUUM] == [*Strategy]
    assert [place.intensity for place in CONTINUUM] == [intensity(strategy) for strategy in Strategy] == [*range(1, 12)]


def test_every_strategy_has_a_mode_and_every_mode_a_strategy() -> None:
    assert all(place.modes for place in CONTINUUM)
    assert {mode for place in CONTINUUM for mode in place.modes} == {*Mode}


@pytest.mark.parametrize(
    ("preferred", "strategy"),
    [([R], R), ([R, D], D), ([R, R, D], R), ([R, D, D], D), ([R, R, V, C], V), ([R, R, R, C], R), ([C, D, D, D], D)],
)
def test_it_is_the_furthest_place_that_at_least_half_reach(preferred: list[Strategy], strategy: Strategy) -> None:
    assert strategy_asked_for(preferred) is strategy


@pytest.mark.parametrize(
    ("confident", "unsure", "strategy"),
    [(0, 0, D), (2, 1, D), (1, 1, Strategy.WEBINAR), (0, 3, Strategy.WEBINAR), (9, 0, D)],
)
def test_one_place_further_where_half_are_unsure(confident: int, unsure: int, strategy: Strategy) -> None:
    assert strategy_asked_for([D], confident, unsure) is strategy


def test_beyond_coaching_there_is_nothing() -> None:
    assert strategy_asked_for([C], unsure=1) is C


def test_where_nobody_preferred_anything_nothing_is_asked() -> None:
    assert strategy_asked_for([], unsure=5) is None
    assert most_intense([]) is None
    assert most_intense([D, C, R]) is C


@given(PREFERENCES)
def test_half_reach_it_and_no_half_reaches_further(preferred: list[Strategy]) -> None:
    strategy = strategy_asked_for(preferred)

    def reaching(place: int) -> int:
        return sum(intensity(strategy) >= place for strategy in preferred)

    assert 2 * reaching(intensity(strategy)) >= len(preferred)
    assert all(2 * reaching(place) < len(preferred) for place in range(intensity(strategy) + 1, 12))


@given(PREFERENCES)
def test_the_order_of_returns_does_not_matter(preferred: list[Strategy]) -> None:
    assert strategy_asked_for(preferred) is strategy_asked_for([*reversed(preferred)])
