"""Visits in the calendar, each recorded on its day, and the return visit after coaching."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, due_by_day
from pdflow.agenda.obligations.owners import current_owner, role_of
from pdflow.calendar import Deadlines
from pdflow.participation import Participation, VisitKind, open_visits
from pdflow.people import COACH

MINUTE: Final = timedelta(minutes=1)
VISIT: Final = {
    VisitKind.OBSERVATION: ObligationKind("visit.record", "RecordObservation", COACH, "visit"),
    VisitKind.CHECK_IN: ObligationKind("visit.record", "HoldCheckIn", COACH, "visit"),
    VisitKind.COACHING: ObligationKind("visit.record", "OpenCoaching", COACH, "visit"),
}
RETURN_VISIT: Final = {
    None: ObligationKind("coaching.return_visit", "RecordObservation", COACH),
    VisitKind.OBSERVATION: ObligationKind("coaching.return_visit", "RecordObservation", COACH, "visit"),
    VisitKind.CHECK_IN: ObligationKind("coaching.return_visit", "HoldCheckIn", COACH, "visit"),
    VisitKind.COACHING: ObligationKind("coaching.return_visit", "OpenCoaching", COACH, "visit"),
}
"""By the kind of the visit in the calendar; None where none is scheduled."""


def visits_to_record(state: Participation, at: datetime, days: Deadlines) -> Sequence[Obligation]:
    """Each open visit on its day; without a return visit scheduled, one within the days of an action step."""
    visits = {name: state.visits[name] for name in open_visits(state)}
    coached = _awaits_return_since(state)
    if not visits and coached is None:
        return ()
    after = [] if coached is None else [visit for visit in visits.values() if visit.start > coached]
    return_visit = min(after, key=lambda visit: visit.start, default=None)
    owed = []
    for name, visit in visits.items():
        kind = (RETURN_VISIT if visit is return_visit else VISIT)[visit.kind]
        due = days.end_of(days.days_later(days.day(visit.start + visit.minutes * MINUTE), 0))
        visitor = current_owner(state, visit.supporter, at) or state.coach_at(at)
        acts_as = role_of(state, visitor, at)
        owed.append(Obligation(kind, visitor, name, due, opens=visit.start, acts_as=acts_as))
    if coached is not None and return_visit is None:
        within = state.policy_at(at).step_latest or state.policy_at(at).step_due
        due_day = days.days_later(days.day(coached), within)
        owed.append(due_by_day(RETURN_VISIT[None], state.coach_at(at), None, days, due_day))
    return owed


def _awaits_return_since(state: Participation) -> datetime | None:
    """The end of the cycle's last coaching; None where a contact followed it or the return visit was waived."""
    closed = last_coaching_closed(state)
    if closed is None or (state.waivers and state.waives("coaching.no_return_visit", {})):
        return None
    for ledger in (state.observations, state.check_ins, state.sessions):
        for contact in reversed(ledger.values()):
            if contact.at > closed:
                return None
    return closed


def last_coaching_closed(state: Participation) -> datetime | None:
    """The end of the last coaching session with credit in this cycle; None where it has none."""
    return next(reversed(state.counted.values()), None)
