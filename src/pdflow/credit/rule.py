"""Credit rules: how minutes are written as hours or credits, as data, with the source of each figure.

Minutes are what is recorded; hours are made of them when they are written, in decimals and never by floating point.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any, Final

import attrs

from pdflow.errors import OutOfRange


class ActivityKind(StrEnum):
    """What a person took part in."""

    TRAINING = "TRAINING"
    INFORMATION_SESSION = "INFORMATION_SESSION"
    MEETING = "MEETING"
    OBSERVATION = "OBSERVATION"
    CHECK_IN = "CHECK_IN"
    COACHING = "COACHING"
    FOLLOW_UP = "FOLLOW_UP"


class RecordField(StrEnum):
    """Something that a record of credit has to say."""

    PARTICIPANT = "PARTICIPANT"
    PARTICIPANT_ID = "PARTICIPANT_ID"
    """The participant's number with the body that grants the credit, such as a licence number."""
    PROVIDER = "PROVIDER"
    PROVIDER_NUMBER = "PROVIDER_NUMBER"
    PROVIDER_ADDRESS = "PROVIDER_ADDRESS"
    APPROVER_STATEMENT = "APPROVER_STATEMENT"
    TITLE = "TITLE"
    NATURE = "NATURE"
    DATE = "DATE"
    TIME = "TIME"
    PLACE = "PLACE"
    CREDIT = "CREDIT"
    LANGUAGE_CREDIT = "LANGUAGE_CREDIT"
    """The hours of language acquisition, apart from the others."""
    ATTENDANCE_VERIFIED = "ATTENDANCE_VERIFIED"


class Rounding(StrEnum):
    """How what lies between two steps is written."""

    DOWN = "DOWN"
    HALF_UP = "HALF_UP"
    """To the nearest step, halves up."""


_DECIMAL: Final = {Rounding.DOWN: ROUND_DOWN, Rounding.HALF_UP: ROUND_HALF_UP}
EVERY_KIND: Final = frozenset(ActivityKind)


def _positive(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    if not value > 0:
        raise OutOfRange(f"CreditRule.{attribute.name}", value, "above 0")


@attrs.frozen(kw_only=True)
class CreditRule:
    """How minutes are credited, by the rule of one body; a host's own differs by ``attrs.evolve``.

    Raises:
        OutOfRange: The unit or the step is none.
    """

    code: str
    unit: str
    """The name of one unit, in the plural."""
    statement: str
    """The rule in a sentence, for a certificate."""
    source: str
    """Its name in ``docs/sources.md``."""
    minutes: int = attrs.field(default=60, validator=_positive)
    """How many minutes one unit has."""
    step: Decimal = attrs.field(default=Decimal("0.01"), validator=_positive)
    rounding: Rounding = Rounding.DOWN
    per_activity: bool = True
    """Whether each activity is rounded for itself, all sessions of a training together; else the sum is."""
    least_minutes: int = 0
    """An activity of fewer minutes gives nothing."""
    counts: frozenset[ActivityKind] = frozenset({ActivityKind.TRAINING})
    needs_evaluation: bool = False
    """Whether nothing is credited before the evaluation is in."""
    record: tuple[RecordField, ...] = (RecordField.PARTICIPANT, RecordField.PROVIDER, RecordField.CREDIT)
    """What a record of credit has to say."""
    retention_years: int | None = None
    """How long the provider keeps records; None where the source does not say."""
    required: tuple[int, int] | None = None
    """Of how many units in how many years; None where it differs or is not known."""
    semester_hour: Decimal | None = None
    """The units of a semester hour of a college; None where the source does not say."""
    quarter_hour: Decimal | None = None
    """The units of a quarter hour of a college; None where the source does not say."""
    second_hand: frozenset[str] = frozenset()
    """The fields that were read in secondary sources only."""
    not_found: frozenset[str] = frozenset()
    """The fields of which the source says nothing: what stands there never credits more than was attended."""

    def credit(self, minutes: int) -> Decimal:
        """The units that so many minutes come to, of one activity or, where the rule rounds the sum, of all."""
        return Decimal(0) if minutes < self.least_minutes else self.credit_of_part(minutes)

    def credit_of_part(self, minutes: int) -> Decimal:
        """The units of so many minutes, be they ever so few, of an activity that is long enough."""
        steps = Decimal(minutes) / (self.minutes * self.step)
        return steps.quantize(Decimal(1), _DECIMAL[self.rounding]) * self.step

    def credit_of_semester_hours(self, hours: Decimal) -> Decimal | None:
        """The units of so many semester hours of a college; None where the rule has no conversion."""
        return None if self.semester_hour is None else hours * self.semester_hour

    def credit_of_quarter_hours(self, hours: Decimal) -> Decimal | None:
        """The units of so many quarter hours of a college; None where the rule has no conversion."""
        return None if self.quarter_hour is None else hours * self.quarter_hour
