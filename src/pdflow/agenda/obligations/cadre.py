"""Obligations of a cadre member: which kinds may be owed."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from pdflow.agenda.obligations.clearances import RENEW, clearances_to_renew
from pdflow.agenda.obligations.obligation import Obligation, ObligationKind
from pdflow.cadre import TEACHING, CadreMember
from pdflow.calendar import Calendar, WorkingDays


def cadre_obligations(state: CadreMember, at: datetime, calendar: Calendar) -> list[Obligation]:
    """Everything owed of a cadre member at a moment; nothing where they may not teach."""
    if state.phase not in TEACHING:
        return []
    return list(clearances_to_renew(state, at, WorkingDays.of(calendar).deadlines))


CADRE_KINDS: Final[tuple[ObligationKind, ...]] = (RENEW,)
"""Every kind of obligation of a cadre member."""
