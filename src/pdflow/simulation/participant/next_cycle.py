"""Moving on: who has nothing left to do in a cycle begins the next one, or asks for completion after the last."""

from __future__ import annotations

from collections.abc import Set
from typing import Final

from pdflow.agenda import needs_more_coaching
from pdflow.participation.state.state import SUPPORT
from pdflow.simulation.coach.appointments import coach_anyway
from pdflow.simulation.participant.completion import finish
from pdflow.simulation.participant.person import Person
from pdflow.simulation.participant.support import begin_next_cycle, eve_of

UNFINISHED: Final = frozenset(
    {
        "support.begin",
        "follow_up.first",
        "observation.debrief",
        "growth_area.identify",
        "coaching.open",
        "coaching.return_visit",
        "growth_area.settle",
    }
)
"""What has to come to an end before a cycle does; all else goes on from cycle to cycle."""


def move_on(person: Person, owed: Set[str], days: range) -> None:
    """Go on to what comes next where nothing of this cycle is owed any more."""
    state, rounds = person.state, len(person.cohort.rounds)
    if state.phase is not SUPPORT or person.is_finishing or owed & UNFINISHED or needs_more_coaching(state):
        return
    if coach_anyway(person, days):
        return
    if state.cycle >= rounds:
        person.is_finishing = True
        person.begin(finish)
    elif person.now >= eve_of(person, state.cycle + 1):
        person.begin(begin_next_cycle)
