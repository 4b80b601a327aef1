"""Training as it is designed, put in the calendar and given; one day falls to the snow and is given a week later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pdflow.engagement import (
    Activity,
    AgreeDuties,
    CancelTraining,
    DeliverTraining,
    DesignTraining,
    Duty,
    DutyTime,
    LogisticsItem,
    Objective,
    Presence,
    RescheduleTraining,
    ScheduledSession,
    ScheduleTraining,
    TickLogistics,
    Trainer,
)
from pdflow.engagement.state.sessions import scheduled
from pdflow.simulation.engagement.trainers import SUBJECT
from pdflow.simulation.participant.enrolment import session
from pdflow.simulation.participant.person import Story
from pdflow.simulation.participant.training import CLOSING
from pdflow.simulation.world.school_year import DAY, MORNING

if TYPE_CHECKING:
    from pdflow.simulation.engagement.commissioned import Commissioned

ELEMENTS: Final = {
    "audience": "teachers and campus leaders",
    "pre_assessment": "walkthroughs of last spring",
    "objectives": (Objective("ask so that everybody answers", "a silence one can count after each question"),),
    "materials": "films of two lessons, cards with look-fors",
    "evaluation": "a sheet on the day, lessons seen afterwards",
    "follow_up": "check-ins, observations and coaching from the second week on",
}
TALK: Final = (
    Activity("what the data say", 60, "table talk"),
    Activity("two lessons on film", 120, "watch and discuss"),
)
PRACTICE: Final = (Activity("rehearse with a colleague", 180, "practice with feedback", practice=True),)


def deliver(world: Commissioned) -> Story[None]:
    """Design each round and put it in the calendar before the summer, then give it."""
    yield from world.on(-75)
    for cycle in range(1, len(world.rounds) + 1):
        design(world, cycle)
    first, second, _ = world.trainers
    yield from world.on(-70)
    if schedule(world, 1, second.person):
        schedule(world, 1, first.person, second.person)
    for cycle in range(2, len(world.rounds) + 1):
        schedule(world, cycle, first.person, second.person)
    for cycle, days in enumerate(world.rounds, 1):
        yield from world.on(days[0] - 7)
        arrange(world, cycle)
        for number in range(1, len(days) + 1):
            yield from give(world, session(cycle, number))


def design(world: Commissioned, cycle: int) -> None:
    """Design a round; the first draft of the first was all talk."""
    days = range(1, len(world.rounds[cycle - 1]) + 1)
    sessions = tuple(session(cycle, number) for number in days)
    told = {"training": f"round-{cycle}", "subject": SUBJECT, "sessions": sessions, **ELEMENTS}
    if cycle == 1:
        world.effort.ask(DesignTraining, world.facilitator, **told, agenda=TALK)
    world.effort.ask(DesignTraining, world.facilitator, **told, agenda=TALK + PRACTICE)


def schedule(world: Commissioned, cycle: int, *trainers: str) -> bool:
    """Put a round in the calendar with these trainers; whether that was refused."""
    who, year = tuple(map(Trainer, trainers)), world.year
    sessions = tuple(
        ScheduledSession(
            session(cycle, number), year.at(day * DAY + MORNING), world.parameters.minutes_of_training, who
        )
        for number, day in enumerate(world.rounds[cycle - 1], 1)
    )
    by = year.date_of(world.rounds[cycle - 1][0] - 5)
    items = tuple(LogisticsItem(f"{text}-{cycle}", f"{text} for round {cycle}", by) for text in ("room", "lunch"))
    told = {"training": f"round-{cycle}", "sessions": sessions, "site": "district office", "logistics": items}
    return bool(world.effort.ask(ScheduleTraining, world.facilitator, schedule=f"calendar-{cycle}", **told))


def arrange(world: Commissioned, cycle: int) -> None:
    """The week before: who does what, and what is booked."""
    first, second, _ = world.trainers
    duties = (
        Duty(DutyTime.BEFORE, "send the invitation and the film", first.person),
        Duty(DutyTime.DURING, "lead the talk", first.person),
        Duty(DutyTime.DURING, "lead the practice", second.person if cycle > 1 or len(world.rounds) == 1 else None),
        Duty(DutyTime.AFTER, "read the sheets and tell the coaches", second.person),
    )
    told = {"agreement": f"duties-{cycle}", "training": f"round-{cycle}"}
    if world.effort.ask(AgreeDuties, first, **told, duties=duties):
        world.effort.ask(AgreeDuties, first, **told, duties=tuple(owned(duty, second.person) for duty in duties))
    for item in ("room", "lunch"):
        world.effort.ask(TickLogistics, first, item=f"{item}-{cycle}")


def owned(duty: Duty, owner: str) -> Duty:
    """A duty that is somebody's."""
    return Duty(duty.time, duty.text, duty.owner or owner)


def give(world: Commissioned, name: str) -> Story[None]:
    """Hold a session and take attendance; the list of the first day has a slip of the pen in it."""
    sittings, held = world.sittings, world.parameters.minutes_of_training
    yield from sittings.end(name)
    yield world.env.timeout(5)
    there = tuple(Presence(person, minutes) for person, minutes in sittings.there[name].items() if minutes)
    told = {"delivery": f"delivery-of-{name}", "session": name, "held": held}
    if there and name == session(1, 1):
        slip = Presence(there[0].person, held + there[0].minutes)
        world.effort.ask(DeliverTraining, world.facilitator, **told, there=(slip, *there[1:]))
    world.effort.ask(DeliverTraining, world.facilitator, **told, there=there)
    yield world.env.timeout(1)
    sittings.recorded[name].succeed()


def snow(world: Commissioned) -> Story[None]:
    """The last day of the round in the middle of the year is called off in the morning, and given a week later."""
    cycle = len(world.rounds) // 2 + 1
    days = world.rounds[cycle - 1]
    name, training = session(cycle, len(days)), f"round-{cycle}"
    yield from world.on(days[-1], 6 * 60)
    later = world.year.workday(days[-1] + 7)
    world.sittings.closing[name] = later * DAY + CLOSING
    sitting = scheduled(world.effort.state, name)
    world.effort.ask(CancelTraining, world.facilitator, training=training, sessions=(name,), reason="")
    world.effort.ask(CancelTraining, world.facilitator, training=training, sessions=(name,), reason="snow")
    yield from world.on(days[-1] + 1)
    assert sitting is not None
    moved = ScheduledSession(name, world.year.at(later * DAY + MORNING), sitting.minutes, sitting.trainers)
    told = {"training": training, "sessions": (moved,), "reason": "snow"}
    world.effort.ask(RescheduleTraining, world.facilitator, **told)
