"""What drifts at a moment, and what ended the drifts that are over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from pdflow import participation
from pdflow.agenda.drift import engagement as engagement_drift, participation as person_drift
from pdflow.agenda.drift.drift import Drift, Ended
from pdflow.cadre.state.state import Member
from pdflow.calendar import Calendar, WorkingDays, with_zone
from pdflow.engagement.state.state import Engagement
from pdflow.kernel.decider import Decider
from pdflow.kernel.messages import Event
from pdflow.kernel.records import Aggregate
from pdflow.participation.state.state import Participation


def drifts(state: Aggregate, at: datetime, calendar: Calendar) -> list[Drift]:
    """Every cause of drift in a participation or an engagement at a moment; a cadre member has none."""
    return DRIFTS[type(state)](state, with_zone(at), calendar)


def drifts_ended(
    events: Iterable[Event[Any]], calendar: Calendar, decider: Decider[Any] = participation.decider
) -> list[Ended]:
    """The drifts of a whole history that are over, in the order in which they ended; an engagement's by its decider.

    What a late entry shows never to have been is left out.
    """
    state, over, days = decider.state(), list[Ended](), WorkingDays.of(calendar)
    now: datetime | None = None
    for event in events:
        now = event.at if now is None else max(now, event.at)
        running = drifts(state, now, days)
        decider.fold([event], onto=state)
        still = {_which(drift) for drift in drifts(state, now, days)}
        gone = [drift for drift in running if _which(drift) not in still]
        over += [Ended(drift, event) for drift in gone if event.at >= drift.since]
    return over


def _which(drift: Drift) -> tuple[str, str | None]:
    """What makes it the same drift from one moment to the next: of what is missed in a row, not the last of them."""
    return drift.cause, None if drift.cause in IN_A_ROW else drift.missed


IN_A_ROW: Final = ("visits_missed", "slots_lost")
DRIFTS: Final[Mapping[type[Aggregate], Callable[[Any, datetime, Calendar], list[Drift]]]] = {
    Participation: person_drift.of_participation,
    Engagement: engagement_drift.of_engagement,
    Member: lambda state, at, calendar: [],
}
