"""Records of outcomes, their measures, baselines and readings, and of impact reviews."""

from __future__ import annotations

from datetime import date

from pdflow.kernel.fields import RecordId
from pdflow.kernel.records import Description, Record, record, relies_on
from pdflow.values import EvaluationLevel, Measure, OutcomeKind, OutcomeOf


@record
class StatedOutcome(Record):
    """A wanted change."""

    whose: OutcomeOf
    kind: OutcomeKind
    statement: str

    def described(self, kind: str) -> Description:
        return Description(kind, self.statement, self.at)


@record
class ChosenMeasure(Record):
    """The measure of an outcome, and its target."""

    measure: Measure
    target: float | None
    outcome: RecordId = relies_on()


@record
class Baseline(Record):
    """The reading of an outcome before the training, or, without a value, the day on which it will be read."""

    on: date
    value: float | None
    outcome: RecordId = relies_on()


@record
class Reading(Record):
    """A reading of an outcome; without a level, one taken as a baseline."""

    value: float
    on: date
    level: EvaluationLevel | None
    at_workplace: bool
    supersedes: RecordId | None
    outcome: RecordId = relies_on()


@record
class ImpactReview(Record):
    """A review, and the outcomes on which it concluded."""

    outcomes: tuple[RecordId, ...] = relies_on()
