"""Outcomes as measured: level by level, of how many people and readings, and how far these lie apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import quantiles

import attrs

from pdflow.documents.programme.site_groups import FEWEST
from pdflow.engagement import Engagement, Result, current_outcomes, outcome_results
from pdflow.history import ParticipationHistory
from pdflow.participation import BaselineTaken, OutcomeMeasured
from pdflow.values import EvaluationLevel, Outcome, OutcomeOf


@attrs.frozen
class MeasuredOutcome:
    """An outcome at one evaluation level."""

    outcome: Outcome
    result: Result
    people: int | None = None
    """Of how many people it was read; None where that is not known."""
    baselined: int | None = None
    """Of how many people the baseline was taken; None where that is not known."""
    spread: tuple[float, float] | None = None
    """Between which values the middle half of the readings lies, where there are five or more."""

    @property
    def of_enough(self) -> bool:
        """Whether it is of the group, or what is known of it is of five people or more."""
        read = self.result.reading is None or (self.people or 0) >= FEWEST
        taken = self.result.baseline is None or (self.baselined or 0) >= FEWEST
        return self.outcome.of is OutcomeOf.GROUP or (read and taken)

    @property
    def unit(self) -> str:
        """The unit of its measure."""
        return "" if self.outcome.measure is None else self.outcome.measure.unit


def measured_outcomes(state: Engagement, histories: Sequence[ParticipationHistory]) -> tuple[MeasuredOutcome, ...]:
    """Every outcome of an engagement at each level; the histories say of how many people."""
    stated = {outcome.outcome: outcome for outcome in current_outcomes(state)}
    people = Counter(read for history in histories for read in _read_of(history))
    return tuple(
        MeasuredOutcome(
            stated[result.outcome],
            result,
            _at_most(people.get((result.outcome, result.level)), result.readings),
            people.get((result.outcome, None)),
            middle_half(_values(state, result)),
        )
        for result in outcome_results(state)
    )


def _read_of(history: ParticipationHistory) -> set[tuple[str, EvaluationLevel | None]]:
    """Which outcomes were read of a person, and at which levels; as a baseline, at none."""
    read = {(measured.outcome, measured.level) for measured in history.events.of_type(OutcomeMeasured)}
    return read | {(taken.outcome, None) for taken in history.events.of_type(BaselineTaken)}


def _at_most(people: int | None, readings: int) -> int | None:
    """Of how many people readings are; those that have not come in yet are of nobody."""
    return None if people is None else min(people, readings)


def _values(state: Engagement, result: Result) -> list[float]:
    corrected = {reading.supersedes for reading in state.readings.values()}
    kept = (reading for name, reading in state.readings.items() if name not in corrected)
    return [each.value for each in kept if (each.outcome, each.level) == (result.outcome, result.level)]


def middle_half(values: list[float]) -> tuple[float, float] | None:
    """Between which values the middle half of five values or more lies."""
    if len(values) < FEWEST:
        return None
    low, _, high = quantiles(values, n=4, method="inclusive")
    return low, high
