"""Drift of an engagement: a strategy not given, protected slots lost, a revisit passed over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from pdflow.agenda.drift.drift import CausesByCode, Drift, drift_of_late
from pdflow.agenda.obligations.follow_up_strategies import STRATEGY, strategies_to_give
from pdflow.calendar import Calendar, Deadlines, WorkingDays
from pdflow.engagement import DESIGN_ON, Engagement
from pdflow.people import COMMISSIONER, FACILITATOR


def engagement_drifts(state: Engagement, at: datetime, calendar: Calendar) -> list[Drift]:
    """Every cause of drift in an engagement at a moment."""
    if state.phase not in DESIGN_ON:
        return []
    days = Deadlines(WorkingDays.of(calendar))
    other = (drift for cause in OTHER_CAUSES for drift in cause(state, days) if at >= drift.since)
    return [*drift_of_late(strategies_to_give(state, at, days), LATE_CAUSES, at), *other]


def _slots_lost(state: Engagement, days: Deadlines) -> Iterator[Drift]:
    """Protected slots lost since one was last used."""
    starts = {name: slot.start for protection in state.protections.values() for name, slot in protection.slots.items()}
    ended = sorted((starts[name], name, end) for name, end in state.slot_ends.items() if name in starts)
    used = max((start for start, _, end in ended if end.used), default=None)
    lost = [(end.at, name) for start, name, end in ended if not end.used and (used is None or start > used)]
    if lost:
        (since, _), (_, last) = lost[0], lost[-1]
        yield Drift("slots_lost", since, last, "UseSlot", COMMISSIONER, None)


def _revisits_passed_over(state: Engagement, days: Deadlines) -> Iterator[Drift]:
    """Days set to revisit key messages, on or after which no strategy was given and no session was held."""
    contacts = [days.day(record.at) for ledger in (state.given, state.deliveries) for record in ledger.values()]
    latest = max(contacts, default=None)
    for name, revisit in state.revisits.items():
        if revisit.on is not None and (latest is None or latest < revisit.on):
            since = days.end_of(days.days_later(revisit.on, 0))
            yield Drift("revisit_passed_over", since, name, "RecordFollowUp", FACILITATOR, None)


LATE_CAUSES: Final[CausesByCode] = {STRATEGY.code: ("strategy_not_given", False)}
OTHER_CAUSES: Final = (_slots_lost, _revisits_passed_over)
ENGAGEMENT_CAUSES: Final = (*(cause for cause, _ in LATE_CAUSES.values()), "slots_lost", "revisit_passed_over")
"""Every cause of drift in an engagement."""
