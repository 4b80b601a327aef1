"""Learning and intention: what was learned, what the training was worth, and what a person commits to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final

import attrs

from pdflow.audience import TeamNote
from pdflow.kernel.fields import RecordId, key
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import (
    Command,
    Event,
    command,
    event,
)
from pdflow.participation.rights import the_participant
from pdflow.participation.state.attendance import attendance_of, latest
from pdflow.participation.state.records import (
    Assessment,
    AssessmentTime,
    Commitment,
    Evaluation,
)
from pdflow.participation.state.state import LIVE, Moves, Participation
from pdflow.values import Strategy

UNSAID: Final = {"reaction": None, "confidence": None, "commitment": None, "needs": (), "preferred": (), "note": None}
"""What is not kept of an anonymous evaluation."""


class Confidence(StrEnum):
    """How confident a participant is of using what was trained."""

    LOW = "LOW"
    FAIR = "FAIR"
    HIGH = "HIGH"


@attrs.frozen
class CommittedStep:
    """A step somebody commits to, named so that it can be looked at later; by when, and the help wanted."""

    step: RecordId
    text: str
    by: date | None = None
    help_wanted: str = ""


@command(by=the_participant)
class AssessLearning(Command[Participation]):
    """Record a score of an instrument taken before the training or after it."""

    assessment: RecordId = key("assessments")
    instrument: str
    time: AssessmentTime
    score: float
    out_of: float


@command(by=the_participant)
class SubmitEvaluation(Command[Participation]):
    """Hand in an evaluation of a session; of an anonymous one only that it is in.

    ``reaction`` and ``commitment`` are ratings from 1 to 5.
    """

    evaluation: RecordId = key("evaluations")
    session: str
    anonymous: bool = False
    reaction: int | None = None
    confidence: Confidence | None = None
    commitment: int | None = None
    needs: tuple[str, ...] = ()
    preferred: tuple[Strategy, ...] = ()
    note: str | None = None


@command(by=the_participant)
class CommitToPractice(Command[Participation]):
    """Commit to steps of practice, each by a date (follow-through article)."""

    commitment: RecordId = key("commitments")
    steps: tuple[CommittedStep, ...]


@event("participation.learning_assessed")
class LearningAssessed(Event[Participation]):
    """A score was taken."""

    assessment: RecordId
    instrument: str
    time: AssessmentTime
    score: float
    out_of: float
    supersedes: RecordId | None

    def apply(self, state: Participation) -> None:
        state.assessments[self.assessment] = Assessment(self.at, self.instrument, self.time)


@event("participation.evaluation_submitted")
class EvaluationSubmitted(Event[Participation]):
    """An evaluation of a session came in."""

    evaluation: RecordId
    session: str
    cycle: int
    anonymous: bool
    reaction: int | None
    confidence: Confidence | None
    commitment: int | None
    needs: tuple[str, ...]
    preferred: tuple[Strategy, ...]
    note: TeamNote
    supersedes: RecordId | None

    def apply(self, state: Participation) -> None:
        state.evaluations[self.evaluation] = Evaluation(self.at, self.session, self.cycle)


@event("participation.practice_committed")
class PracticeCommitted(Event[Participation]):
    """The person committed to steps of practice."""

    commitment: RecordId
    steps: tuple[CommittedStep, ...]

    def apply(self, state: Participation) -> None:
        dated = {step.step: step.by for step in self.steps if step.by is not None}
        state.commitments[self.commitment] = Commitment(self.at, dated)


@detail("assessment.out_of_range")
def out_of_range(state: Participation, assess: AssessLearning) -> Objection:
    within = 0 <= assess.score <= assess.out_of
    return None if within else {"score": assess.score, "out_of": assess.out_of}


@detail("assessment.post_before_pre")
def post_before_pre(state: Participation, assess: AssessLearning) -> Objection:
    """A post-assessment dated before the pre-assessment of the same instrument, whichever is recorded first."""
    theirs = [(n, e) for n, e in state.assessments.items() if e.instrument == assess.instrument]
    others = [(name, entry) for name, entry in theirs if entry.time is not assess.time]
    if not others:
        return None
    name, other = others[-1]
    post_first = assess.at < other.at if assess.time is AssessmentTime.POST else other.at < assess.at
    return {"other": name, "at": other.at} if post_first else None


@detail("evaluation.not_present")
def not_present(state: Participation, submit: SubmitEvaluation) -> Objection:
    found = attendance_of(state, submit.session)
    return {"session": submit.session} if found is None or not found[1].there else None


@detail("commitment.no_steps")
def no_steps(state: Participation, commit: CommitToPractice) -> Objection:
    return not commit.steps


@detail("commitment.no_date")
def no_date(state: Participation, commit: CommitToPractice) -> Objection:
    undated = tuple(step.step for step in commit.steps if step.by is None)
    return {"steps": undated} if undated else None


@detail("record.name_taken")
def step_name_taken(state: Participation, commit: CommitToPractice) -> Objection:
    """Committed steps are named too, for observations and check-ins look at them."""
    named = [step.step for step in commit.steps]
    for name in named:
        committed = named.count(name) > 1 or state.part_of(name, ("commitments",)) is not None
        if kind := state.ledger_of(name) or ("commitments" if committed else None):
            return {"record": name, "kind": kind}
    return None


def assessed(state: Participation, assess: AssessLearning) -> Sequence[LearningAssessed]:
    before, instrument, time = state.assessments.items(), assess.instrument, assess.time
    same = [name for name, entry in before if entry.instrument == instrument and entry.time == time]
    return (LearningAssessed.of(assess, supersedes=same[-1] if same else None),)


def submitted(state: Participation, submit: SubmitEvaluation) -> Sequence[EvaluationSubmitted]:
    """Of an anonymous evaluation nothing is kept but that it is in."""
    found = attendance_of(state, submit.session)
    former = latest(state, submit.session, state.evaluations, state.earlier_evaluations)
    unsaid = UNSAID if submit.anonymous else {}
    cycle, supersedes = found and found[1].cycle, former and former[0]
    return (EvaluationSubmitted.of(submit, cycle=cycle, supersedes=supersedes, **unsaid),)


MOVES: Moves = (
    move(AssessLearning, LIVE, guards=[out_of_range, post_before_pre], then=assessed),
    move(SubmitEvaluation, LIVE, guards=[not_present], then=submitted),
    move(CommitToPractice, LIVE, guards=[no_steps, no_date, step_name_taken], then=PracticeCommitted),
)
