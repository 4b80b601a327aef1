"""Plausible examples of assessments, evaluations and commitments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final

from pdflow.kernel.examples import first
from pdflow.kernel.fields import within_years
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command
from pdflow.participation.commitment import CommitToPractice
from pdflow.participation.evaluation import (
    AssessLearning,
    SubmitEvaluation,
    lacks_evaluation,
)
from pdflow.participation.examples.training import known_sessions
from pdflow.participation.examples.values import ExampleMaker, free_name
from pdflow.participation.state import (
    AssessmentTime,
    CommittedStep,
    Confidence,
    Participation,
    first_training_attended,
    latest_attendance,
)
from pdflow.values import Strategy


def an_assessment(state: Participation, header: Header) -> AssessLearning:
    return AssessLearning(
        header,
        assessment=free_name(state, "assessment", state.assessments),
        instrument="knowledge check",
        time=AssessmentTime.POST if first_training_attended(state) else AssessmentTime.PRE,
        score=8,
        out_of=10,
    )


def _attended(state: Participation) -> Iterator[tuple[str, int]]:
    """The sessions that the person attended, each with its cycle."""
    for session in known_sessions(state):
        attendance = latest_attendance(state, session)
        if attendance and attendance[1].there:
            yield session, attendance[1].cycle


def an_evaluation(state: Participation, header: Header) -> SubmitEvaluation:
    attended = sorted(_attended(state), key=lambda session: not lacks_evaluation(state, session[1]))
    return SubmitEvaluation(
        header,
        evaluation=free_name(state, "evaluation", state.evaluations),
        session=first(session for session, _ in attended),
        reaction=4,
        confidence=Confidence.FAIR,
        commitment=4,
        preferred=(Strategy.OBSERVATION,),
    )


def a_commitment(state: Participation, header: Header) -> CommitToPractice:
    name = free_name(state, "commitment", state.commitments)
    by = within_years(header.at.date() + timedelta(days=state.policy.step_due))
    return CommitToPractice(header, commitment=name, steps=(CommittedStep(f"{name}-step", "ask open questions", by),))


EVALUATION_EXAMPLES: Final[Mapping[type[Command[Participation]], ExampleMaker]] = {
    AssessLearning: an_assessment,
    SubmitEvaluation: an_evaluation,
    CommitToPractice: a_commitment,
}
