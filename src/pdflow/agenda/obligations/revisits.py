"""Revisits of key messages: each held on its day (follow-through article)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, due_by_day
from pdflow.calendar import Deadlines
from pdflow.engagement import DELIVERING, Engagement
from pdflow.people import COMMISSIONER

REVISIT: Final = ObligationKind("revisit.hold", "HoldRevisit", COMMISSIONER, "revisit")


def revisits_to_hold(state: Engagement, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """Each revisit planned and not held, once the engagement was commissioned."""
    held = {each.revisit for each in state.revisits_held.values()}
    for name, revisit in state.revisits.items() if state.phase in DELIVERING else ():
        if name not in held and revisit.on is not None:
            yield due_by_day(REVISIT, None, name, days, days.days_later(revisit.on, 0))
