"""The rules of those who grant credit; ``docs/credit.md`` says of each what was read where."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from pdflow.credit.rule import EVERY_KIND, CreditRule, RecordField, Rounding

_F = RecordField
_WHO_AND_WHAT: Final = (_F.PARTICIPANT, _F.PROVIDER, _F.TITLE, _F.DATE, _F.CREDIT)

CLOCK_HOURS: Final = CreditRule(
    code="CLOCK_HOURS",
    unit="Clock hours",
    statement="An hour is sixty minutes; the sum is rounded down to a hundredth.",
    source="field practice",
    per_activity=False,
    counts=EVERY_KIND,
)
"""Nobody's rule in particular: everything that was recorded counts."""

TEXAS_CPE: Final = CreditRule(
    code="TEXAS_CPE",
    unit="CPE hours",
    statement="Texas, 19 TAC 232: an hour is sixty minutes; the sum is rounded down to a hundredth.",
    source="Texas CPE",
    per_activity=False,
    record=(*_WHO_AND_WHAT, _F.PROVIDER_NUMBER),
    retention_years=7,
    required=(150, 5),
    semester_hour=Decimal(15),
    not_found=frozenset({"step", "rounding", "per_activity", "quarter_hour"}),
)

NEW_YORK_CTLE: Final = CreditRule(
    code="NEW_YORK_CTLE",
    unit="CTLE hours",
    statement="New York, 8 NYCRR 80-6: an hour is at least sixty minutes; the sum is rounded down to a hundredth.",
    source="New York CTLE",
    per_activity=False,
    record=(*_WHO_AND_WHAT, _F.PLACE, _F.PROVIDER_NUMBER, _F.LANGUAGE_CREDIT, _F.ATTENDANCE_VERIFIED),
    retention_years=8,
    required=(100, 5),
    semester_hour=Decimal(15),
    quarter_hour=Decimal(10),
    second_hand=frozenset({"retention_years"}),
    not_found=frozenset({"step", "rounding", "per_activity"}),
)

ILLINOIS_PD: Final = CreditRule(
    code="ILLINOIS_PD",
    unit="Professional development hours",
    statement="Illinois, 23 IAC 25: an hour is sixty minutes; each activity is rounded down to a quarter of an hour.",
    source="Illinois PD",
    step=Decimal("0.25"),
    record=(*_WHO_AND_WHAT, _F.TIME, _F.PLACE, _F.NATURE),
    required=(120, 5),
    not_found=frozenset({"rounding", "retention_years", "semester_hour", "quarter_hour"}),
)

PENNSYLVANIA_ACT_48: Final = CreditRule(
    code="PENNSYLVANIA_ACT_48",
    unit="Act 48 hours",
    statement="Pennsylvania, Act 48: an hour is sixty minutes without breaks; the sum is rounded down to a hundredth.",
    source="Pennsylvania Act 48",
    per_activity=False,
    record=(*_WHO_AND_WHAT, _F.PARTICIPANT_ID),
    required=(180, 5),
    semester_hour=Decimal(30),
    second_hand=frozenset({"required"}),
    not_found=frozenset({"step", "rounding", "per_activity", "retention_years", "quarter_hour"}),
)

MICHIGAN_SCECH: Final = CreditRule(
    code="MICHIGAN_SCECH",
    unit="SCECHs",
    statement="Michigan SCECH: an hour is sixty minutes; each program of an hour or more is rounded down to a quarter.",
    source="Michigan SCECH",
    step=Decimal("0.25"),
    least_minutes=60,
    needs_evaluation=True,
    record=(*_WHO_AND_WHAT, _F.PARTICIPANT_ID),
    retention_years=7,
    second_hand=frozenset({"step", "rounding"}),
    not_found=frozenset({"required", "semester_hour", "quarter_hour"}),
)

IACET_CEU: Final = CreditRule(
    code="IACET_CEU",
    unit="Continuing education units",
    statement="IACET: a unit (CEU) is ten hours; each event of thirty minutes or more is rounded to the nearest tenth.",
    source="IACET CEU",
    minutes=600,
    step=Decimal("0.1"),
    rounding=Rounding.HALF_UP,
    least_minutes=30,
    record=_WHO_AND_WHAT,
    retention_years=7,
    second_hand=frozenset({"retention_years"}),
    not_found=frozenset({"required", "record", "semester_hour", "quarter_hour"}),
)

NASBA_CPE: Final = CreditRule(
    code="NASBA_CPE",
    unit="CPE credits",
    statement="NASBA: a credit is fifty minutes; after the first, each program is rounded down to a fifth.",
    source="NASBA CPE",
    minutes=50,
    step=Decimal("0.2"),
    least_minutes=50,
    record=(*_WHO_AND_WHAT, _F.PLACE, _F.PROVIDER_NUMBER),
    retention_years=5,
    not_found=frozenset({"required", "semester_hour", "quarter_hour"}),
)

ANCC_CONTACT_HOURS: Final = CreditRule(
    code="ANCC_CONTACT_HOURS",
    unit="Contact hours",
    statement="ANCC: a contact hour is sixty minutes; each activity is rounded down to a hundredth.",
    source="ANCC contact hours",
    record=(*_WHO_AND_WHAT, _F.PROVIDER_ADDRESS, _F.APPROVER_STATEMENT),
    retention_years=6,
    semester_hour=Decimal(15),
    quarter_hour=Decimal("12.5"),
    second_hand=frozenset({"minutes", "record", "retention_years", "semester_hour", "quarter_hour"}),
    not_found=frozenset({"step", "rounding", "required"}),
)

RULES: Final = {
    rule.code: rule
    for rule in (
        CLOCK_HOURS,
        TEXAS_CPE,
        NEW_YORK_CTLE,
        ILLINOIS_PD,
        PENNSYLVANIA_ACT_48,
        MICHIGAN_SCECH,
        IACET_CEU,
        NASBA_CPE,
        ANCC_CONTACT_HOURS,
    )
}
"""Every rule by its code."""
