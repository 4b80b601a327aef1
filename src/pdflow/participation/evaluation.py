"""Evaluation of the training: assessments of learning, and evaluations of sessions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from pdflow.audience import TeamNote
from pdflow.kernel.fields import Name, RecordId, key, one_of
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.lookups import latest_by
from pdflow.kernel.messages import Command, Event, command, event, with_fields
from pdflow.kernel.records import Record
from pdflow.participation.rights import the_participant
from pdflow.participation.state import (
    LIVE,
    Assessment,
    AssessmentTime,
    Confidence,
    Moves,
    Participation,
    SessionEvaluation,
    latest_attendance,
    latest_record,
    sessions_attended,
)
from pdflow.values import CycleNumber, Rating, SessionId, Strategy

ANONYMOUS: Final = dict.fromkeys(("reaction", "confidence", "commitment", "note")) | {"needs": (), "preferred": ()}
"""The values recorded of an anonymous evaluation, whatever was given."""


def sessions_on_record(state: Participation) -> list[str]:
    """The training sessions with any attendance on record, the latest last."""
    return [entry.session for entry in (*state.earlier_attendance.values(), *state.attendance.values())]


@command(by=the_participant)
class AssessLearning(Command[Participation]):
    """Record a score of an instrument taken before the training or after it; again, to correct it."""

    assessment: RecordId = key("assessments")
    instrument: Name
    time: AssessmentTime
    score: float
    out_of: float


@command(by=the_participant)
class SubmitEvaluation(Command[Participation]):
    """Hand in an evaluation of a session, or correct it; of an anonymous one only the fact is recorded."""

    evaluation: RecordId = key("evaluations")
    session: SessionId = one_of(sessions_on_record, unknown="evaluation.not_present")
    anonymous: bool = False
    reaction: Rating | None = None
    confidence: Confidence | None = None
    commitment: Rating | None = None
    needs: tuple[str, ...] = ()
    preferred: tuple[Strategy, ...] = ()
    note: TeamNote = None


@event("participation.learning_assessed", version=2, upcasters={1: with_fields(took_place=None)})
class LearningAssessed(Event[Participation]):
    """A score of an instrument was recorded; ``took_place`` is when, where a correction was dated later."""

    assessment: RecordId
    instrument: Name
    time: AssessmentTime
    score: float
    out_of: float
    supersedes: RecordId | None
    took_place: datetime | None

    def apply(self, state: Participation) -> None:
        state.assessments[self.assessment] = Assessment(
            self.took_place or self.at, self.instrument, self.time, self.score, self.out_of
        )


@event(
    "participation.evaluation_submitted",
    version=3,
    upcasters={1: with_fields(took_place=None), 2: with_fields(makes_up=None)},
)
class EvaluationSubmitted(Event[Participation]):
    """An evaluation of a session, perhaps one that ``makes_up`` another, was handed in.

    ``took_place`` is when, where a correction was dated later.
    """

    evaluation: RecordId
    session: SessionId
    cycle: CycleNumber
    anonymous: bool
    reaction: Rating | None
    confidence: Confidence | None
    commitment: Rating | None
    needs: tuple[str, ...]
    preferred: tuple[Strategy, ...]
    note: TeamNote
    supersedes: RecordId | None
    took_place: datetime | None
    makes_up: Name | None

    def apply(self, state: Participation) -> None:
        state.evaluations[self.evaluation] = SessionEvaluation(
            self.took_place or self.at,
            self.session,
            self.cycle,
            self.anonymous,
            self.reaction,
            self.confidence,
            self.commitment,
            self.needs,
            self.preferred,
        )


@detail("assessment.out_of_range")
def out_of_range(state: Participation, assess: AssessLearning) -> Objection:
    within = 0 <= assess.score <= assess.out_of
    return None if within else {"score": assess.score, "out_of": assess.out_of}


@detail("assessment.post_before_pre")
def post_before_pre(state: Participation, assess: AssessLearning) -> Objection:
    """A post-assessment cannot be dated before the pre-assessment of the same instrument, whichever came in first."""
    name = _latest_assessments(state).get((assess.instrument, _OTHER_TIME[assess.time]))
    if name is None:
        return None
    other = state.assessments[name]
    at = _time_of(assess.at, _former_assessment(state, assess)) or assess.at
    post_first = at < other.at if assess.time is AssessmentTime.POST else other.at < at
    return {"other": name, "at": other.at} if post_first else None


@detail("evaluation.not_present")
def not_present(state: Participation, submit: SubmitEvaluation) -> Objection:
    attendance = latest_attendance(state, submit.session)
    return {"session": submit.session} if attendance is None or not attendance[1].there else None


@detail("record.before")
def before_the_session(state: Participation, submit: SubmitEvaluation) -> Objection:
    """Nobody evaluates a session on an earlier day than it was held."""
    attendance = latest_attendance(state, submit.session)
    if attendance is None or submit.at >= attendance[1].at:
        return None
    if submit.at.astimezone(attendance[1].at.tzinfo).date() >= attendance[1].at.date():
        return None
    return {"record": attendance[0], "at": attendance[1].at}


def lacks_evaluation(state: Participation, cycle: int, by: datetime | None = None) -> bool:
    """Whether the person attended training in a cycle and handed in no evaluation of it.

    Args:
        by: Leave out evaluations dated later than this.
    """
    sessions = sessions_attended(state, cycle)
    for ledger in (state.evaluations, state.earlier_evaluations) if sessions else ():
        for evaluation in reversed(ledger.values()):
            if evaluation.session in sessions and (by is None or evaluation.at <= by):
                return False
    return bool(sessions)


def _assessments(state: Participation) -> dict[RecordId, Assessment]:
    return state.assessments


def _instrument_and_time(assessment: Assessment) -> tuple[str, AssessmentTime]:
    return assessment.instrument, assessment.time


def learning_assessed(state: Participation, assess: AssessLearning) -> Sequence[LearningAssessed]:
    former = _former_assessment(state, assess)
    return (LearningAssessed.of(assess, supersedes=former and former[0], took_place=_time_of(assess.at, former)),)


def _former_assessment(state: Participation, assess: AssessLearning) -> tuple[RecordId, Assessment] | None:
    """The last one by the same instrument, before the training or after it."""
    name = _latest_assessments(state).get((assess.instrument, assess.time))
    return None if name is None else (name, state.assessments[name])


_OTHER_TIME: Final = {AssessmentTime.PRE: AssessmentTime.POST, AssessmentTime.POST: AssessmentTime.PRE}
_latest_assessments: Final = latest_by(_assessments, _instrument_and_time)


def _time_of(at: datetime, former: tuple[RecordId, Record] | None) -> datetime | None:
    """The time that a correction keeps, of the record first made; None where it is its own."""
    return former[1].at if former is not None and former[1].at < at else None


def evaluation_submitted(state: Participation, submit: SubmitEvaluation) -> Sequence[EvaluationSubmitted]:
    attendance = latest_attendance(state, submit.session)
    former = latest_record(state, submit.session, state.evaluations, state.earlier_evaluations)
    attended = attendance and attendance[1]
    return (
        EvaluationSubmitted.of(
            submit,
            cycle=attended and attended.cycle,
            supersedes=former and former[0],
            took_place=_time_of(submit.at, former),
            makes_up=attended and attended.makes_up,
            **(ANONYMOUS if submit.anonymous else {}),
        ),
    )


MOVES: Moves = (
    move(AssessLearning, LIVE, guards=[out_of_range, post_before_pre], then=learning_assessed),
    move(SubmitEvaluation, LIVE, guards=[not_present, before_the_session], then=evaluation_submitted),
)
