"""Support requests: each answered as soon as another check-in would be due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from pdflow.agenda.obligations.cadence import cadence
from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, due_by_day
from pdflow.calendar import Deadlines
from pdflow.participation import Participation, open_requests
from pdflow.people import COACH

ANSWER_REQUEST: Final = ObligationKind("request.answer", "AnswerRequest", COACH, "request")


def requests_to_answer(state: Participation, at: datetime, days: Deadlines) -> Sequence[Obligation]:
    """Each open request, due a cadence after it was made; without a cadence, as long as a first follow-up."""
    owed = []
    for name in open_requests(state):
        within = cadence(state, at) or state.policy_at(at).follow_up_due or 0
        due = days.days_later(days.day(state.requests[name].at), within)
        owed.append(due_by_day(ANSWER_REQUEST, state.coach_at(at), name, days, due))
    return owed
