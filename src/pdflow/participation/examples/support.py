"""Plausible examples at the workplace: priorities, visits, observations, steps and check-ins."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from pdflow.kernel.examples import first
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command
from pdflow.participation.action_steps import (
    AgreeActionStep,
    CompleteActionStep,
    DropActionStep,
    ExtendActionStep,
    due_of,
)
from pdflow.participation.check_ins import (
    HoldCheckIn,
    PriorityProgress,
    Shown,
    StepReview,
    commitments_due,
)
from pdflow.participation.coaching import undebriefed
from pdflow.participation.examples.available import (
    ExampleMaker,
    free_name,
    goals,
    pieces,
    visit_due,
)
from pdflow.participation.observations import (
    AddArtifact,
    FeedbackKind,
    Focus,
    GiveFeedback,
    RecordObservation,
    Source,
)
from pdflow.participation.priorities import RetirePriority, SetPriority, SharePractice
from pdflow.participation.state.records import Progress, VisitKind
from pdflow.participation.state.state import Participation
from pdflow.participation.visits import (
    CancelVisit,
    MissVisit,
    ScheduleVisit,
    open_visits,
)
from pdflow.values import Level


def a_priority(state: Participation, header: Header) -> SetPriority:
    return SetPriority(
        header, priority=free_name(state, "priority", state.priorities), statement="everybody has a say in every lesson"
    )


def a_priority_accomplished(state: Participation, header: Header) -> RetirePriority:
    served = {state.steps[step].serves for step in state.open_steps()}
    held = sorted(state.still_open(state.priorities), key=lambda priority: priority in served)
    return RetirePriority(header, priority=first(held), accomplished=True)


def practice_shared(state: Participation, header: Header) -> SharePractice:
    return SharePractice(header, sharing=free_name(state, "sharing", state.sharings), occasion="team meeting")


def a_visit(state: Participation, header: Header) -> ScheduleVisit:
    ahead = [state.visits[name] for name in open_visits(state)]
    free_from = [visit.start + timedelta(minutes=visit.minutes) for visit in ahead]
    return ScheduleVisit(
        header,
        visit=free_name(state, "visit", state.visits),
        kind=VisitKind.OBSERVATION,
        supporter=state.coach or next((supporter.person for supporter in state.team), header.by.person),
        start=max([header.at + timedelta(days=7), *free_from]),
        minutes=30,
    )


def a_visit_cancelled(state: Participation, header: Header) -> CancelVisit:
    return CancelVisit(header, visit=first(open_visits(state)), reason="snow")


def a_visit_missed(state: Participation, header: Header) -> MissVisit:
    return MissVisit(header, visit=first(open_visits(state)), missed_by=state.person)


def an_observation(state: Participation, header: Header) -> RecordObservation:
    return RecordObservation(
        header,
        observation=free_name(state, "observation", state.observations),
        setting="at work",
        minutes=30,
        focus=tuple([Focus(goal, Level.MOSTLY) for goal in goals(state)]),
        strengths="asks open questions",
        struggles="waits too little for answers",
        visit=visit_due(state, VisitKind.OBSERVATION, header.at),
    )


def feedback(state: Participation, header: Header) -> GiveFeedback:
    seen = (state.observations and undebriefed(state)) or [*reversed(state.observations)]
    own = [name for name in seen if state.answers_for(header.by.person, state.observations[name].observer)]
    return GiveFeedback(
        header,
        feedback=free_name(state, "feedback", state.feedback),
        observation=first(own or seen),
        kind=FeedbackKind.DEBRIEF,
        said="the open questions worked",
        reflection="I answered most of them myself",
    )


def an_artifact(state: Participation, header: Header) -> AddArtifact:
    return AddArtifact(
        header,
        artifact=free_name(state, "artifact", state.artifacts),
        kind="lesson plan",
        source=Source.OWN_WORK,
        shows=tuple([Focus(goal, Level.MOSTLY) for goal in goals(state)]),
    )


def a_step(state: Participation, header: Header) -> AgreeActionStep:
    return AgreeActionStep(
        header,
        step=free_name(state, "step", state.steps),
        serves=first((*state.open_growth_areas(), *state.still_open(state.priorities))),
        statement="wait three seconds after each question",
        look_for="a silence that can be counted",
    )


def a_step_completed(state: Participation, header: Header) -> CompleteActionStep:
    steps = state.open_steps()
    later = [(step, name) for step in steps for name, piece in pieces(state) if piece.at > state.steps[step].at]
    step, evidence = later[-1] if later else (first(steps), first(name for name, _ in pieces(state)))
    return CompleteActionStep(header, step=step, evidence=evidence)


def a_step_extended(state: Participation, header: Header) -> ExtendActionStep:
    extended = {extension.step for extension in state.extensions.values()}
    step = first(sorted(state.open_steps(), key=lambda step: step in extended))
    due = due_of(state, step) if step in state.steps else header.at.date()
    return ExtendActionStep(header, step=step, due=due + timedelta(days=state.policy.step_due), reason="ill")


def a_step_dropped(state: Participation, header: Header) -> DropActionStep:
    return DropActionStep(header, step=first(state.open_steps()), reason="no longer needed")


def a_check_in(state: Participation, header: Header) -> HoldCheckIn:
    under_way = [step for step in state.open_steps() if state.steps[step].at <= header.at]
    committed = commitments_due(state, header.at.date())
    return HoldCheckIn(
        header,
        check_in=free_name(state, "check-in", state.check_ins),
        minutes=20,
        progress=tuple([PriorityProgress(p, Progress.UNDER_WAY) for p in state.still_open(state.priorities)]),
        reviews=(
            *[StepReview(step, Progress.UNDER_WAY) for step in under_way],
            *[StepReview(step, Progress.DONE) for step in committed],
        ),
        shows=tuple([Shown(goal, Level.MOSTLY, "samples of work") for goal in goals(state)]),
        visit=visit_due(state, VisitKind.CHECK_IN, header.at),
    )


SUPPORT: Final[Mapping[type[Command[Participation]], ExampleMaker]] = {
    SetPriority: a_priority,
    RetirePriority: a_priority_accomplished,
    SharePractice: practice_shared,
    ScheduleVisit: a_visit,
    CancelVisit: a_visit_cancelled,
    MissVisit: a_visit_missed,
    RecordObservation: an_observation,
    GiveFeedback: feedback,
    AddArtifact: an_artifact,
    AgreeActionStep: a_step,
    CompleteActionStep: a_step_completed,
    ExtendActionStep: a_step_extended,
    DropActionStep: a_step_dropped,
    HoldCheckIn: a_check_in,
}
