"""Plausible examples around the training: sessions, attendance, learning, and the outcomes it is for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Final

from pdflow.kernel.examples import first
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command
from pdflow.participation.completion import days_on_leave, remeasured
from pdflow.participation.evaluation import (
    AssessLearning,
    CommittedStep,
    CommitToPractice,
    Confidence,
    SubmitEvaluation,
)
from pdflow.participation.examples.available import ExampleMaker, free_name
from pdflow.participation.outcomes import MeasureOutcome, TakeBaseline
from pdflow.participation.state.attendance import (
    attendance_of,
    first_training,
    missed,
    plan_of,
)
from pdflow.participation.state.records import AssessmentTime, Plan
from pdflow.participation.state.state import Participation
from pdflow.participation.support import BeginSupport, unevaluated
from pdflow.participation.training import DropSession, PlanSession, RecordAttendance
from pdflow.values import EvaluationLevel, Strategy


def _sessions(state: Participation) -> dict[str, None]:
    """Every session this participation has heard of, planned or attended, the earlier first."""
    ledgers = (state.earlier_plans, state.earlier_attendance, state.plans, state.attendance)
    return {record.session: None for ledger in ledgers for record in ledger.values()}


def _free_session(state: Participation) -> str:
    known = _sessions(state)
    number = len(known) + 1
    while f"day-{number}" in known:
        number += 1
    return f"day-{number}"


def _ahead(state: Participation) -> list[Plan]:
    """The planned sessions nobody has taken attendance of, the next one first."""
    plans = [plan_of(state, plan.session) for plan in state.plans.values()]
    ahead = [
        plan[1]
        for plan in plans
        if plan and plan[0] not in state.ends and attendance_of(state, plan[1].session) is None
    ]
    return sorted(ahead, key=lambda plan: plan.start)


def _to_make_up(state: Participation, at: datetime) -> tuple[str | None, int]:
    """A session of which something was missed and not made up, and how many minutes; None where there is none."""
    for session in _sessions(state):
        plan = plan_of(state, session)
        if plan and (plan[0] in state.ends or plan[1].makes_up is not None):
            continue
        if minutes := missed(state, session, at):
            return session, minutes
    return None, 0


def a_session(state: Participation, header: Header) -> PlanSession:
    return PlanSession(
        header,
        plan=free_name(state, "plan", state.plans),
        session=_free_session(state),
        start=header.at + timedelta(days=7),
        minutes=max(360, state.policy.shortest_session),
    )


def a_session_dropped(state: Participation, header: Header) -> DropSession:
    return DropSession(header, session=first(plan.session for plan in _ahead(state)), reason="snow")


def attendance(state: Participation, header: Header) -> RecordAttendance:
    """Of the next planned session, else of one that makes up what was missed, else of a walk-in."""
    plan = next(iter(_ahead(state)), None)
    makes_up, minutes = _to_make_up(state, header.at)
    if plan is not None:
        session, minutes = plan.session, plan.minutes
        makes_up = plan.makes_up if plan.makes_up and missed(state, plan.makes_up, header.at) else None
    else:
        session, minutes = _free_session(state), minutes or max(180, state.policy.shortest_session)
    on_leave = state.paused is not None and header.at >= state.paused.since
    return RecordAttendance(
        header,
        attendance=free_name(state, "attendance", state.attendance),
        session=session,
        held=minutes,
        there=0 if on_leave else minutes,
        makes_up=makes_up,
    )


def an_assessment(state: Participation, header: Header) -> AssessLearning:
    return AssessLearning(
        header,
        assessment=free_name(state, "assessment", state.assessments),
        instrument="knowledge check",
        time=AssessmentTime.POST if first_training(state) else AssessmentTime.PRE,
        score=8,
        out_of=10,
    )


def _attended(state: Participation) -> Iterator[tuple[str, int]]:
    """The sessions the person was there for, each with its cycle."""
    for session in _sessions(state):
        found = attendance_of(state, session)
        if found and found[1].there:
            yield session, found[1].cycle


def an_evaluation(state: Participation, header: Header) -> SubmitEvaluation:
    attended = sorted(_attended(state), key=lambda held: not unevaluated(state, held[1]))
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
    by = header.at.date() + timedelta(days=state.policy.step_due)
    return CommitToPractice(header, commitment=name, steps=(CommittedStep(f"{name}-step", "ask open questions", by),))


def support(state: Participation, header: Header) -> BeginSupport:
    return BeginSupport(header)


def a_baseline(state: Participation, header: Header) -> TakeBaseline:
    taken = {baseline.outcome for baseline in state.baselines.values()}
    own = sorted((outcome.outcome for outcome in state.own_outcomes()), key=lambda outcome: outcome in taken)
    trained, today = first_training(state), header.at.date()
    on = min(trained.date(), today) if trained else today
    return TakeBaseline(
        header,
        baseline=free_name(state, "baseline", state.baselines),
        outcome=first(own),
        value=20,
        on=on,
        how="counted in one lesson",
        retrospective=on < today,
    )


def a_reading(state: Participation, header: Header) -> MeasureOutcome:
    own = sorted(state.own_outcomes(), key=lambda outcome: remeasured(state, outcome, header.at))
    return MeasureOutcome(
        header,
        measurement=free_name(state, "measurement", state.measurements),
        outcome=first(outcome.outcome for outcome in own),
        value=35,
        on=_day_to_measure(state, header.at.date()),
        level=EvaluationLevel.USE,
        at_workplace=True,
    )


def _day_to_measure(state: Participation, today: date) -> date:
    """Today, or the last day of the policy's window where that is gone."""
    trained, latest = first_training(state), state.policy.remeasure_until
    if trained is None or latest is None:
        return today
    return min(today, trained.date() + timedelta(days=latest + days_on_leave(state, trained.date(), today)))


TRAINING: Final[Mapping[type[Command[Participation]], ExampleMaker]] = {
    PlanSession: a_session,
    DropSession: a_session_dropped,
    RecordAttendance: attendance,
    AssessLearning: an_assessment,
    SubmitEvaluation: an_evaluation,
    CommitToPractice: a_commitment,
    BeginSupport: support,
    TakeBaseline: a_baseline,
    MeasureOutcome: a_reading,
}
