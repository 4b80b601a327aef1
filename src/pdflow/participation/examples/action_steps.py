"""Plausible examples of action steps, and of the check-ins that review them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from pdflow.kernel.examples import first
from pdflow.kernel.fields import within_years
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command
from pdflow.participation.action_steps import (
    AgreeActionStep,
    CompleteActionStep,
    DropActionStep,
    ExtendActionStep,
)
from pdflow.participation.check_ins import HoldCheckIn, committed_steps_due
from pdflow.participation.due_dates import step_due_date
from pdflow.participation.examples.values import (
    ExampleMaker,
    evidence_with_levels,
    free_name,
    goals_to_look_at,
    visit_due,
)
from pdflow.participation.state import (
    Participation,
    PriorityProgress,
    Progress,
    Shown,
    StepReview,
    VisitKind,
    unreviewed_steps,
)
from pdflow.values import Level


def a_step(state: Participation, header: Header) -> AgreeActionStep:
    return AgreeActionStep(
        header,
        step=free_name(state, "step", state.steps),
        serves=first((*state.open_growth_areas(), *state.still_open(state.priorities))),
        statement="wait three seconds after each question",
        look_for="a pause that can be counted",
    )


def a_step_completed(state: Participation, header: Header) -> CompleteActionStep:
    steps = state.open_steps()
    later = [
        (step, name)
        for step in steps
        for name, record in evidence_with_levels(state)
        if record.at > state.steps[step].at
    ]
    step, evidence = later[-1] if later else (first(steps), first(name for name, _ in evidence_with_levels(state)))
    return CompleteActionStep(header, step=step, evidence=evidence)


def a_step_extended(state: Participation, header: Header) -> ExtendActionStep:
    extended = {extension.step for extension in state.extensions.values()}
    step = first(sorted(state.open_steps(), key=lambda step: step in extended))
    today = header.at.date()
    due = max(step_due_date(state, step), today) if step in state.steps else today
    later = within_years(due + timedelta(days=state.policy.step_due))
    return ExtendActionStep(header, step=step, due=later, reason="ill")


def a_step_dropped(state: Participation, header: Header) -> DropActionStep:
    return DropActionStep(header, step=first(state.open_steps()), reason="no longer needed")


def a_check_in(state: Participation, header: Header) -> HoldCheckIn:
    under_way = [step for step in state.open_steps() if state.steps[step].at <= header.at]
    forgotten = [step for steps in unreviewed_steps(state, header.at).values() for step in steps]
    committed = dict.fromkeys([*committed_steps_due(state, header.at), *forgotten])
    return HoldCheckIn(
        header,
        check_in=free_name(state, "check-in", state.check_ins),
        minutes=20,
        progress=tuple([PriorityProgress(p, Progress.UNDER_WAY) for p in state.still_open(state.priorities)]),
        reviews=(
            *[StepReview(step, Progress.UNDER_WAY) for step in under_way],
            *[StepReview(step, Progress.DONE) for step in committed],
        ),
        shows=tuple([Shown(goal, Level.MOSTLY, "samples of work") for goal in goals_to_look_at(state)]),
        visit=visit_due(state, VisitKind.CHECK_IN, header.at),
    )


ACTION_STEP_EXAMPLES: Final[Mapping[type[Command[Participation]], ExampleMaker]] = {
    AgreeActionStep: a_step,
    CompleteActionStep: a_step_completed,
    ExtendActionStep: a_step_extended,
    DropActionStep: a_step_dropped,
    HoldCheckIn: a_check_in,
}
