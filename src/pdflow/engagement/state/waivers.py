"""Waivers of requirements, and what a waiver can be limited to."""

from __future__ import annotations

from typing import Final

from pdflow.kernel.fields import RecordId
from pdflow.kernel.records import Record, record, relies_on

WAIVER_SUBJECTS: Final = ("outcome", "partner", "training", "session", "plan")
"""The parameters of a reason in which the subject of a waiver may stand."""


@record
class EngagementWaiver(Record):
    """A requirement waived: of one outcome, training, partner or strategy, of the whole, or for the roster."""

    requirement: str
    for_roster: bool
    subject: RecordId | None = relies_on()
