"""Waivers of requirements, and what a waiver can be limited to."""

from __future__ import annotations

from typing import Final

from pdflow.kernel.fields import RecordId
from pdflow.kernel.records import Record, record, relies_on
from pdflow.people import PersonId

WAIVER_SUBJECTS: Final = ("outcome", "partner", "training", "session", "plan")
"""The parameters of a reason that may hold the subject of a waiver."""


@record
class EngagementWaiver(Record):
    """A waiver of a requirement: for one subject, for the whole engagement, or for the roster."""

    requirement: str
    for_roster: bool
    reason: str
    subject: RecordId | None = relies_on()
    waived_by: PersonId = ""
