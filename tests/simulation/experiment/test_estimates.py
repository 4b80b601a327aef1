"""Estimates against scipy, known values and chance itself: intervals hold the truth about as often as they say."""

from math import inf, nan, sqrt
from random import Random
from statistics import fmean, stdev

import pytest
from scipy import stats

from pdflow.errors import OutOfRange
from pdflow.simulation.experiment.estimates import (
    Estimate,
    paired_difference,
    ratio_of_means,
    t_interval,
    wilson_interval,
    years_needed,
    years_to_show,
)

VALUES = [4.1, 5.3, 3.9, 6.0, 5.1, 4.4, 5.8, 4.9]


def test_the_interval_of_a_mean_is_students() -> None:
    found = t_interval(VALUES)
    low, high = stats.t.interval(0.95, 7, fmean(VALUES), stats.sem(VALUES))
    assert (found.low, found.high) == pytest.approx((low, high))
    assert (found.value, found.years) == (fmean(VALUES), 8)
    assert t_interval(VALUES, 0.5).half_width < found.half_width
    assert t_interval([3.0, 3.0]) == Estimate(3.0, 3.0, 3.0, 2)


def test_a_paired_difference_is_that_of_a_paired_t_test() -> None:
    others = [value - 0.5 + shift for value, shift in zip(VALUES, (0.1, -0.1, 0, 0.2, -0.2, 0.1, 0, -0.1), strict=True)]
    found = paired_difference(VALUES, others)
    interval = stats.ttest_rel(VALUES, others).confidence_interval()
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high))
    assert found.excludes(0)
    assert found.half_width < t_interval(VALUES).half_width / 4
    assert not paired_difference(VALUES, VALUES).excludes(0)


@pytest.mark.parametrize(
    ("reached", "years", "low", "high"), [(10, 10, 0.7225, 1), (0, 20, 0, 0.1611), (81, 263, 0.2553, 0.3662)]
)
def test_wilsons_interval_is_the_published_one(reached: int, years: int, low: float, high: float) -> None:
    """81 of 263 is the example of Newcombe (1998), table I, method 3."""
    found = wilson_interval(reached, years)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


def test_given_every_year_reached_then_35_of_them_show_a_chance_of_nine_in_ten() -> None:
    assert years_to_show(0.9) == 35
    assert wilson_interval(35, 35).low >= 0.9 > wilson_interval(34, 34).low


def test_years_needed_are_the_fewest_whose_interval_is_so_narrow() -> None:
    for half in (0.1, 0.3, 0.5, 1, 5):
        needed = years_needed(VALUES, half)
        halves = {n: stats.t.ppf(0.975, n - 1) * stdev(VALUES) / sqrt(n) for n in (needed - 1, needed) if n > 1}
        assert halves[needed] <= half
        assert halves.get(needed - 1, inf) > half
    assert years_needed([1, 1, 1], 0.1) == 2


def test_a_ratio_is_that_of_the_means_and_its_interval_holds_the_truth_as_often_as_it_says() -> None:
    random, held, times = Random(5), 0, 150
    for _ in range(times):
        below = [random.gauss(20, 4) for _ in range(20)]
        above = [100 + 3 * value + random.gauss(0, 10) for value in below]
        found = ratio_of_means(above, below)
        assert found.value == pytest.approx(fmean(above) / fmean(below))
        held += found.low <= 160 / 20 <= found.high
    assert 0.88 <= held / times <= 1


def test_a_ratio_is_the_same_every_time_and_certain_where_nothing_varies() -> None:
    assert ratio_of_means(VALUES, VALUES[::-1]) == ratio_of_means(VALUES, VALUES[::-1])
    assert ratio_of_means([6.0, 6.0], [3.0, 3.0]) == Estimate(2.0, 2.0, 2.0, 2)


@pytest.mark.parametrize("below", [[0, 0, 0, 0], [1, -1, 2, -1], [0, 0, 0, 1]])
def test_given_a_mean_below_the_line_that_may_be_0_then_there_is_no_ratio(below: list[float]) -> None:
    found = ratio_of_means([5, 6, 7, 8], below)
    assert found == Estimate(None, None, None, 4)
    assert not found.is_estimable
    assert found.half_width is None
    assert not found.excludes(0)


def test_what_cannot_be_estimated_is_refused_by_name() -> None:
    with pytest.raises(OutOfRange, match=r"Design\.seeds: 1 is not two or more"):
        t_interval([1.0])
    with pytest.raises(OutOfRange, match="years from 0 to 3"):
        wilson_interval(4, 3)
    for width in (0, -1, nan):
        with pytest.raises(OutOfRange, match="half_width"):
            years_needed(VALUES, width)
