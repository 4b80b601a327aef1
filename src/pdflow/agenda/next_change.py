"""The next change: until when what is owed, and by whom, stays the same if nothing more is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from pdflow.agenda.aggregates import of_aggregate
from pdflow.cadre import CadreMember
from pdflow.calendar import DAY, Calendar, WorkingDays, require_moment
from pdflow.engagement import Engagement, remeasure_window as group_window
from pdflow.kernel.records import Aggregate
from pdflow.participation import LIVE, Participation, remeasure_window as person_window


def next_change(state: Aggregate, at: datetime, calendar: Calendar) -> datetime | None:
    """The first moment, in UTC, after this one at which agenda, drift, team or place may differ by time alone.

    It may come too early, never too late; None where time changes nothing. That an obligation opens, falls due or is
    breached is no change: it has these moments from the beginning. Ask about moments in the calendar's own zone: a
    transfer holds from a day on, which is one of the moment's zone.
    """
    days = WorkingDays.of(calendar)
    # Compared in UTC: within one zone, an hour that comes twice would have no order.
    now = require_moment(at).astimezone(UTC)
    moments_of = of_aggregate(MOMENTS, state)
    moments = (moment.astimezone(UTC) for moment in moments_of(state, now.astimezone(days.zone), days))
    return min((moment for moment in moments if moment > now), default=None)


def _of_participation(state: Participation, at: datetime, days: WorkingDays) -> Iterator[datetime]:
    today = days.day(at)
    yield from (team.since for team in state.teams)
    yield from (adoption.since for adoption in state.adoptions)
    yield from (days.begin_of(place.since) for place in state.places if place.since > today)
    if state.phase not in LIVE:
        return
    yield from _dated_ahead(state)
    yield from state.counted.values()
    yield from (contact.closed for contact in state.past.contacts if contact.closed is not None)
    plans = (*state.earlier_plans.items(), *state.plans.items())
    yield from (plan.start for name, plan in plans if name not in state.ends)
    yield from (days.begin_of(reading.on) for reading in state.measurements.values() if reading.on > today)
    if state.paused is not None:
        yield state.paused.since
        until = state.paused.until
        yield days.begin_of(today + DAY if until is None or until <= today else until)
    window = person_window(state, at)
    yield from _end_of_window(None if window is None else window.last_day, today, days)


def _of_engagement(state: Engagement, at: datetime, days: WorkingDays) -> Iterator[datetime]:
    yield from _dated_ahead(state)
    for adoption in state.adoptions:
        yield adoption.at
        # Of a waiver of reading, the policy is that of the beginning of the day.
        yield days.end_of(days.day(adoption.at))
    window = group_window(state, state.policy_at(at))
    yield from _end_of_window(None if window is None else window.last_day, days.day(at), days)


def _dated_ahead(state: Aggregate) -> Iterator[datetime]:
    """The moments of all records: one that is dated later than now counts from then on."""
    return (record.at for _, record in state.records())


def _end_of_window(last_day: date | None, today: date, days: WorkingDays) -> Iterator[datetime]:
    """The moment from which an outcome can no longer be measured, where it lies ahead."""
    if last_day is not None and last_day >= today:
        yield days.end_of(last_day)


MOMENTS: Final[Mapping[type[Aggregate], Callable[[Any, datetime, WorkingDays], Iterator[datetime]]]] = {
    Participation: _of_participation,
    Engagement: _of_engagement,
    CadreMember: lambda state, at, days: iter(()),
}
