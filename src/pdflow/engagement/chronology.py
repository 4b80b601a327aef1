"""Chronology: guards against dates before the request, before the last change of stage, or outside the engagement."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from pdflow.engagement.state import Engagement
from pdflow.kernel.guards import Objection, moment


@moment("record.before")
def before_request(state: Engagement, at: datetime) -> Objection:
    requested = state.requested_at
    return {"record": "EngagementRequested", "at": requested} if requested is not None and at < requested else None


@moment("record.before")
def before_the_last_turn(state: Engagement, at: datetime) -> Objection:
    """A change of stage cannot precede the one before it; a date before the request has its own guard."""
    turned, requested = state.turned, state.requested_at
    if turned is None or at >= turned.at or (requested is not None and at < requested):
        return None
    return {"record": turned.event, "at": turned.at}


def days_outside_dates(state: Engagement, days: Iterable[date]) -> Objection:
    """The days before the start or after the planned end of the engagement, as an objection."""
    start, end = state.start or date.min, state.planned_end or date.max
    outside = tuple(day for day in days if not start <= day <= end)
    return {"days": outside, "start": state.start, "end": state.planned_end} if outside else None
