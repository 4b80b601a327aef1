"""Chronology: guards against dates before the request, before the last change of stage, or outside the engagement."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from pdflow.calendar import months_after
from pdflow.engagement.state import BAND_MONTHS, Band, Engagement
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
    return days_outside(days, state.start, state.planned_end)


def days_outside(days: Iterable[date], start: date | None, end: date | None) -> Objection:
    """The days before a start or after an end, as an objection."""
    first, last = start or date.min, end or date.max
    outside = tuple(day for day in days if not first <= day <= last)
    return {"days": outside, "start": start, "end": end} if outside else None


def outside_band(state: Engagement, band: Band, day: date) -> Objection:
    """An objection to a day that is not within a band of the timeline, counted from the engagement's start."""
    start, (after, over) = state.start or date.min, BAND_MONTHS[band]
    first, end = months_after(start, after), None if over is None else months_after(start, over)
    within = first <= day and (end is None or day < end)
    return None if within else {"day": day, "band": band, "from": first, "until": end}


def in_the_future(at: datetime, field: str, day: date) -> Objection:
    """An objection to the day of a fact that is later than the day on which it is recorded."""
    return {"field": field, "day": day} if day > at.date() else None
