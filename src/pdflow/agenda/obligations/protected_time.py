"""Protected time: the commissioner records each slot as used, or lost, on its day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from pdflow.agenda.obligations.obligation import Obligation, ObligationKind
from pdflow.calendar import Deadlines
from pdflow.engagement import DELIVERING, Engagement, open_slots
from pdflow.people import COMMISSIONER

SLOT: Final = ObligationKind("slot.use", "UseSlot", COMMISSIONER, "slot")


def slots_to_use(state: Engagement, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """Each open slot of an engagement that was commissioned."""
    for name, slot in open_slots(state).items() if state.phase in DELIVERING else ():
        due = days.end_of(days.days_later(days.day(slot.start), 0))
        yield Obligation(SLOT, None, name, due, opens=slot.start)
