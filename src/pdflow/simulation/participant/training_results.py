"""What a training day leaves with a person: skill, an assessment, an evaluation, a commitment to practice."""

from __future__ import annotations

from datetime import timedelta

from pdflow.participation import (
    AssessLearning,
    AssessmentTime,
    CommittedStep,
    CommitToPractice,
    Confidence,
    SubmitEvaluation,
)
from pdflow.simulation.participant.enrolment import STRATEGIES
from pdflow.simulation.participant.person import SimulatedPerson
from pdflow.simulation.participant.remedies import insist, remedy_by
from pdflow.simulation.world.stories import Story


def take_in(person: SimulatedPerson, session: str, minutes: int) -> None:
    """Learn from a training day for the minutes attended, and perhaps submit an evaluation of it."""
    numbers = person.world.parameters
    if minutes:
        learn(person, minutes)
        if person.happens(numbers.evaluates, "evaluation"):
            person.ask(evaluation(person, session))


def learn(person: SimulatedPerson, minutes: float) -> None:
    """Learn from some minutes of training, and take a quiz on it."""
    if person.followed_up_after is None:
        person.trained_on = person.today
    person.skill.train(person.today, minutes / 60)
    name = person.new_id("assessment")
    score = min(round(10 * person.skill.on(person.today) + person.chance("quiz").gauss(2, 1)), 10)
    command = AssessLearning(
        person.header(person.me),
        assessment=name,
        instrument=f"quiz-{name}",
        time=AssessmentTime.POST,
        score=max(score, 0),
        out_of=10,
    )
    person.ask(command)


def evaluation(person: SimulatedPerson, session: str) -> SubmitEvaluation:
    """Make the command with an evaluation of a training day."""
    chance = person.chance("evaluation form")
    return SubmitEvaluation(
        person.header(person.me),
        evaluation=person.new_id("evaluation"),
        session=session,
        reaction=chance.choice((3, 4, 4, 5, 5)),
        confidence=chance.choice((Confidence.LOW, Confidence.FAIR, Confidence.FAIR, Confidence.HIGH)),
        commitment=chance.choice((3, 4, 4, 5)),
        preferred=(chance.choice(STRATEGIES),),
    )


@remedy_by(SubmitEvaluation)
def evaluate_late(person: SimulatedPerson, reason: object) -> Story[None]:
    """Submit an evaluation some days after a reminder."""
    yield from person.wait_for_response()
    person.ask_example(SubmitEvaluation, person.me)


def commit(person: SimulatedPerson) -> Story[None]:
    """Commit to practice at the end of a round, if the person attended and thinks of it."""
    if person.trained_on is not None and person.happens(person.world.parameters.commits, "commitment"):
        dated = not person.slips("commitment")
        if (yield from insist(person, lambda careful: commitment(person, dated=careful or dated))):
            person.skill.commit(person.today)


def commitment(person: SimulatedPerson, *, dated: bool) -> CommitToPractice:
    """Make the command with one committed step, to be tried within three weeks."""
    by = person.world.year.date_of(person.today) + timedelta(days=person.chance("committed step").randint(10, 21))
    step = CommittedStep(person.new_id("commitment-step"), person.phrase.step, by if dated else None)
    return CommitToPractice(person.header(person.me), commitment=person.new_id("commitment"), steps=(step,))


@remedy_by(CommitToPractice)
def commit_late(person: SimulatedPerson, reason: object) -> Story[None]:
    """Commit to practice some days after a reminder."""
    yield from person.wait_for_response()
    if not person.ask(commitment(person, dated=True)):
        person.skill.commit(person.today)
