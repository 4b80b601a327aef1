"""What comes in between: leave and return, a move to another campus, somebody who leaves and comes back."""

from __future__ import annotations

from pdflow.kernel.header import Actor
from pdflow.participation.enrolment import Transfer
from pdflow.participation.enrolment_status import (
    Pause,
    Reopen,
    Resume,
    Withdraw,
)
from pdflow.participation.visits import CancelVisit
from pdflow.people import MANAGER, Handover
from pdflow.simulation.participant.enrolment import assign_team
from pdflow.simulation.participant.person import Person, Story, is_live
from pdflow.simulation.participant.remedies import remedy
from pdflow.simulation.participant.visits import give_back
from pdflow.simulation.world.school_year import DAY, MORNING

DAWN = MORNING - 60
"""Before school: what is decided over somebody's head is entered then."""


def take_leave(person: Person) -> Story[None]:
    """One leave at most; the manager may forget the day of return, or to say that somebody is back."""
    numbers, year = person.cohort.parameters, person.cohort.year
    if not person.happens(numbers.leave * year.weeks / 52):
        return
    yield from _some_day(person)
    if not is_live(person):
        return
    weeks = max(1, round(person.chance.expovariate(5 / numbers.leave_length)))
    back = year.workday(person.today + 7 * weeks)
    until = None if person.slips() else year.date_of(back)
    if person.ask(Pause(person.head(person.manager), until=until, reason="leave")):
        person.ask(Pause(person.head(person.manager), until=year.date_of(back), reason="leave"))
    give_back(person, back * DAY)
    person.away = person.cohort.env.event()
    yield person.cohort.env.timeout(back * DAY + DAWN - person.now)
    if not person.slips():
        person.ask(Resume(person.head(person.manager)))
    returned, person.away = person.away, None
    returned.succeed()


def move_elsewhere(person: Person) -> Story[None]:
    """A move to another campus: another manager, and another coach who takes over what is open."""
    cohort = person.cohort
    if len(cohort.sites) < 2 or not person.happens(cohort.parameters.transfer):
        return
    yield from _some_day(person)
    if not is_live(person):
        return
    site = person.chance.choice([site for site in cohort.sites if site != person.state.site])
    host = person.chance.choice(cohort.sites[site])
    manager = host.manager if host.manager != person.seat.person else None
    today = cohort.year.date_of(person.today)
    moved = Transfer(
        person.head(person.manager), site=site, role_title=person.seat.title, manager=manager, from_day=today
    )
    if person.ask(moved):
        return
    person.manager = Actor(manager, MANAGER) if manager else cohort.coordinator
    former = person.coach.person
    cohort.hand_over(person, host.coach)
    assign_team(person, Handover(host.coach, former))
    for visit in give_back(person, cohort.year.days * DAY):
        person.ask(CancelVisit(person.head(person.me), visit=visit.name, reason="moved"))


def leave_for_good(person: Person) -> Story[None]:
    """A withdrawal; some of those who left come back and take up where they were."""
    cohort = person.cohort
    if not person.happens(cohort.parameters.withdrawal):
        return
    yield from _some_day(person)
    if not is_live(person):
        return
    head = person.head(person.manager)
    if person.ask(Withdraw(head, reason="" if person.slips() else "left")):
        person.ask(Withdraw(person.head(person.manager), reason="left"))
    give_back(person, cohort.year.days * DAY)
    cohort.end(person)
    if person.happens(cohort.parameters.returns):
        yield from person.days(person.chance.randint(10, 40))
        person.ask(Reopen(person.head(cohort.coordinator), reason="returned"))
        for story in cohort.stories_at_work:
            person.begin(story)


@remedy(Reopen)
def let_it_be(person: Person, reason: object) -> tuple[()]:
    """Nobody takes up what is over because somebody else comes too late."""
    return ()


def _some_day(person: Person) -> Story[None]:
    """Wait for a working day of the year's rest, chosen by chance."""
    year = person.cohort.year
    day = year.workday(person.chance.randrange(person.today + 1, max(year.days - 14, person.today + 2)))
    yield person.cohort.env.timeout(day * DAY + DAWN - person.now)
