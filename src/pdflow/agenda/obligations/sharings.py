"""Sharing of emerging practice: each held on its day, or by the planned end (follow-through article)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, due_by_day
from pdflow.calendar import Deadlines
from pdflow.engagement import DELIVERING, Engagement
from pdflow.people import COMMISSIONER

SHARING: Final = ObligationKind("sharing.hold", "HoldSharing", COMMISSIONER, "sharing")


def sharings_to_hold(state: Engagement, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """Each sharing planned and not held, once the engagement was commissioned; without any day it is never due."""
    held = {each.sharing for each in state.sharings_held.values()}
    for name, sharing in state.sharings.items() if state.phase in DELIVERING else ():
        day = sharing.on or state.planned_end
        if name not in held and day is not None:
            yield due_by_day(SHARING, None, name, days, days.days_later(day, 0))
