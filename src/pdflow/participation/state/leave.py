"""Leave: the days on which deadlines stop, and the visits that a leave removes from the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from pdflow.participation.state.state import Leave, Participation
from pdflow.participation.state.support_records import Visit

_DAY: Final = timedelta(days=1)


def with_leave(
    leave: Leave | None, past: tuple[tuple[datetime, datetime], ...], at: datetime, until: date | None
) -> tuple[Leave, tuple[tuple[datetime, datetime], ...]]:
    """The current leave and the past ones after a leave was recorded: a new one, or another end of the current one.

    One recorded late that was over before the current one began is a past one; otherwise the current one began then.

    Args:
        leave: The current leave.
        past: Each earlier leave from its beginning until the return.
        at: When the leave recorded began, or when the end of the current one was moved.
        until: The day of return.
    """
    if leave is None or at >= leave.since:
        return Leave(at if leave is None else leave.since, until), past
    back = None if until is None else datetime.combine(until, time.min, at.tzinfo)
    if back is None or back >= leave.since:
        return Leave(at, until), past
    known = (at, max(at, back))
    return leave, past if known in past else (*past, known)


def leave_at(state: Participation, at: datetime) -> Leave | None:
    """The leave that somebody was on at a moment; the current one goes on until the return is recorded."""
    if state.paused is not None and at >= state.paused.since:
        return state.paused
    past = (Leave(since, until.date()) for since, until in state.pauses if since <= at < until)
    return next(past, None)


def leaves(state: Participation, today: date) -> list[tuple[date, date]]:
    """Each leave from its first day up to but not including its last, in order and apart from one another.

    Args:
        today: A leave that is not over ends with the return announced, and not before this.
    """
    known = [(since.date(), until.date()) for since, until in state.pauses]
    if state.paused is not None:
        known.append((state.paused.since.date(), max(today, state.paused.until or today)))
    apart: list[tuple[date, date]] = []
    for since, until in sorted(known):
        if apart and since <= apart[-1][1]:
            apart[-1] = apart[-1][0], max(apart[-1][1], until)
        else:
            apart.append((since, until))
    return apart


def days_at_work(leaves: Sequence[tuple[date, date]], start: date, end: date) -> int:
    """Count the days from ``start`` up to but not including ``end``, those of leave left out."""
    on_leave = [(min(until, end) - max(since, start)).days for since, until in leaves]
    return (end - start).days - sum([days for days in on_leave if days > 0])


def days_later(leaves: Sequence[tuple[date, date]], start: date, days: int) -> date:
    """The first day by which so many days have passed, those of leave left out."""
    day = start + days * _DAY
    for since, until in leaves:
        if max(since, start) < day and until > start:
            day += until - max(since, start)
    return day


def falls_on_leave(state: Participation, visit: Visit) -> bool:
    """Whether a visit scheduled before a leave would begin during that leave."""
    leave = state.paused
    if leave is not None and visit.at <= leave.since <= visit.start:
        return leave.until is None or visit.start.date() < leave.until
    return any(visit.at <= since <= visit.start < until for since, until in state.pauses)
