"""Training design and schedule: each round designed, put in the calendar, and prepared the week before."""

from __future__ import annotations

from typing import Final

from pdflow.engagement import (
    Activity,
    AgreeDuties,
    DesignTraining,
    Duty,
    DutyTime,
    LogisticsItem,
    Objective,
    ScheduledSession,
    ScheduleTraining,
    TickLogistics,
    Trainer,
)
from pdflow.simulation.engagement.programme import Programme
from pdflow.simulation.engagement.trainers import SUBJECT
from pdflow.simulation.participant.enrolment import session_id
from pdflow.simulation.world.school_year import DAY, MORNING

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
LOGISTICS: Final = ("room", "lunch")


def design_round(programme: Programme, cycle: int) -> None:
    """Design a round; the first draft of the first one has no practice in it."""
    days = range(1, len(programme.world.rounds[cycle - 1]) + 1)
    sessions = tuple(session_id(cycle, number) for number in days)
    values = {"training": f"round-{cycle}", "subject": SUBJECT, "sessions": sessions, **ELEMENTS}
    ask, facilitator = programme.engagement.ask, programme.world.facilitator
    if cycle == 1:
        ask(DesignTraining, facilitator, **values, agenda=TALK)
    ask(DesignTraining, facilitator, **values, agenda=TALK + PRACTICE)


def schedule_round(programme: Programme, cycle: int, *trainers: str) -> bool:
    """Schedule a round with these trainers; return whether that was refused."""
    world, who = programme.world, tuple(map(Trainer, trainers))
    minutes = world.parameters.minutes_of_training
    sessions = tuple(
        ScheduledSession(session_id(cycle, number), world.year.at(day * DAY + MORNING), minutes, who, cycle)
        for number, day in enumerate(world.rounds[cycle - 1], 1)
    )
    by = world.year.date_of(world.rounds[cycle - 1][0] - 5)
    items = tuple(LogisticsItem(f"{item}-{cycle}", f"{item} for round {cycle}", by) for item in LOGISTICS)
    reasons = programme.engagement.ask(
        ScheduleTraining,
        world.facilitator,
        schedule=f"calendar-{cycle}",
        training=f"round-{cycle}",
        sessions=sessions,
        site="district office",
        logistics=items,
    )
    return bool(reasons)


def prepare_round(programme: Programme, cycle: int) -> None:
    """Agree on duties and tick logistics the week before; at first one duty has no owner."""
    first, second, _ = programme.trainers
    duties = (
        Duty(DutyTime.BEFORE, "send the invitation and the film", first.person),
        Duty(DutyTime.DURING, "lead the talk", first.person),
        Duty(DutyTime.DURING, "lead the practice", _practice_leader(programme, cycle)),
        Duty(DutyTime.AFTER, "read the sheets and tell the coaches", second.person),
    )
    ask, values = programme.engagement.ask, {"agreement": f"duties-{cycle}", "training": f"round-{cycle}"}
    if ask(AgreeDuties, first, **values, duties=duties):
        owned = tuple(Duty(duty.time, duty.text, duty.owner or second.person) for duty in duties)
        ask(AgreeDuties, first, **values, duties=owned)
    for item in LOGISTICS:
        ask(TickLogistics, first, item=f"{item}-{cycle}")


def _practice_leader(programme: Programme, cycle: int) -> str | None:
    """Return the second trainer; before the first of several rounds nobody."""
    several = len(programme.world.rounds) > 1
    return None if several and cycle == 1 else programme.trainers[1].person
