"""Growth areas: identified after the first feedback, and settled once the cycle's coaching is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from pdflow.agenda.obligations.cadence import cadence, contacts
from pdflow.agenda.obligations.coaching_sessions import needs_more_coaching, work_on_growth_areas
from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, due_by_day
from pdflow.calendar import Deadlines
from pdflow.participation import SUPPORT, Participation
from pdflow.people import COACH

IDENTIFY_GROWTH_AREA: Final = ObligationKind("growth_area.identify", "IdentifyGrowthArea", COACH)
SETTLE_GROWTH_AREA: Final = ObligationKind("growth_area.settle", "CloseGrowthArea", COACH, "growth_area")


def growth_area_to_identify(state: Participation, at: datetime, days: Deadlines) -> Sequence[Obligation]:
    """A growth area, a cadence after the first feedback or after the last one was settled.

    Where the policy asks for no observation, the first contact counts as feedback.
    """
    every = cadence(state, at)
    if every is None or state.phase is not SUPPORT or not needs_more_coaching(state, at) or state.open_growth_areas():
        return ()
    feedback = [given.at for given in state.feedback.values()]
    if not feedback and not state.policy_at(at).observations_before_coaching:
        feedback = contacts(state)
    if not feedback:
        return ()
    settled = [state.ends[area].at for area in state.growth_areas if area in state.ends]
    due = days.days_later(days.day(max([min(feedback), *settled])), every)
    return (due_by_day(IDENTIFY_GROWTH_AREA, state.coach_at(at), None, days, due),)


def growth_areas_to_settle(state: Participation, at: datetime, days: Deadlines) -> Sequence[Obligation]:
    """Each open growth area, a cadence after its last coaching, or after it was identified where the tier has none."""
    every = cadence(state, at)
    if every is None or state.phase is not SUPPORT or not state.growth_areas or needs_more_coaching(state, at):
        return ()
    return work_on_growth_areas(SETTLE_GROWTH_AREA, state, every, at, days)
