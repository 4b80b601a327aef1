"""Observations: one within the days after which the policy warns that practice was not seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from pdflow.agenda.obligations.cadence import supported_from
from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, due_by_day
from pdflow.calendar import Deadlines
from pdflow.participation import Participation
from pdflow.people import COACH

OBSERVE: Final = ObligationKind("observation.record", "RecordObservation", COACH)


def observations_to_record(state: Participation, at: datetime, days: Deadlines) -> Sequence[Obligation]:
    """The next observation, counted from the last or from the start of support."""
    since, warned = supported_from(state), state.policy_at(at).unobserved_warning
    if since is None or warned is None:
        return ()
    last = max([since, *[observation.at for observation in state.observations.values()]])
    return (due_by_day(OBSERVE, state.coach_at(at), None, days, days.days_later(days.day(last), warned)),)
