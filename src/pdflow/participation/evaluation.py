"""Evaluation of the training: assessments of learning, evaluations of sessions, and commitments to practice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Final

import attrs

from pdflow.audience import TeamNote
from pdflow.kernel.fields import Name, RecordId, key
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.participation.rights import the_participant
from pdflow.participation.state import (
    LIVE,
    Assessment,
    AssessmentTime,
    Commitment,
    Moves,
    Participation,
    SessionEvaluation,
    has_attended,
    latest_attendance,
    latest_record,
)
from pdflow.values import CycleNumber, Rating, Strategy

ANONYMOUS: Final = dict.fromkeys(("reaction", "confidence", "commitment", "note")) | {"needs": (), "preferred": ()}
"""The values recorded of an anonymous evaluation, whatever was given."""


class Confidence(StrEnum):
    """How confident a participant is of using what was trained."""

    LOW = "LOW"
    FAIR = "FAIR"
    HIGH = "HIGH"


@attrs.frozen
class CommittedStep:
    """A step of a commitment, with a name by which it can be reviewed, its date, and the help wanted."""

    step: RecordId
    text: str
    by: date | None = None
    help_wanted: str = ""


@command(by=the_participant)
class AssessLearning(Command[Participation]):
    """Record a score of an instrument taken before the training or after it."""

    assessment: RecordId = key("assessments")
    instrument: Name
    time: AssessmentTime
    score: float
    out_of: float


@command(by=the_participant)
class SubmitEvaluation(Command[Participation]):
    """Hand in an evaluation of a session; of an anonymous one only the fact is recorded."""

    evaluation: RecordId = key("evaluations")
    session: Name
    anonymous: bool = False
    reaction: Rating | None = None
    confidence: Confidence | None = None
    commitment: Rating | None = None
    needs: tuple[str, ...] = ()
    preferred: tuple[Strategy, ...] = ()
    note: TeamNote = None


@command(by=the_participant)
class CommitToPractice(Command[Participation]):
    """Commit to steps of practice, each by a date (follow-through article)."""

    commitment: RecordId = key("commitments")
    steps: tuple[CommittedStep, ...]


@event("participation.learning_assessed")
class LearningAssessed(Event[Participation]):
    """A score of an instrument was recorded."""

    assessment: RecordId
    instrument: Name
    time: AssessmentTime
    score: float
    out_of: float
    supersedes: RecordId | None

    def apply(self, state: Participation) -> None:
        state.assessments[self.assessment] = Assessment(self.at, self.instrument, self.time)


@event("participation.evaluation_submitted")
class EvaluationSubmitted(Event[Participation]):
    """An evaluation of a session was handed in."""

    evaluation: RecordId
    session: Name
    cycle: CycleNumber
    anonymous: bool
    reaction: Rating | None
    confidence: Confidence | None
    commitment: Rating | None
    needs: tuple[str, ...]
    preferred: tuple[Strategy, ...]
    note: TeamNote
    supersedes: RecordId | None

    def apply(self, state: Participation) -> None:
        state.evaluations[self.evaluation] = SessionEvaluation(self.at, self.session, self.cycle)


@event("participation.practice_committed")
class PracticeCommitted(Event[Participation]):
    """The person committed to steps of practice."""

    commitment: RecordId
    steps: tuple[CommittedStep, ...]

    def apply(self, state: Participation) -> None:
        dated = {step.step: step for step in self.steps if step.by is not None}
        steps = {name: step.by for name, step in dated.items() if step.by is not None}
        state.commitments[self.commitment] = Commitment(self.at, steps, tuple([step.text for step in dated.values()]))


@detail("assessment.out_of_range")
def out_of_range(state: Participation, assess: AssessLearning) -> Objection:
    within = 0 <= assess.score <= assess.out_of
    return None if within else {"score": assess.score, "out_of": assess.out_of}


@detail("assessment.post_before_pre")
def post_before_pre(state: Participation, assess: AssessLearning) -> Objection:
    """A post-assessment cannot be dated before the pre-assessment of the same instrument, whichever came in first."""
    others = [
        (name, record)
        for name, record in state.assessments.items()
        if record.instrument == assess.instrument and record.time is not assess.time
    ]
    if not others:
        return None
    name, other = others[-1]
    post_first = assess.at < other.at if assess.time is AssessmentTime.POST else other.at < assess.at
    return {"other": name, "at": other.at} if post_first else None


@detail("evaluation.not_present")
def not_present(state: Participation, submit: SubmitEvaluation) -> Objection:
    attendance = latest_attendance(state, submit.session)
    return {"session": submit.session} if attendance is None or not attendance[1].there else None


@detail("commitment.no_steps")
def no_steps(state: Participation, commit: CommitToPractice) -> Objection:
    return not commit.steps


@detail("commitment.no_date")
def no_date(state: Participation, commit: CommitToPractice) -> Objection:
    undated = tuple(step.step for step in commit.steps if step.by is None)
    return {"steps": undated} if undated else None


@detail("record.name_taken")
def step_name_taken(state: Participation, commit: CommitToPractice) -> Objection:
    """Committed steps need names of their own, since observations and check-ins refer to them."""
    names = [step.step for step in commit.steps]
    for name in names:
        committed = names.count(name) > 1 or state.part_of(name, ("commitments",)) is not None
        if kind := state.ledger_of(name) or ("commitments" if committed else None):
            return {"record": name, "kind": kind}
    return None


def lacks_evaluation(state: Participation, cycle: int, by: datetime | None = None) -> bool:
    """Whether the person attended training in a cycle and handed in no evaluation of it.

    Args:
        by: Leave out evaluations dated later than this.
    """
    evaluations = (*state.earlier_evaluations.values(), *state.evaluations.values())
    evaluated = {evaluation.cycle for evaluation in evaluations if by is None or evaluation.at <= by}
    return cycle not in evaluated and has_attended(state, cycle)


def learning_assessed(state: Participation, assess: AssessLearning) -> Sequence[LearningAssessed]:
    earlier, instrument, time = state.assessments.items(), assess.instrument, assess.time
    same = [name for name, record in earlier if record.instrument == instrument and record.time == time]
    return (LearningAssessed.of(assess, supersedes=same[-1] if same else None),)


def evaluation_submitted(state: Participation, submit: SubmitEvaluation) -> Sequence[EvaluationSubmitted]:
    attendance = latest_attendance(state, submit.session)
    former = latest_record(state, submit.session, state.evaluations, state.earlier_evaluations)
    cycle, supersedes = attendance and attendance[1].cycle, former and former[0]
    values = ANONYMOUS if submit.anonymous else {}
    return (EvaluationSubmitted.of(submit, cycle=cycle, supersedes=supersedes, **values),)


MOVES: Moves = (
    move(AssessLearning, LIVE, guards=[out_of_range, post_before_pre], then=learning_assessed),
    move(SubmitEvaluation, LIVE, guards=[not_present], then=evaluation_submitted),
    move(CommitToPractice, LIVE, guards=[no_steps, no_date, step_name_taken], then=PracticeCommitted),
)
