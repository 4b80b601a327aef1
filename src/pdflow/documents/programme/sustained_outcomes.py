"""Sustained outcomes: readings of people taken long after their last input, and of how many people they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import fsum

import attrs

from pdflow.documents.page import Block, Cell, Paragraph, RangeCell, Table
from pdflow.documents.programme.measured_outcomes import middle_half
from pdflow.documents.programme.site_groups import FEWEST
from pdflow.engagement import Engagement, current_outcomes
from pdflow.history import ParticipationHistory
from pdflow.participation import is_sustained, readings_of
from pdflow.values import EvaluationLevel, Outcome

SUSTAINED_FROM = (
    "Sustained is what was read {earliest} days or more after a person's last closed coaching, or without any, after "
    "the last day of training; days of leave are not counted. Each person's latest such reading counts."
)
SUSTAINED_BETWEEN = (
    "Sustained is what was read {earliest} to {latest} days after a person's last closed coaching, or without any, "
    "after the last day of training; days of leave are not counted. Each person's latest such reading counts."
)


@attrs.frozen
class SustainedOutcome:
    """An outcome at one evaluation level, read of people long after their last input."""

    outcome: Outcome
    level: EvaluationLevel
    people: int
    reading: float
    """The mean of the latest sustained reading of each person."""
    spread: tuple[float, float] | None
    """Between which values the middle half of the readings lies, where there are five or more."""
    reached: bool | None

    @property
    def of_enough(self) -> bool:
        """Whether it is of five people or more."""
        return self.people >= FEWEST


def sustained_outcomes(state: Engagement, histories: Sequence[ParticipationHistory]) -> tuple[SustainedOutcome, ...]:
    """Every outcome of an engagement that was read of somebody long after their last input, level by level."""
    found = []
    for outcome in current_outcomes(state):
        by_level: dict[EvaluationLevel, list[float]] = {}
        for history in histories:
            for level, value in _latest(history, outcome).items():
                by_level.setdefault(level, []).append(value)
        found += [_sustained(outcome, level, by_level[level]) for level in EvaluationLevel if level in by_level]
    return tuple(found)


def _latest(history: ParticipationHistory, outcome: Outcome) -> Mapping[EvaluationLevel, float]:
    """The latest sustained reading of a person at each level."""
    state, until = history.state, history.until
    kept = (each for each in readings_of(state, outcome, until) if is_sustained(state, each, until))
    return {each.level: each.value for each in sorted(kept, key=lambda each: each.on)}


def _sustained(outcome: Outcome, level: EvaluationLevel, values: list[float]) -> SustainedOutcome:
    mean = fsum(values) / len(values)
    return SustainedOutcome(outcome, level, len(values), mean, middle_half(values), outcome.is_reached(mean))


def sustained_windows(histories: Sequence[ParticipationHistory]) -> tuple[tuple[int, int | None], ...]:
    """From which day and until which day after the last input each policy counts a reading, if there is such a day."""
    policies = [history.state.policy_at(history.until) for history in histories]
    return tuple(dict.fromkeys((policy.remeasure_from, policy.remeasure_until) for policy in policies))


def sustained_blocks(
    sustained: Iterable[SustainedOutcome], windows: Iterable[tuple[int, int | None]]
) -> Iterator[Block]:
    """What sustained means in the words of each policy, and what is."""
    for earliest, latest in windows:
        meaning = SUSTAINED_FROM if latest is None else SUSTAINED_BETWEEN
        yield Paragraph(meaning, {"earliest": earliest, "latest": latest})
    columns = ("Outcome", "Level", "Unit", "Target", "Reading", "People", "Middle half", "Target reached")
    yield Table("Sustained", columns, map(_row, sustained), empty="Nothing has been read so long after the last input.")


def _row(each: SustainedOutcome) -> tuple[Cell, ...]:
    outcome = each.outcome
    unit = "" if outcome.measure is None else outcome.measure.unit
    spread = None if each.spread is None else RangeCell(*each.spread)
    return (outcome.statement, each.level, unit, outcome.target, each.reading, each.people, spread, each.reached)
