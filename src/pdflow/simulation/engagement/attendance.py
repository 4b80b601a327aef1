"""Attendance under an engagement: one list for everybody, from which each person's record follows."""

from __future__ import annotations

from functools import partial

from pdflow.participation import AdoptPolicy, latest_attendance
from pdflow.simulation.engagement.programme import Programme
from pdflow.simulation.participant.enrolment import arrive, plan_training, session_id, settle_in
from pdflow.simulation.participant.person import SimulatedPerson, is_live
from pdflow.simulation.participant.training import draw_minutes, make_up, record_day
from pdflow.simulation.participant.training_results import commit, take_in
from pdflow.simulation.world.stories import Story


def join_roster(person: SimulatedPerson, programme: Programme) -> Story[None]:
    """Join the roster, by which enrolment and plan follow; the coordinator adds what these could not know."""
    world = programme.world
    yield from arrive(person)
    programme.admit(person)
    yield world.env.timeout(1)
    if not is_live(person):
        return
    if person.policy is not world.policy:
        person.ask(AdoptPolicy(person.header(world.coordinator), policy=person.policy))
    plan_training(person)
    yield from settle_in(person)


def attend_days(person: SimulatedPerson, programme: Programme) -> Story[None]:
    """Attend every training day of the year that has no attendance recorded yet."""
    for cycle, days in enumerate(person.world.rounds, 1):
        for number in range(1, len(days) + 1):
            session = session_id(cycle, number)
            if latest_attendance(person.state, session) is None:
                yield from _attend_day(person, programme, session)
        if person.away is None:
            yield from commit(person)
        person.begin(partial(make_up, cycle=cycle))


def _attend_day(person: SimulatedPerson, programme: Programme, session: str) -> Story[None]:
    """Attend one training day; what the list does not record is entered by hand."""
    days = programme.training_days
    if days.closing[session] < person.now:
        yield from record_day(person, session, 0)
        return
    yield from days.wait_for_end(session)
    minutes = days.minutes[session][person.seat.person] = draw_minutes(person)
    yield days.recorded[session]
    if latest_attendance(person.state, session) is None:
        yield from record_day(person, session, minutes)
    else:
        take_in(person, session, minutes)
