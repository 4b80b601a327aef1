"""Scores: assessments and readings of outcomes as results, scaled only where the measure has a scale."""

from __future__ import annotations

from typing import Final

from pdflow.exchange.xapi.facts import StreamFacts
from pdflow.exchange.xapi.statement import without_nothing
from pdflow.participation import BaselineTaken, LearningAssessed, OutcomeMeasured
from pdflow.storage.json_values import JsonObject

PERCENT: Final = frozenset({"%", "percent"})
"""The units of measures that go from 0 to 100."""
BASELINE: Final = "BASELINE"


def assessment_result(event: LearningAssessed, facts: StreamFacts) -> JsonObject:
    """A score of so many points, before or after the training."""
    score = _score(event.score, event.out_of)
    return without_nothing(score=score, extensions=facts.extensions(time=event.time.value))


def baseline_result(event: BaselineTaken, facts: StreamFacts) -> JsonObject:
    """A reading before the training; it cannot have reached the target yet."""
    score = _score(event.value, _most(event.outcome, facts))
    return {"score": score, "extensions": facts.extensions(level=BASELINE, day=event.on.isoformat())}


def reading_result(event: OutcomeMeasured, facts: StreamFacts) -> JsonObject:
    """A later reading, and whether it reaches the target where there is one."""
    outcome = facts.outcomes.get(event.outcome)
    reached = None if outcome is None else outcome.is_reached(event.value)
    about = facts.extensions(level=event.level.value, day=event.on.isoformat())
    score = _score(event.value, _most(event.outcome, facts))
    return without_nothing(score=score, success=reached, extensions=about)


def _most(outcome: str, facts: StreamFacts) -> float | None:
    """The highest value that a measure can have, where its unit says so."""
    known = facts.outcomes.get(outcome)
    measure = None if known is None else known.measure
    return 100 if measure is not None and measure.unit.strip().lower() in PERCENT else None


def _score(value: float, most: float | None) -> JsonObject:
    """A value as it was read; with its bounds where it lies within them, for xAPI allows no value beyond."""
    if most is None or most <= 0 or not 0 <= value <= most:
        return {"raw": value}
    return {"scaled": value / most, "raw": value, "min": 0, "max": most}
