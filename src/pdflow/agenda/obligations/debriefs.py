"""Debriefs: feedback on each observation, by whoever observed or took over from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, due_by_day
from pdflow.agenda.obligations.owners import current_owner
from pdflow.calendar import Deadlines
from pdflow.participation import Participation, observations_without_feedback
from pdflow.people import COACH, COORDINATOR

DEBRIEF: Final = ObligationKind("observation.debrief", "GiveFeedback", COACH, "observation")
HAND_OVER: Final = ObligationKind("observation.hand_over", "AssignTeam", COORDINATOR)
"""Of an observation whose observer left the team: the coordinator names who takes over."""


def observations_to_debrief(state: Participation, at: datetime, days: Deadlines) -> Sequence[Obligation]:
    """The debrief of each observation, within the policy's working days."""
    due, last = state.policy_at(at).debrief_due, state.policy_at(at).debrief_breached
    if due is None or (state.waivers and state.waives("feedback.owed", {})):
        return ()
    owed = []
    for name in observations_without_feedback(state):
        observation = state.observations[name]
        since, owner = days.day(observation.at), current_owner(state, observation.observer, at)
        kind = HAND_OVER if owner is None else DEBRIEF
        breach = None if last is None else days.working_days_later(since, last)
        owed.append(due_by_day(kind, owner, name, days, days.working_days_later(since, due), breach))
    return owed
