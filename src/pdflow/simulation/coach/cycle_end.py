"""The end of a cycle: people who owe nothing more in it begin the next one, or attempt completion after the last."""

from __future__ import annotations

from collections.abc import Set
from typing import Final

from pdflow.agenda import needs_more_coaching
from pdflow.participation import SUPPORT
from pdflow.simulation.coach.coaching_appointments import coach_anyway
from pdflow.simulation.participant.completion import finish
from pdflow.simulation.participant.next_cycle import begin_next_cycle, eve_of, rounds_apart
from pdflow.simulation.participant.person import SimulatedPerson

UNFINISHED: Final = frozenset(
    {
        "support.begin",
        "follow_up.first",
        "commitment.review",
        "observation.debrief",
        "growth_area.identify",
        "coaching.open",
        "coaching.return_visit",
        "growth_area.settle",
    }
)
"""Codes of the obligations that have to end before a cycle does; all others go on from cycle to cycle."""


def end_cycle(person: SimulatedPerson, owed: Set[str], days: range) -> None:
    """Go on to the next cycle or to completion, where nothing that keeps this cycle open is owed."""
    state, rounds = person.state, len(person.world.rounds)
    if (
        state.phase is not SUPPORT
        or person.is_finishing
        or owed & UNFINISHED
        or needs_more_coaching(state, person.world.year.at(person.now))
    ):
        return
    if coach_anyway(person, days):
        return
    if state.cycle >= rounds:
        person.is_finishing = True
        person.begin(finish)
    elif person.now >= eve_of(person, state.cycle + 1) and rounds_apart(person):
        person.begin(begin_next_cycle)
