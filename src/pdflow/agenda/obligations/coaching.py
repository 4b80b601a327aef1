"""What is owed in coaching: a growth area, a session on it, and how it was settled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pdflow.agenda.obligations.cadence import cadence, coaching_lacks, contacts
from pdflow.agenda.obligations.kinds import IDENTIFY_GROWTH_AREA, OPEN_COACHING, SETTLE_GROWTH_AREA
from pdflow.agenda.obligations.obligation import Obligation, owed
from pdflow.calendar import Deadlines
from pdflow.kernel.fields import RecordId
from pdflow.participation.state.state import SUPPORT, Participation


def growth_area_to_identify(state: Participation, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """A cadence after the first feedback, or contact where no observation is asked, or after the last was settled."""
    every = cadence(state)
    if every is None or state.phase is not SUPPORT or not coaching_lacks(state) or state.open_growth_areas():
        return
    told = [given.at for given in state.feedback.values()]
    if not told and not state.policy.observations_before_coaching:
        told = contacts(state)
    if told:
        settled = (state.ends[area].at for area in state.growth_areas if area in state.ends)
        since = max([min(told), *settled])
        yield owed(IDENTIFY_GROWTH_AREA, state.coach, None, days, days.later(days.day(since), every))


def coaching_to_open(state: Participation, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """A cadence after the growth area was named or last coached, while the tier asks for more."""
    every = cadence(state)
    if every is not None and state.phase is SUPPORT and state.growth_areas and coaching_lacks(state):
        for area in state.open_growth_areas():
            due = days.later(days.day(_worked_on(state, area)), every)
            yield owed(OPEN_COACHING, state.coach, area, days, due)


def growth_areas_to_settle(state: Participation, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """A cadence after the last coaching asked for, or after the area was named where none is."""
    every = cadence(state)
    if every is not None and state.phase is SUPPORT and state.growth_areas and not coaching_lacks(state):
        for area in state.open_growth_areas():
            due = days.later(days.day(_worked_on(state, area)), every)
            yield owed(SETTLE_GROWTH_AREA, state.coach, area, days, due)


def _worked_on(state: Participation, area: RecordId) -> datetime:
    """When a growth area was named, taken into this cycle, or last coached."""
    coached = (closed for name, closed in state.counted.items() if state.sessions[name].growth_area == area)
    return max([state.growth_areas[area].at, state.cycles[-1], *coached])
