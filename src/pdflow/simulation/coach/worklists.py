"""Weekly lists: the obligations of each coach's people, read on the first school day and worked by urgency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from typing import Final

from pdflow.agenda import Item, Obligation, directors_list
from pdflow.people import PersonId
from pdflow.simulation.coach.cycle_end import end_cycle
from pdflow.simulation.coach.responses import DESK, DIARY
from pdflow.simulation.coach.tally import count_list, obligation_key
from pdflow.simulation.participant.person import SimulatedPerson
from pdflow.simulation.world.obligation_counts import ObligationKey
from pdflow.simulation.world.school_year import DAY, MORNING
from pdflow.simulation.world.stories import Story
from pdflow.simulation.world.world import World

EARLY: Final = MORNING - 20
"""When a list is read, in minutes after midnight."""
WEEK: Final = 7
AHEAD: Final = frozenset({"support.begin", "follow_up.first", "growth_area.identify", "coaching.open"})
"""Codes of the obligations met before they are due where there is time; all others wait for their week."""
Caseload = Callable[[], Iterable[SimulatedPerson]]
"""Returns the people whom a coach serves now."""


def work_lists(world: World, coach: PersonId, caseload: Caseload) -> Story[None]:
    """Work the list on the first school day of each week on which the coach is not ill."""
    diary = world.diaries[coach]
    for week in range(world.year.weeks):
        day = next((day for day in world.year.workdays(week) if not diary.is_ill(day)), None)
        if day is not None:
            yield world.env.timeout(day * DAY + EARLY - world.env.now)
            yield from work(world, caseload, day)


def work(world: World, caseload: Caseload, day: int) -> Story[None]:
    """Read the list of the week from a day on, and work it by urgency: first at the desk, then with appointments."""
    people = {person.stream.name: person for person in caseload() if person.stream.events and not person.away}
    days = range(day, day + WEEK)
    items, owed = read(world, people, days)
    for at_desk in (True, False):
        for item in items:
            if at_desk is (item.owed.code in DESK):
                respond(people[item.of], item.owed, days)
        yield world.env.timeout(5)
    for name, person in people.items():
        end_cycle(person, owed[name], days)


def read(world: World, people: Mapping[str, SimulatedPerson], days: range) -> tuple[list[Item], Mapping[str, set[str]]]:
    """Read the list of some days, by urgency.

    Returns:
        The items of the list; and by name of stream the codes of all obligations, whenever they are due.
    """
    year = world.year
    states = {name: person.state for name, person in people.items()}
    items = directors_list(states, year.at(world.env.now), year.working)
    until = year.working.end_of(year.date_of(days[-1]))
    owed, listed = defaultdict[str, set[str]](set), defaultdict[str, dict[ObligationKey, Item]](dict)
    for item in items:
        owed[item.of].add(item.owed.code)
    items = [item for item in items if item.owed.due <= until or is_due_early(item.owed.code, owed[item.of])]
    for item in items:
        listed[item.of][obligation_key(item.owed)] = item
    for name, person in people.items():
        count_list(person, listed[name])
    return items, owed


def is_due_early(code: str, owed: Set[str]) -> bool:
    """Whether an obligation is met as soon as there is time; a growth area is once practice was looked at again."""
    return code in AHEAD or (code == "growth_area.settle" and "coaching.return_visit" not in owed)


def respond(person: SimulatedPerson, owed: Obligation, days: range) -> None:
    """Attend to an obligation, unless it is passed over this week."""
    if not person.happens(person.world.parameters.passed_over, owed.code):
        response = DESK.get(owed.code) or DIARY[owed.code]
        response(person, owed, days)
