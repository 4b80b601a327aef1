"""The drift of an engagement: a strategy not given, protected slots lost, a revisit passed over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from pdflow.agenda.drift.drift import Drift, Slips, slipped
from pdflow.agenda.obligations.engagement import strategies
from pdflow.agenda.obligations.kinds import STRATEGY
from pdflow.calendar import Calendar, Deadlines, WorkingDays
from pdflow.engagement.state.state import DESIGN_ON, Engagement
from pdflow.people import COMMISSIONER, FACILITATOR


def of_engagement(state: Engagement, at: datetime, calendar: Calendar) -> list[Drift]:
    """Every cause of drift in an engagement at a moment."""
    if state.phase not in DESIGN_ON:
        return []
    days = Deadlines(WorkingDays.of(calendar))
    sliding = (drift for cause in SLIDING for drift in cause(state, days) if at >= drift.since)
    return [*slipped(strategies(state, at, days), SLIPS, at), *sliding]


def _slots_lost(state: Engagement, days: Deadlines) -> Iterator[Drift]:
    """Protected slots lost since one was last used."""
    slots = {name: slot.start for made in state.protections.values() for name, slot in made.slots.items()}
    ended = sorted((slots[name], name, end) for name, end in state.slot_ends.items() if name in slots)
    used = max((start for start, _, end in ended if end.used), default=None)
    lost = [(end.at, name) for start, name, end in ended if not end.used and (used is None or start > used)]
    if lost:
        (since, _), (_, last) = lost[0], lost[-1]
        yield Drift("slots_lost", since, last, "UseSlot", COMMISSIONER, None)


def _revisits_passed_over(state: Engagement, days: Deadlines) -> Iterator[Drift]:
    """A day set to revisit key messages on which, and since, no strategy was given and no session was held."""
    met = [days.day(record.at) for ledger in (state.given, state.deliveries) for record in ledger.values()]
    latest = max(met, default=None)
    for name, revisit in state.revisits.items():
        if revisit.on is not None and (latest is None or latest < revisit.on):
            since = days.end_of(days.later(revisit.on, 0))
            yield Drift("revisit_passed_over", since, name, "RecordFollowUp", FACILITATOR, None)


SLIPS: Final[Slips] = {STRATEGY.code: ("strategy_not_given", False)}
SLIDING: Final = (_slots_lost, _revisits_passed_over)
CAUSES: Final = (*(cause for cause, _ in SLIPS.values()), "slots_lost", "revisit_passed_over")
"""Why an engagement may drift."""
