"""Leave: the days on which deadlines stop, and the visits that a leave removes from the calendar."""

from __future__ import annotations

from datetime import date

from pdflow.participation.state.state import Participation
from pdflow.participation.state.support_records import Visit


def days_on_leave(state: Participation, start: date, end: date) -> int:
    """Count the days on which the person was on leave, from ``start`` up to but not including ``end``."""
    leaves = [(since.date(), until.date()) for since, until in state.pauses]
    if state.paused is not None:
        leaves.append((state.paused.since.date(), end))
    days: set[int] = set()
    for since, until in leaves:
        days.update(range(max(since, start).toordinal(), min(until, end).toordinal()))
    return len(days)


def falls_on_leave(state: Participation, visit: Visit) -> bool:
    """Whether a visit scheduled before a leave would begin during that leave."""
    leave = state.paused
    if leave is not None and visit.at <= leave.since <= visit.start:
        return leave.until is None or visit.start.date() < leave.until
    return any(visit.at <= since <= visit.start < until for since, until in state.pauses)
