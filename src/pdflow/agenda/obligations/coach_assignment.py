"""Coach assignment: where the tier is coached, the coordinator names a coach."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, due_by_day
from pdflow.calendar import Deadlines
from pdflow.participation import Participation
from pdflow.people import COORDINATOR

NAME_COACH: Final = ObligationKind("coach.name", "AssignTeam", COORDINATOR)


def coach_to_name(state: Participation, at: datetime, days: Deadlines) -> Sequence[Obligation]:
    """A coach, due as long after the enrolment as a first follow-up is after training."""
    team, policy = state.team_at(at), state.policy_at(at)
    if team.coach is not None or not policy.coaching_sessions(team.tier) or state.enrolled_at is None:
        return ()
    due = days.days_later(days.day(state.enrolled_at), policy.follow_up_due or 0)
    return (due_by_day(NAME_COACH, None, None, days, due),)
