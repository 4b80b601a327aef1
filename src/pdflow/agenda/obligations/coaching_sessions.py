"""Coaching sessions: as many in a cycle as the tier asks for, a cadence apart, on each open growth area."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from pdflow.agenda.obligations.cadence import cadence
from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, due_by_day
from pdflow.calendar import Deadlines
from pdflow.kernel.fields import RecordId
from pdflow.participation import SUPPORT, Participation
from pdflow.people import COACH

OPEN_COACHING: Final = ObligationKind("coaching.open", "OpenCoaching", COACH, "growth_area")


def coaching_to_open(state: Participation, at: datetime, days: Deadlines) -> Sequence[Obligation]:
    """A session on each open growth area, a cadence after it was identified or last coached."""
    every = cadence(state, at)
    if every is None or state.phase is not SUPPORT or not state.growth_areas or not needs_more_coaching(state, at):
        return ()
    return work_on_growth_areas(OPEN_COACHING, state, every, at, days)


def work_on_growth_areas(
    kind: ObligationKind, state: Participation, every: int, at: datetime, days: Deadlines
) -> Sequence[Obligation]:
    """What is owed on each open growth area, so many days after it was last worked on."""
    owed = []
    for area in state.open_growth_areas():
        due = days.days_later(days.day(_last_worked_on(state, area)), every)
        owed.append(due_by_day(kind, state.coach_at(at), area, days, due))
    return owed


def needs_more_coaching(state: Participation, at: datetime) -> bool:
    """Whether the policy and the tier of a moment ask for more coaching in this cycle, and nobody waived it."""
    lacks = len(state.counted) < state.policy_at(at).coaching_sessions(state.team_at(at).tier)
    return lacks and not (state.waivers and state.waives("cycle.no_coaching", {}))


def _last_worked_on(state: Participation, area: RecordId) -> datetime:
    """The moment a growth area was identified, taken into this cycle, or last coached."""
    coached = [closed for name, closed in state.counted.items() if state.sessions[name].growth_area == area]
    return max([state.growth_areas[area].at, state.cycles[-1], *coached])
