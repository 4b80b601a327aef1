"""Detection of drift in a state, and of ended drift in a history of events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from pdflow import participation
from pdflow.agenda.aggregates import of_aggregate
from pdflow.agenda.drift.drift import Drift, EndedDrift
from pdflow.agenda.drift.engagement import engagement_drifts
from pdflow.agenda.drift.participation import participation_drifts
from pdflow.cadre import CadreMember
from pdflow.calendar import Calendar, WorkingDays, require_moment
from pdflow.engagement import Engagement
from pdflow.kernel.decider import Decider
from pdflow.kernel.messages import Event
from pdflow.kernel.records import Aggregate
from pdflow.participation import Participation


def drifts(state: Aggregate, at: datetime, calendar: Calendar) -> list[Drift]:
    """Every cause of drift in a participation or an engagement at a moment; a cadre member has none."""
    return [drift for drift in drifts_ahead(state, at, calendar) if at >= drift.since]


def drifts_ahead(state: Aggregate, at: datetime, calendar: Calendar) -> list[Drift]:
    """Every cause of drift there is at a moment, and each there will be from its ``since`` on if nothing is done."""
    return of_aggregate(DRIFTS, state)(state, require_moment(at), calendar)


def drifts_ended(
    events: Iterable[Event[Any]], calendar: Calendar, decider: Decider[Any] = participation.decider
) -> list[EndedDrift]:
    """The drifts of a whole history that are over, in the order in which they ended.

    A drift that a late entry proves never to have existed is left out.

    Args:
        events: The whole history of one stream, in its order.
        calendar: The host's calendar.
        decider: The decider of the stream's aggregate; that of participations by default.
    """
    state, ended, days = decider.state(), list[EndedDrift](), WorkingDays.of(calendar)
    now: datetime | None = None
    for event in events:
        now = event.at if now is None else max(now, event.at)
        before = drifts(state, now, days)
        decider.fold([event], onto=state)
        after = {_identity(drift) for drift in drifts(state, now, days)}
        gone = [drift for drift in before if _identity(drift) not in after]
        ended += [EndedDrift(drift, event) for drift in gone if event.at >= drift.since]
    return ended


def _identity(drift: Drift) -> tuple[str, str | None]:
    """What stays the same while a drift lasts: its cause, and what was missed unless several are missed in a row."""
    return drift.cause, None if drift.cause in IN_A_ROW else drift.missed


IN_A_ROW: Final = ("visits_missed", "slots_lost")
DRIFTS: Final[Mapping[type[Aggregate], Callable[[Any, datetime, Calendar], list[Drift]]]] = {
    Participation: participation_drifts,
    Engagement: engagement_drifts,
    CadreMember: lambda state, at, calendar: [],
}
