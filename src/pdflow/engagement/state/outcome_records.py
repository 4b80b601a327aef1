"""Records of outcomes, their measures, baselines and readings, and of impact reviews."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pdflow.kernel.fields import RecordId
from pdflow.kernel.frozen import frozen
from pdflow.kernel.records import Description, Record, record, relies_on
from pdflow.people import PersonId
from pdflow.values import EvaluationLevel, Measure, OutcomeId, OutcomeKind, OutcomeOf


@frozen
class Conclusion:
    """A conclusion on one outcome."""

    outcome: OutcomeId
    text: str


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
    """The measure of an outcome, who collects it by when, and its target."""

    measure: Measure
    collector: PersonId
    collected_by: date
    target: float | None
    outcome: RecordId = relies_on()

    def difference(self, command: Any) -> Iterator[str]:
        measure = {"title": self.measure.name, "unit": self.measure.unit, "better": self.measure.better}
        same_names = {name: getattr(self, name) for name in ("collector", "collected_by", "target", "outcome")}
        yield from (name for name, kept in (measure | same_names).items() if kept != getattr(command, name))


@record
class Baseline(Record):
    """The reading of an outcome before the training, or, without a value, the day on which it will be read."""

    on: date
    value: float | None
    how: str
    retrospective: bool
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
    """A review, the outcomes on which it concluded, and what it concluded."""

    conclusions: tuple[Conclusion, ...]
    outcomes: tuple[RecordId, ...] = relies_on()
