"""The next cycle: begun by the coach, or by the coordinator for everybody before a round of training."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from pdflow.participation import SUPPORT, BeginNextCycle, contact_shortfall, training_of_cycle
from pdflow.simulation.participant.growth_areas import carry_or_drop
from pdflow.simulation.participant.person import SimulatedPerson
from pdflow.simulation.participant.remedies import insist
from pdflow.simulation.world.school_year import DAY
from pdflow.simulation.world.stories import Story

EVE: Final = 16 * 60
"""When the coordinator begins cycles on the day before training, in minutes after midnight."""


def begin_next_cycle(person: SimulatedPerson) -> Story[None]:
    """Begin the next cycle as the coach, remedying what is missing."""
    cycle = person.state.cycle + 1
    yield from insist(person, lambda careful: BeginNextCycle(person.header(person.coach), cycle=cycle))


def eve_of(person: SimulatedPerson, cycle: int) -> int:
    """Return the minute of the year on the afternoon before a cycle's training."""
    return (person.world.rounds[cycle - 1][0] - 1) * DAY + EVE


def rounds_apart(person: SimulatedPerson) -> bool:
    """Whether the training of this cycle is as long ago as the policy asks before the next one begins."""
    state, year = person.state, person.world.year
    trained = training_of_cycle(state, state.cycle) or state.cycles[-1]
    return year.date_of(person.today) >= trained.date() + timedelta(days=person.policy.days_between_cycles or 0)


def is_due_for_another(person: SimulatedPerson, cycle: int) -> bool:
    """Whether somebody in support was met in the cycle before this one, and was trained long enough ago."""
    state = person.state
    if state.phase is not SUPPORT or state.cycle != cycle - 1 or person.away is not None:
        return False
    return rounds_apart(person) and not contact_shortfall(state, state.cycle, person.world.year.at(person.now))


def be_prompted(person: SimulatedPerson) -> Story[None]:
    """Let the coordinator attempt the next cycle on the eve of each round; not all of them are ready for it."""
    for cycle in range(2, len(person.world.rounds) + 1):
        eve = eve_of(person, cycle)
        if eve < person.now:
            continue
        yield person.world.env.timeout(eve - person.now)
        if is_due_for_another(person, cycle):
            areas = person.state.open_growth_areas()
            if areas and person.state.counted and person.happens(0.5, "area before the next cycle"):
                carry_or_drop(person, areas[0])
            person.ask(BeginNextCycle(person.header(person.world.coordinator), cycle=cycle))
