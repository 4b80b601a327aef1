"""Clearances of trainers: each renewed by its last open day, and breached once it has run out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, due_by_day
from pdflow.cadre import CadreMember, Clearance
from pdflow.calendar import Deadlines
from pdflow.people import COORDINATOR

RENEW: Final = ObligationKind("clearance.renew", "Clear", COORDINATOR, "subject", subject="name")


def clearances_to_renew(state: CadreMember, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """The renewal of the clearance for each subject that runs longest."""
    longest: dict[str, Clearance] = {}
    for clearance in sorted(state.clearances.values(), key=lambda clearance: clearance.until):
        longest[clearance.subject] = clearance
    for subject, clearance in longest.items():
        due = days.days.open_until(clearance.until, days.day(clearance.at))
        yield due_by_day(RENEW, None, subject, days, due, clearance.until)
