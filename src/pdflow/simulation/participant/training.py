"""Training days: attendance in full or in part, and make-ups of what was missed."""

from __future__ import annotations

from functools import partial

from pdflow.participation import RecordAttendance, attendance_share, latest_attendance, minutes_missed
from pdflow.simulation.participant.enrolment import session_id
from pdflow.simulation.participant.person import SimulatedPerson
from pdflow.simulation.participant.remedies import insist
from pdflow.simulation.participant.training_results import commit, learn, take_in
from pdflow.simulation.world.school_year import CLOSING, DAY
from pdflow.simulation.world.stories import Story


def attend(person: SimulatedPerson) -> Story[None]:
    """Attend every training day of the year that has no attendance recorded yet."""
    for cycle, days in enumerate(person.world.rounds, 1):
        for number, day in enumerate(days, 1):
            session = session_id(cycle, number)
            if latest_attendance(person.state, session) is None:
                closing = day * DAY + CLOSING
                yield person.world.env.timeout(max(closing - person.now, 0))
                too_late = closing < person.now
                yield from record_day(person, session, 0 if too_late else draw_minutes(person))
        if person.away is None:
            yield from commit(person)
        person.begin(partial(make_up, cycle=cycle))


def record_day(person: SimulatedPerson, session: str, minutes: int) -> Story[None]:
    """Record the attendance of one training day, now and then mistyped at first, and learn from it."""
    numbers = person.world.parameters
    held = numbers.minutes_of_training

    def attendance(careful: bool) -> RecordAttendance:
        typed = minutes if careful or not person.happens(0.2 * numbers.slip, "attendance mistyped") else minutes + held
        header, record = person.header(person.world.facilitator), person.new_id("attendance")
        return RecordAttendance(header, attendance=record, session=session, held=held, there=typed)

    if (yield from insist(person, attendance)):
        take_in(person, session, minutes)


def draw_minutes(person: SimulatedPerson) -> int:
    """Draw how many minutes of a training day somebody attends: none, all, or a part of them."""
    held = person.world.parameters.minutes_of_training
    if person.away is not None or person.happens(person.world.parameters.absence, "training"):
        return 0
    chance = person.chance("part of a training day")
    return chance.randrange(held // 3, held, 15) if chance.random() < person.world.parameters.partial else held


def make_up(person: SimulatedPerson, cycle: int) -> Story[None]:
    """Make up what was missed of a round, while attendance falls short of the policy and make-ups are offered."""
    numbers = person.world.parameters
    person.making_up += 1
    for _ in range(numbers.make_ups):
        if attendance_share(person.state, cycle).reached >= person.policy.attendance_share:
            break
        day = person.world.year.workday(person.today + 7 * numbers.make_up_after)
        yield from person.wait_until(day * DAY + CLOSING)
        if person.happens(numbers.takes_make_up, "make-up"):
            for number in range(1, numbers.days_of_training + 1):
                yield from make_up_day(person, session_id(cycle, number))
    person.making_up -= 1


def make_up_day(person: SimulatedPerson, session: str) -> Story[None]:
    """Attend what was missed of one training day."""
    minutes = minutes_missed(person.state, session, person.world.year.at(person.now))
    if not minutes:
        return
    command = RecordAttendance(
        person.header(person.world.facilitator),
        attendance=person.new_id("attendance"),
        session=f"{session}-again-{person.today}",
        held=minutes,
        there=minutes,
        makes_up=session,
    )
    if not person.ask(command):
        learn(person, minutes)
    yield person.world.env.timeout(15)
