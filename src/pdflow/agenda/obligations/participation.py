"""The agenda of one person: what is owed in a participation, derived from its state and policy, stored nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from pdflow.agenda.obligations import coaching, support, training
from pdflow.agenda.obligations.cadence import deadlines
from pdflow.agenda.obligations.obligation import Obligation
from pdflow.calendar import Calendar, Deadlines, WorkingDays
from pdflow.participation.state.state import LIVE, Participation


def of_participation(state: Participation, at: datetime, calendar: Calendar) -> list[Obligation]:
    """Everything owed in a participation at a moment, in the order of the story; nothing once it has ended."""
    if state.phase not in LIVE:
        return []
    days = deadlines(state, at, WorkingDays.of(calendar))
    return [owed for obligations in OBLIGATIONS for owed in obligations(state, at, days)]


OBLIGATIONS: Final[tuple[Callable[[Participation, datetime, Deadlines], Iterator[Obligation]], ...]] = (
    training.coach_to_name,
    training.return_from_leave,
    training.baselines,
    training.sessions_to_make_up,
    training.evaluations,
    training.support_to_begin,
    support.first_follow_up,
    support.commitments_to_review,
    support.debriefs,
    coaching.growth_area_to_identify,
    coaching.coaching_to_open,
    support.visits_to_record,
    support.steps_to_review,
    support.check_ins,
    support.observations,
    coaching.growth_areas_to_settle,
    training.measuring,
)
