"""Estimates with their intervals, from the years of an experiment (scipy, extra: planning)."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, sqrt
from statistics import fmean, stdev
from typing import Any, Final

import attrs

from pdflow.errors import MissingExtra, OutOfRange

try:
    import numpy
    from scipy import stats  # type: ignore[import-untyped]
except ImportError as error:
    raise MissingExtra("scipy", "planning") from error

CONFIDENCE: Final = 0.95
RESAMPLES: Final = 4_999


@attrs.frozen
class Estimate:
    """An estimate with the ends of its interval, from so many years; all three are None where it is not estimable."""

    value: float | None
    low: float | None
    high: float | None
    years: int

    @property
    def is_estimable(self) -> bool:
        """Whether there is a value."""
        return self.value is not None

    @property
    def half_width(self) -> float | None:
        """Half of the interval."""
        return None if self.low is None or self.high is None else (self.high - self.low) / 2

    def excludes(self, value: float) -> bool:
        """Whether the interval is wholly above or below a value."""
        return self.low is not None and self.high is not None and not self.low <= value <= self.high


def t_interval(values: Sequence[float], confidence: float = CONFIDENCE) -> Estimate:
    """Estimate the mean of values that are independent of each other, with Student's t interval.

    Raises:
        OutOfRange: fewer than two values.
    """
    _require_two(values)
    mean, half = fmean(values), _t(confidence, len(values)) * stdev(values) / sqrt(len(values))
    return Estimate(mean, mean - half, mean + half, len(values))


def paired_difference(ones: Sequence[float], others: Sequence[float], confidence: float = CONFIDENCE) -> Estimate:
    """Estimate by how much ones are above others, each pair with the same luck."""
    return t_interval([one - other for one, other in zip(ones, others, strict=True)], confidence)


def wilson_interval(reached: int, years: int, confidence: float = CONFIDENCE) -> Estimate:
    """Estimate the chance of something that was reached in some years, with Wilson's interval.

    Raises:
        OutOfRange: no years, or more in which it was reached.
    """
    if not 0 <= reached <= years or not years:
        raise OutOfRange("wilson_interval", reached, f"a number of years from 0 to {max(years, 1)}")
    interval = stats.binomtest(reached, years).proportion_ci(confidence, method="wilson")
    return Estimate(reached / years, float(interval.low), float(interval.high), years)


def ratio_of_means(above: Sequence[float], below: Sequence[float], confidence: float = CONFIDENCE) -> Estimate:
    """Estimate the ratio of two means, with an interval by the bootstrap (BCa) over the years.

    It is not estimable where the interval of the mean below the line holds 0, or is below it. The same years give the
    same interval.
    """
    if (t_interval(below, confidence).low or 0) <= 0:
        return Estimate(None, None, None, len(below))
    ratio = fmean(above) / fmean(below)
    if len({one / other if other else None for one, other in zip(above, below, strict=True)}) == 1:
        return Estimate(ratio, ratio, ratio, len(below))
    found = stats.bootstrap(
        (above, below),
        _ratio,
        paired=True,
        vectorized=True,
        n_resamples=RESAMPLES,
        confidence_level=confidence,
        random_state=numpy.random.default_rng(1),
    ).confidence_interval
    return Estimate(ratio, float(found.low), float(found.high), len(below))


def years_needed(values: Sequence[float], half_width: float, confidence: float = CONFIDENCE) -> int:
    """Return how many years an interval of the mean of such values needs to be so narrow: n = (t s / h) squared.

    Raises:
        OutOfRange: fewer than two values, or a width that is not above 0.
    """
    _require_two(values)
    if not half_width > 0:
        raise OutOfRange("years_needed.half_width", half_width, "above 0")
    spread, needed = stdev(values), 2
    while needed < (_t(confidence, needed) * spread / half_width) ** 2:
        needed = max(needed + 1, ceil((stats.norm.ppf((1 + confidence) / 2) * spread / half_width) ** 2))
    return needed


def years_to_show(chance: float, confidence: float = CONFIDENCE) -> int:
    """Return in how many years something has to be reached, each time, to show that its chance is at least so high."""
    squared = float(stats.norm.ppf((1 + confidence) / 2)) ** 2
    return ceil(squared * chance / (1 - chance))


def _t(confidence: float, years: int) -> float:
    return float(stats.t.ppf((1 + confidence) / 2, years - 1))


def _ratio(above: Any, below: Any, axis: int = -1) -> Any:
    return above.mean(axis=axis) / below.mean(axis=axis)


def _require_two(values: Sequence[float]) -> None:
    if len(values) < 2:
        raise OutOfRange("Design.seeds", len(values), "two or more, which an interval needs")
