"""Credit: hours and credits by the rules of those who grant them, made of the minutes that were recorded."""

from pdflow.credit.activities import LearningActivity, activities
from pdflow.credit.award import ActivityCredit, Award, Lack, NoCredit, Provider, award, lacks
from pdflow.credit.rule import EVERY_KIND, ActivityKind, CreditRule, RecordField, Rounding
from pdflow.credit.rules import (
    ANCC_CONTACT_HOURS,
    CLOCK_HOURS,
    IACET_CEU,
    ILLINOIS_PD,
    MICHIGAN_SCECH,
    NASBA_CPE,
    NEW_YORK_CTLE,
    PENNSYLVANIA_ACT_48,
    RULES,
    TEXAS_CPE,
)

__all__ = [
    "ANCC_CONTACT_HOURS",
    "CLOCK_HOURS",
    "EVERY_KIND",
    "IACET_CEU",
    "ILLINOIS_PD",
    "MICHIGAN_SCECH",
    "NASBA_CPE",
    "NEW_YORK_CTLE",
    "PENNSYLVANIA_ACT_48",
    "RULES",
    "TEXAS_CPE",
    "ActivityCredit",
    "ActivityKind",
    "Award",
    "CreditRule",
    "Lack",
    "LearningActivity",
    "NoCredit",
    "Provider",
    "RecordField",
    "Rounding",
    "activities",
    "award",
    "lacks",
]
