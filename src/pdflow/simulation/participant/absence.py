"""Absence from the program: leave and return, a move to another campus, withdrawal and reopening."""

from __future__ import annotations

from pdflow.kernel.header import Actor
from pdflow.participation import CancelVisit, Pause, Reopen, Resume, Transfer, Withdraw
from pdflow.people import MANAGER, Handover
from pdflow.simulation.participant.enrolment import assign_team
from pdflow.simulation.participant.person import SimulatedPerson, is_live
from pdflow.simulation.participant.remedies import remedy_by
from pdflow.simulation.participant.visits import release_visits
from pdflow.simulation.world.school_year import DAY, MORNING
from pdflow.simulation.world.stories import Story

DAWN = MORNING - 60
"""When decisions about a person are entered, before school, in minutes after midnight."""


NOTICE = 10
"""Days from the announcement of a move to the move itself."""


def take_leave(person: SimulatedPerson) -> Story[None]:
    """Take one leave at most; the manager may forget to enter the day of return, or the return itself."""
    numbers, year = person.world.parameters, person.world.year
    if not person.happens(numbers.leave * year.weeks / 52, "leave"):
        return
    yield from _wait_for_some_day(person, "leave")
    if not is_live(person):
        return
    weeks = max(1, round(person.chance("length of leave").expovariate(5 / numbers.leave_length)))
    back = year.workday(person.today + 7 * weeks)
    until = None if person.slips("leave") else year.date_of(back)
    if person.ask(Pause(person.header(person.manager), until=until, reason="leave")):
        person.ask(Pause(person.header(person.manager), until=year.date_of(back), reason="leave"))
    release_visits(person, back * DAY)
    person.away = person.world.env.event()
    yield person.world.env.timeout(back * DAY + DAWN - person.now)
    if not person.slips("return from leave"):
        person.ask(Resume(person.header(person.manager)))
    returned, person.away = person.away, None
    returned.succeed()


def move_elsewhere(person: SimulatedPerson) -> Story[None]:
    """Move to another campus, announced before, with another manager and another coach who takes over what is open."""
    world = person.world
    if len(world.sites) < 2 or not person.happens(world.parameters.transfer, "move"):
        return
    yield from _wait_for_some_day(person, "move")
    if not is_live(person):
        return
    chance = person.chance("new site")
    site = chance.choice([site for site in world.sites if site != person.state.site])
    host = chance.choice(world.sites[site])
    manager = host.manager if host.manager != person.seat.person else None
    moving = world.year.workday(person.today + NOTICE)
    transfer = Transfer(
        person.header(person.manager),
        site=site,
        role_title=person.seat.title,
        manager=manager,
        from_day=world.year.date_of(moving),
    )
    if person.ask(transfer):
        return
    yield world.env.timeout(moving * DAY + DAWN - person.now)
    person.manager = Actor(manager, MANAGER) if manager else world.coordinator
    former = person.coach.person
    if not is_live(person):
        return
    person.change_coach(host.coach)
    assign_team(person, Handover(host.coach, former))
    for visit in release_visits(person, world.year.days * DAY):
        person.ask(CancelVisit(person.header(person.me), visit=visit.name, reason="moved"))


def leave_for_good(person: SimulatedPerson) -> Story[None]:
    """Withdraw; some people come back later and go on where they stopped."""
    world = person.world
    if not person.happens(world.parameters.withdrawal, "withdrawal"):
        return
    yield from _wait_for_some_day(person, "withdrawal")
    if not is_live(person):
        return
    header = person.header(person.manager)
    if person.ask(Withdraw(header, reason="" if person.slips("withdrawal") else "left")):
        person.ask(Withdraw(person.header(person.manager), reason="left"))
    release_visits(person, world.year.days * DAY)
    person.stop()
    if person.happens(world.parameters.returns, "return"):
        yield from person.wait_days(person.chance("return").randint(10, 40))
        person.ask(Reopen(person.header(world.coordinator), reason="returned"))
        for activity in person.activities.work:
            person.begin(activity)


@remedy_by(Reopen)
def leave_closed(person: SimulatedPerson, reason: object) -> tuple[()]:
    """Reopen nothing because of a command that came too late."""
    return ()


def _wait_for_some_day(person: SimulatedPerson, purpose: str) -> Story[None]:
    """Wait for a random school day in the rest of the year."""
    year = person.world.year
    last = max(year.days - 14, person.today + 2)
    day = year.workday(person.chance(f"day of {purpose}").randrange(person.today + 1, last))
    yield person.world.env.timeout(day * DAY + DAWN - person.now)
