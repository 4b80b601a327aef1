"""Credit rules: how minutes are written as hours or credits, as data, with the source of each figure.

Minutes are what is recorded; hours are made of them when they are written, in decimals and never by floating point.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from math import floor
from typing import Any, Final

import attrs

from pdflow.errors import OutOfRange, WrongType


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


_ADDED: Final = {Rounding.DOWN: Fraction(0), Rounding.HALF_UP: Fraction(1, 2)}
"""What is added to a number of steps before a part of one is dropped."""
EVERY_KIND: Final = frozenset(ActivityKind)
_LEAST: Final = Decimal("0.000001")
_MOST: Final = Decimal(1_000_000)
_CONTEXT: Final = Context(prec=50, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation])
"""Of our own, since a host may have set another precision, or traps, for its thread."""


def total(credits: Iterable[Decimal], start: Decimal) -> Decimal:
    """The sum of credits, whatever the host's decimal context."""
    for credit in credits:
        start = _CONTEXT.add(start, credit)
    return start


def _minutes_of_a_unit(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    _whole(instance, attribute, value)
    if value == 0:
        raise OutOfRange(f"CreditRule.{attribute.name}", value, "above 0")


def _whole(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise WrongType(f"CreditRule.{attribute.name}", value, "a whole number of minutes")
    if value < 0:
        raise OutOfRange(f"CreditRule.{attribute.name}", value, "0 or more")


def _amount(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    if value is None and attribute.default is None:
        return
    if not isinstance(value, Decimal):
        raise WrongType(f"CreditRule.{attribute.name}", value, "a Decimal")
    if not value.is_finite() or value <= 0:
        raise OutOfRange(f"CreditRule.{attribute.name}", str(value), "a finite number above 0")
    if not _LEAST <= value <= _MOST:
        raise OutOfRange(f"CreditRule.{attribute.name}", str(value), f"between {_LEAST} and {_MOST}")


@attrs.frozen(kw_only=True)
class CreditRule:
    """How minutes are credited, by the rule of one body; a host's own differs by ``attrs.evolve``.

    Raises:
        WrongType: Minutes that are no whole number, or a step or a college's hours that are no Decimal.
        OutOfRange: The unit or the step is not above 0 or not finite, or the least minutes are below 0.
    """

    code: str
    unit: str
    """The name of one unit, in the plural."""
    statement: str
    """The rule in a sentence, for a certificate."""
    source: str
    """Its name in ``docs/sources.md``."""
    minutes: int = attrs.field(default=60, validator=_minutes_of_a_unit)
    """How many minutes one unit has."""
    step: Decimal = attrs.field(default=Decimal("0.01"), validator=_amount)
    rounding: Rounding = Rounding.DOWN
    per_activity: bool = True
    """Whether each activity is rounded for itself, all sessions of a training together; else the sum is."""
    least_minutes: int = attrs.field(default=0, validator=_whole)
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
    semester_hour: Decimal | None = attrs.field(default=None, validator=_amount)
    """The units of a semester hour of a college; None where the source does not say."""
    quarter_hour: Decimal | None = attrs.field(default=None, validator=_amount)
    """The units of a quarter hour of a college; None where the source does not say."""
    second_hand: frozenset[str] = frozenset()
    """The fields that were read in secondary sources only."""
    not_found: frozenset[str] = frozenset()
    """The fields of which the source says nothing: what stands there never credits more than was attended."""

    @property
    def none(self) -> Decimal:
        """No credit, with as many decimals as the step: 0.00 hours."""
        return self._units(0)

    def credit(self, minutes: int) -> Decimal:
        """The units that so many minutes come to, of one activity or, where the rule rounds the sum, of all."""
        return self.none if minutes < self.least_minutes else self.credit_of_part(minutes)

    def credit_of_part(self, minutes: int) -> Decimal:
        """The units of so many minutes, be they ever so few, of an activity that is long enough."""
        return self._units(floor(Fraction(minutes) / (self.minutes * Fraction(self.step)) + _ADDED[self.rounding]))

    def credit_of_semester_hours(self, hours: Decimal) -> Decimal | None:
        """The units of so many semester hours of a college; None where the rule has no conversion."""
        return None if self.semester_hour is None else _CONTEXT.multiply(hours, self.semester_hour)

    def credit_of_quarter_hours(self, hours: Decimal) -> Decimal | None:
        """The units of so many quarter hours of a college; None where the rule has no conversion."""
        return None if self.quarter_hour is None else _CONTEXT.multiply(hours, self.quarter_hour)

    def _units(self, steps: int) -> Decimal:
        return _CONTEXT.multiply(Decimal(steps), self.step)
