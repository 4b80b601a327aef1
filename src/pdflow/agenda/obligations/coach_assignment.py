"""Coach assignment: where the tier is coached, the coordinator names a coach."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, due_by_day
from pdflow.calendar import Deadlines
from pdflow.participation import Participation
from pdflow.people import COORDINATOR

NAME_COACH: Final = ObligationKind("coach.name", "AssignTeam", COORDINATOR)


def coach_to_name(state: Participation, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """A coach, due as long after the enrolment as a first follow-up is after training."""
    if (
        state.coach_at(at) is None
        and state.policy_at(at).coaching_sessions(state.team_at(at).tier)
        and state.enrolled_at is not None
    ):
        due = days.days_later(days.day(state.enrolled_at), state.policy_at(at).follow_up_due or 0)
        yield due_by_day(NAME_COACH, None, None, days, due)
