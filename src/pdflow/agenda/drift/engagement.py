"""Drift of an engagement: a strategy not given, protected slots lost, a revisit passed over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from pdflow.agenda.drift.drift import CausesByCode, Drift, drift_of_late
from pdflow.agenda.obligations.follow_up_strategies import STRATEGY, strategies_to_give
from pdflow.agenda.obligations.revisits import REVISIT, revisits_to_hold
from pdflow.calendar import Calendar, WorkingDays
from pdflow.engagement import DESIGN_ON, Engagement
from pdflow.people import COMMISSIONER


def engagement_drifts(state: Engagement, at: datetime, calendar: Calendar) -> list[Drift]:
    """Every cause of drift in an engagement, those ahead too."""
    if state.phase not in DESIGN_ON:
        return []
    days = WorkingDays.of(calendar).deadlines
    late = (drift for owed in WATCHED for drift in drift_of_late(owed(state, at, days), LATE_CAUSES))
    return [*late, *_slots_lost(state)]


def _slots_lost(state: Engagement) -> Iterator[Drift]:
    """Protected slots lost since one was last used."""
    starts = {name: slot.start for protection in state.protections.values() for name, slot in protection.slots.items()}
    ended = sorted((starts[name], name, end) for name, end in state.slot_ends.items() if name in starts)
    used = max((start for start, _, end in ended if end.used), default=None)
    lost = [(end.at, name) for start, name, end in ended if not end.used and (used is None or start > used)]
    if lost:
        (since, _), (_, last) = lost[0], lost[-1]
        yield Drift("slots_lost", since, last, "UseSlot", COMMISSIONER, None)


LATE_CAUSES: Final[CausesByCode] = {
    STRATEGY.code: ("strategy_not_given", False),
    REVISIT.code: ("revisit_passed_over", False),
}
WATCHED: Final = (strategies_to_give, revisits_to_hold)
ENGAGEMENT_CAUSES: Final = (*(cause for cause, _ in LATE_CAUSES.values()), "slots_lost")
"""Every cause of drift in an engagement."""
