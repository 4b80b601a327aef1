"""Results: every outcome against its baseline and target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum

from pdflow.engagement.state.briefing import current_outcomes
from pdflow.engagement.state.outcome_records import Reading
from pdflow.engagement.state.state import Engagement
from pdflow.kernel.fields import RecordId
from pdflow.kernel.frozen import frozen
from pdflow.values import Count, EvaluationLevel, Outcome, OutcomeOf


@frozen
class Result:
    """The result of one outcome at one evaluation level: a group's last reading, or the mean of the persons' readings.

    An outcome without readings has one result, without a level.
    """

    outcome: RecordId
    level: EvaluationLevel | None
    baseline: float | None
    target: float | None
    reading: float | None
    readings: Count
    reached: bool | None
    """Whether the target is reached; None where there is no target or no reading."""


def outcome_results(state: Engagement) -> tuple[Result, ...]:
    """Every outcome against its baseline and target, level by level."""
    return tuple(result for outcome in current_outcomes(state) for result in _results_of(state, outcome))


def _results_of(state: Engagement, outcome: Outcome) -> Iterator[Result]:
    corrected = {reading.supersedes for reading in state.readings.values()}
    own = [r for name, r in state.readings.items() if r.outcome == outcome.outcome and name not in corrected]
    before = _baseline(state, outcome, [reading for reading in own if reading.level is None])
    found = {reading.level for reading in own}
    levels = [level for level in EvaluationLevel if level in found]
    for level in levels or (None,):
        at_level = [reading for reading in own if level and reading.level is level]
        read = _figure(outcome, at_level)
        reached = None if read is None else outcome.is_reached(read)
        yield Result(outcome.outcome, level, before, outcome.target, read, len(at_level), reached)


def _baseline(state: Engagement, outcome: Outcome, taken: Sequence[Reading]) -> float | None:
    """The baseline of the group, else the mean of the baselines of the persons."""
    known = [b.value for b in state.baselines.values() if b.outcome == outcome.outcome and b.value is not None]
    return known[-1] if known else _figure(outcome, taken)


def _figure(outcome: Outcome, readings: Sequence[Reading]) -> float | None:
    if not readings:
        return None
    if outcome.of is OutcomeOf.GROUP:
        return max(reversed(readings), key=lambda reading: reading.on).value
    return fsum([reading.value for reading in readings]) / len(readings)
