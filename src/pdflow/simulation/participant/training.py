"""Training days: who joins, who is there, who comes late, what is handed in, and what is made up."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Final

from pdflow.participation.evaluation import (
    AssessLearning,
    CommittedStep,
    CommitToPractice,
    Confidence,
    SubmitEvaluation,
)
from pdflow.participation.state.attendance import attendance_of, missed as minutes_missed, share
from pdflow.participation.state.records import AssessmentTime
from pdflow.participation.training import RecordAttendance
from pdflow.simulation.participant.enrolment import STRATEGIES, session
from pdflow.simulation.participant.person import Person, Story
from pdflow.simulation.participant.remedies import insist, remedy
from pdflow.simulation.world.phrases import of
from pdflow.simulation.world.school_year import DAY

CLOSING: Final = 15 * 60
"""When a training day ends, after midnight."""


def attend(person: Person) -> Story[None]:
    """Every day of training of the year that is not on record yet, as far as the person is there."""
    for cycle, days in enumerate(person.cohort.rounds, 1):
        for number, day in enumerate(days, 1):
            name = session(cycle, number)
            if attendance_of(person.state, name) is None:
                closing = day * DAY + CLOSING
                yield person.cohort.env.timeout(max(closing - person.now, 0))
                missed = closing < person.now
                yield from a_day(person, name, 0 if missed else minutes_there(person))
        if person.away is None:
            yield from commit(person)
        person.begin(partial(make_up, cycle=cycle))


def a_day(person: Person, name: str, there: int) -> Story[None]:
    """One day of training: attendance, and what it leaves; who joined later has missed it."""
    numbers = person.cohort.parameters
    held = numbers.minutes_of_training

    def asked(careful: bool) -> RecordAttendance:
        typed = there if careful or not person.happens(0.2 * numbers.slip) else there + held
        head, record = person.head(person.cohort.facilitator), person.name("attendance")
        return RecordAttendance(head, attendance=record, session=name, held=held, there=typed)

    if (yield from insist(person, asked)):
        take_in(person, name, there)


def take_in(person: Person, name: str, there: int) -> None:
    """What a day of training leaves with somebody who was there: something learned, perhaps an evaluation."""
    numbers = person.cohort.parameters
    if there:
        learn(person, there / numbers.minutes_of_training / numbers.days_of_training)
        if person.happens(numbers.evaluates):
            person.ask(evaluation(person, name))


def minutes_there(person: Person) -> int:
    """How long somebody was there: not at all, all the time, or from late or until early."""
    held = person.cohort.parameters.minutes_of_training
    if person.away is not None or person.happens(person.cohort.parameters.absence):
        return 0
    return person.chance.randrange(held // 3, held, 15) if person.happens(person.cohort.parameters.partial) else held


def learn(person: Person, part: float) -> None:
    """Learn from training, and be tested on it."""
    person.trained_on = person.trained_on if person.followed_up else person.today
    person.practice.contact(person.today, person.cohort.parameters.from_training * part)
    name = person.name("assessment")
    score = min(round(10 * person.practice.on(person.today) + person.chance.gauss(2, 1)), 10)
    person.ask(
        AssessLearning(
            person.head(person.me),
            assessment=name,
            instrument=f"quiz-{name}",
            time=AssessmentTime.POST,
            score=max(score, 0),
            out_of=10,
        )
    )


def evaluation(person: Person, name: str) -> SubmitEvaluation:
    """A sheet of the training day, filled in."""
    chance = person.chance
    return SubmitEvaluation(
        person.head(person.me),
        evaluation=person.name("evaluation"),
        session=name,
        reaction=chance.choice((3, 4, 4, 5, 5)),
        confidence=chance.choice((Confidence.LOW, Confidence.FAIR, Confidence.FAIR, Confidence.HIGH)),
        commitment=chance.choice((3, 4, 4, 5)),
        preferred=(chance.choice(STRATEGIES),),
    )


@remedy(SubmitEvaluation)
def evaluate_late(person: Person, reason: object) -> Story[None]:
    """A sheet that is asked for again comes in after some days."""
    yield from person.answers()
    person.example(SubmitEvaluation, person.me)


def commit(person: Person) -> Story[None]:
    """Commit to practice at the end of a round, if one was there and thinks of it."""
    if person.trained_on is not None and person.happens(person.cohort.parameters.commits):
        yield from insist(person, lambda careful: commitment(person, dated=careful or not person.slips()))


def commitment(person: Person, *, dated: bool) -> CommitToPractice:
    """One step, in the field's words, to be tried within three weeks."""
    by = person.cohort.year.date_of(person.today) + timedelta(days=person.chance.randint(10, 21))
    step = CommittedStep(person.name("commitment-step"), of(person).step, by if dated else None)
    return CommitToPractice(person.head(person.me), commitment=person.name("commitment"), steps=(step,))


@remedy(CommitToPractice)
def commit_late(person: Person, reason: object) -> Story[None]:
    """Who is reminded of a commitment makes it after some days."""
    yield from person.answers()
    person.ask(commitment(person, dated=True))


def make_up(person: Person, cycle: int) -> Story[None]:
    """Make up what was missed of a round, where attendance falls short and while it is offered."""
    numbers = person.cohort.parameters
    person.making_up += 1
    for _ in range(numbers.make_ups):
        if share(person.state, cycle).reached >= person.policy.attendance_share:
            break
        yield from person.until(person.cohort.year.workday(person.today + 7 * numbers.make_up_after) * DAY + CLOSING)
        if person.happens(numbers.takes_make_up):
            for number in range(1, numbers.days_of_training + 1):
                yield from take_again(person, session(cycle, number))
    person.making_up -= 1


def take_again(person: Person, name: str) -> Story[None]:
    """Sit through what was missed of one day."""
    minutes = minutes_missed(person.state, name, person.cohort.year.at(person.now))
    if not minutes:
        return
    asked = RecordAttendance(
        person.head(person.cohort.facilitator),
        attendance=person.name("attendance"),
        session=f"{name}-again-{person.today}",
        held=minutes,
        there=minutes,
        makes_up=name,
    )
    if not person.ask(asked):
        held = person.cohort.parameters.minutes_of_training
        learn(person, minutes / held / person.cohort.parameters.days_of_training)
    yield person.cohort.env.timeout(15)
