"""An attendance report as it was read: who, when, in which role, on which line, and what is in doubt."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from attrs import evolve, field, frozen

from pdflow.exchange.attendance.doubts import Doubt, SheetLine
from pdflow.exchange.attendance.spans import Span


class SheetRole(StrEnum):
    """The role in which somebody was there, by the report; presenters are attendees, for Teams makes everybody one."""

    HOST = "HOST"
    """Who organised, hosted or moderated."""
    PANELIST = "PANELIST"
    ATTENDEE = "ATTENDEE"


class RowEvidence(StrEnum):
    """What a row shows."""

    STAY = "STAY"
    """When somebody came, and when they left; without the latter they are taken to have stayed to the end."""
    TOTAL = "TOTAL"
    """For how long somebody was there in all, and perhaps from when and until when."""
    PRESENCE = "PRESENCE"
    """That somebody was there."""


@frozen
class AttendanceRow:
    """One row of a report that says that somebody was there; its repr names the line, and nobody.

    Args:
        line: Where it stands.
        evidence: What it shows.
        name: As written.
        email: As written, in lower case.
        id: Of a directory, where the report has one.
        role: By the report.
        joined: When they came, in UTC; of a total, when they first came.
        left: When they left, in UTC.
        stated: The duration that the report states; None where it states none that can be read.
    """

    line: SheetLine
    evidence: RowEvidence
    name: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    id: str = field(default="", repr=False)
    role: SheetRole = SheetRole.ATTENDEE
    joined: datetime | None = None
    left: datetime | None = None
    stated: timedelta | None = None

    def span(self, end: datetime) -> Span | None:
        """From when to when it was; an open stay lasts to the session's end. None where the report does not say."""
        if self.joined is None:
            return None
        if self.left is None:
            return (self.joined, max(self.joined, end)) if self.evidence is RowEvidence.STAY else None
        return self.joined, self.left

    def content(self) -> AttendanceRow:
        """What it says, wherever it stands."""
        return evolve(self, line=SheetLine("", 0))


@frozen
class AttendanceReport:
    """What was read of a report of one session; ``doubts`` lists the first 1,000, ``more_doubts`` counts the others."""

    source: str
    start: datetime
    minutes: int
    rows: tuple[AttendanceRow, ...]
    doubts: tuple[Doubt, ...] = ()
    more_doubts: int = 0
