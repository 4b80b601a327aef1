"""The agenda of a cadre member: the clearances that run out."""

from __future__ import annotations

from datetime import datetime

from pdflow.agenda.obligations.kinds import RENEW
from pdflow.agenda.obligations.obligation import Obligation, owed
from pdflow.cadre.state.records import Clearance
from pdflow.cadre.state.state import TEACHING, Member
from pdflow.calendar import Calendar, Deadlines, WorkingDays


def of_member(state: Member, at: datetime, calendar: Calendar) -> list[Obligation]:
    """The renewal of every clearance of a trainer in the cadre, by its last open day; breached once it has run out."""
    if state.phase not in TEACHING:
        return []
    days = Deadlines(WorkingDays.of(calendar))
    longest: dict[str, Clearance] = {}
    for given in sorted(state.clearances.values(), key=lambda given: given.until):
        longest[given.subject] = given
    return [
        owed(RENEW, None, subject, days, days.days.open_until(given.until, days.day(given.at)), given.until)
        for subject, given in longest.items()
    ]
