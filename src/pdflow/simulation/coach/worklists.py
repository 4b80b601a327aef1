"""The lists: what is owed for each coach's people, read at the beginning of every week and worked by its urgency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set
from typing import TYPE_CHECKING, Final

from pdflow.agenda import Item, Obligation, directors_list
from pdflow.people import PersonId
from pdflow.simulation.coach.responses import DESK, DIARY
from pdflow.simulation.coach.tally import follow, key
from pdflow.simulation.participant.next_cycle import move_on
from pdflow.simulation.participant.person import Person, Story
from pdflow.simulation.report.journal import Key
from pdflow.simulation.world.school_year import DAY, MORNING

if TYPE_CHECKING:
    from pdflow.simulation.world.cohort import Cohort

EARLY: Final = MORNING - 20
WEEK: Final = 7
AHEAD: Final = frozenset({"support.begin", "follow_up.first", "growth_area.identify", "coaching.open"})
"""What leads on, and is begun before it is due where there is time; all else is done in the week it is due in."""


def work_lists(cohort: Cohort, coach: PersonId) -> Story[None]:
    """Work the list on the first school day of each week on which the coach is not ill."""
    diary = cohort.diaries[coach]
    for week in range(cohort.year.weeks):
        day = next((day for day in cohort.year.workdays(week) if not diary.is_ill(day)), None)
        if day is not None:
            yield cohort.env.timeout(day * DAY + EARLY - cohort.env.now)
            yield from work(cohort, coach, day)


def work(cohort: Cohort, coach: PersonId, day: int) -> Story[None]:
    """Read what is owed for a coach's people; see to it by urgency: first at the desk, then in the time of the week."""
    people = {person.stream: person for person in cohort.served[coach] if person.events and not person.away}
    days = range(day, day + WEEK)
    items, owed = read(cohort, people, days)
    for at_desk in (True, False):
        for item in items:
            if at_desk is (item.owed.code in DESK):
                see_to(people[item.of], item.owed, days)
        yield cohort.env.timeout(5)
    for name, person in people.items():
        move_on(person, owed[name], days)


def read(cohort: Cohort, people: Mapping[str, Person], days: range) -> tuple[list[Item], Mapping[str, set[str]]]:
    """What of all that is owed is for these days, by its urgency; and by person the codes of all that is owed."""
    year = cohort.year
    states = {name: person.state for name, person in people.items()}
    items = directors_list(states, year.at(cohort.env.now), year.working)
    until = year.working.end_of(year.date_of(days[-1]))
    owed, listed = defaultdict[str, set[str]](set), defaultdict[str, dict[Key, Item]](dict)
    for item in items:
        owed[item.of].add(item.owed.code)
    items = [item for item in items if item.owed.due <= until or leads_on(item.owed.code, owed[item.of])]
    for item in items:
        listed[item.of][key(item.owed)] = item
    for name, person in people.items():
        follow(person, listed[name])
    return items, owed


def leads_on(code: str, owed: Set[str]) -> bool:
    """Whether something is begun as soon as there is time; a growth area is settled once practice was seen again."""
    return code in AHEAD or (code == "growth_area.settle" and "coaching.return_visit" not in owed)


def see_to(person: Person, owed: Obligation, days: range) -> None:
    """Do something about an obligation, or have it done on one of these days, unless it is passed over this week."""
    if not person.happens(person.cohort.parameters.passed_over):
        do = DESK.get(owed.code) or DIARY[owed.code]
        do(person, owed, days)
