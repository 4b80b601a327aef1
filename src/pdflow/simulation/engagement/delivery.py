"""Delivery of training: days held with an attendance list; one is called off for snow and held a week later."""

from __future__ import annotations

import attrs

from pdflow.engagement import (
    CancelTraining,
    DeliverTraining,
    Presence,
    RescheduleTraining,
    scheduled_session,
)
from pdflow.simulation.engagement.programme import Programme
from pdflow.simulation.engagement.training_design import design_round, prepare_round, schedule_round
from pdflow.simulation.participant.enrolment import session_id
from pdflow.simulation.world.school_year import CLOSING, DAY, MORNING
from pdflow.simulation.world.stories import Story


def deliver(programme: Programme) -> Story[None]:
    """Design and schedule each round before the summer, then deliver it; one trainer is not cleared at first."""
    rounds = programme.world.rounds
    yield from programme.wait_for(-75)
    for cycle in range(1, len(rounds) + 1):
        design_round(programme, cycle)
    first, second, _ = programme.trainers
    yield from programme.wait_for(-70)
    if schedule_round(programme, 1, second.person):
        schedule_round(programme, 1, first.person, second.person)
    for cycle in range(2, len(rounds) + 1):
        schedule_round(programme, cycle, first.person, second.person)
    for cycle, days in enumerate(rounds, 1):
        yield from programme.wait_for(days[0] - 7)
        prepare_round(programme, cycle)
        for number in range(1, len(days) + 1):
            yield from hold_day(programme, session_id(cycle, number))


def hold_day(programme: Programme, session: str) -> Story[None]:
    """Hold a training day and record its attendance; the first list has a wrong number in it."""
    world, days = programme.world, programme.training_days
    held = world.parameters.minutes_of_training
    yield from days.wait_for_end(session)
    yield world.env.timeout(5)
    present = tuple(Presence(person, minutes) for person, minutes in days.minutes[session].items() if minutes)
    ask, values = programme.engagement.ask, {"delivery": f"delivery-of-{session}", "session": session, "held": held}
    if present and session == session_id(1, 1):
        mistyped = Presence(present[0].person, held + present[0].minutes)
        ask(DeliverTraining, world.facilitator, **values, there=(mistyped, *present[1:]))
    ask(DeliverTraining, world.facilitator, **values, there=present)
    yield world.env.timeout(1)
    days.recorded[session].succeed()


def call_off_for_snow(programme: Programme) -> Story[None]:
    """Cancel the last day of the middle round in its morning, and reschedule it to a week later."""
    world, ask = programme.world, programme.engagement.ask
    cycle = len(world.rounds) // 2 + 1
    days = world.rounds[cycle - 1]
    session, training = session_id(cycle, len(days)), f"round-{cycle}"
    yield from programme.wait_for(days[-1], 6 * 60)
    later = world.year.workday(days[-1] + 7)
    programme.training_days.closing[session] = later * DAY + CLOSING
    cancelled = scheduled_session(programme.engagement.state, session)
    for reason in ("", "snow"):
        ask(CancelTraining, world.facilitator, training=training, sessions=(session,), reason=reason)
    yield from programme.wait_for(days[-1] + 1)
    assert cancelled is not None
    start = world.year.at(later * DAY + MORNING)
    moved = attrs.evolve(cancelled, start=start)
    ask(RescheduleTraining, world.facilitator, training=training, sessions=(moved,), reason="snow")
