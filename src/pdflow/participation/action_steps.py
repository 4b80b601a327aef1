"""Action steps: the smallest observable changes that serve a priority or a growth area."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

from pdflow.audience import Audience, PairNote
from pdflow.kernel.fields import RecordId, is_blank, key, names
from pdflow.kernel.guards import Objection, detail, fact, moment
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.participation.due_dates import before_its_day, beyond_latest, due_by_policy, step_due_date
from pdflow.participation.growth_areas import EVIDENCE
from pdflow.participation.rights import a_supporter, one_of_the_team
from pdflow.participation.state import AT_WORK, AgreedStep, CheckIn, End, Ending, Extension, Moves, Participation
from pdflow.participation.support import support_not_begun


@command(by=a_supporter)
class AgreeActionStep(Command[Participation]):
    """Agree on a step: what it serves, what to look for, and its due date (the policy's by default)."""

    step: RecordId = key("steps")
    serves: RecordId = names("priorities", "growth_areas", unknown="step.unaligned")
    statement: str
    look_for: str
    due: date | None = None


@command(by=one_of_the_team)
class CompleteActionStep(Command[Participation]):
    """Complete a step, on evidence later than its agreement."""

    step: RecordId = names("steps", unknown="step.unknown")
    evidence: RecordId = names(*EVIDENCE, unknown="step.no_evidence")


@command(by=one_of_the_team)
class ExtendActionStep(Command[Participation]):
    """Give a step a later due date, with a reason."""

    step: RecordId = names("steps", unknown="step.unknown")
    due: date
    reason: str
    note: PairNote = None


@command(by=a_supporter)
class DropActionStep(Command[Participation]):
    """Give a step up, with a reason."""

    step: RecordId = names("steps", unknown="step.unknown")
    reason: str
    note: PairNote = None


@event("participation.action_step_agreed")
class ActionStepAgreed(Event[Participation]):
    """A step was agreed, perhaps taken home from a coaching session."""

    step: RecordId
    serves: RecordId
    statement: Annotated[str, Audience.PAIR]
    look_for: Annotated[str, Audience.PAIR]
    due: date
    session: RecordId | None

    def apply(self, state: Participation) -> None:
        state.steps[self.step] = AgreedStep(self.at, self.due, self.serves, self.session, self.statement, self.look_for)


@event("participation.action_step_completed")
class ActionStepCompleted(Event[Participation]):
    """A step was done."""

    step: RecordId
    evidence: RecordId

    def apply(self, state: Participation) -> None:
        state.ends[self.step] = End(self.at, self.header.id, Ending.COMPLETED, self.step, self.evidence)


@event("participation.action_step_extended")
class ActionStepExtended(Event[Participation]):
    """A step was given a new due date."""

    step: RecordId
    due: date
    reason: str
    note: PairNote

    def apply(self, state: Participation) -> None:
        state.extensions[self.header.id] = Extension(self.at, self.header.id, self.due, self.step, self.reason)


@event("participation.action_step_dropped")
class ActionStepDropped(Event[Participation]):
    """A step was given up."""

    step: RecordId
    reason: str
    note: PairNote

    def apply(self, state: Participation) -> None:
        state.ends[self.step] = End(self.at, self.header.id, Ending.DROPPED, self.step, reason=self.reason)


ActsOnStep = CompleteActionStep | ExtendActionStep | DropActionStep


@fact("step.unaligned", remedy="SetPriority")
def nothing_to_serve(state: Participation) -> Objection:
    return not (state.still_open(state.priorities) or state.open_growth_areas())


@detail("step.unaligned", remedy="SetPriority")
def unaligned(state: Participation, agree: AgreeActionStep) -> Objection:
    """A step serves an open priority or growth area (Texas model)."""
    served = agree.serves
    is_open = state.is_open(state.priorities, served) or state.is_open(state.growth_areas, served)
    return None if is_open else {"serves": served}


@moment("step.too_many_open", remedy="CompleteActionStep")
def too_many_steps(state: Participation, at: datetime) -> Objection:
    most, have = state.policy_at(at).steps_at_once, len(state.open_steps())
    return {"most": most, "have": have} if most is not None and have >= most else None


@detail("step.too_far_off", waivable=True)
def too_far_off(state: Participation, agree: AgreeActionStep) -> Objection:
    return beyond_latest(state, agree.at, agree.due)


@detail("step.in_the_past")
def due_in_the_past(state: Participation, act: AgreeActionStep | ExtendActionStep) -> Objection:
    return before_its_day(act.at, act.due)


@detail("step.not_later")
def not_later(state: Participation, extend: ExtendActionStep) -> Objection:
    """An extension gives more time; an earlier date would break a promise made on the later one."""
    if extend.step not in state.steps:
        return None
    present = step_due_date(state, extend.step)
    return {"due": extend.due, "present": present} if extend.due <= present else None


@detail("step.not_observable")
def not_observable(state: Participation, agree: AgreeActionStep) -> Objection:
    return is_blank(agree.look_for)


@fact("step.unknown", remedy="AgreeActionStep")
def no_open_step(state: Participation) -> Objection:
    return not state.open_steps()


@detail("step.unknown", remedy="AgreeActionStep")
def step_not_open(state: Participation, act: ActsOnStep) -> Objection:
    return None if state.is_open(state.steps, act.step) else {"step": act.step}


@detail("step.no_evidence", remedy="AddArtifact")
def no_evidence(state: Participation, complete: CompleteActionStep) -> Objection:
    """Evidence is an observation, an artifact or a check-in with evidence, later than the agreement."""
    step, evidence = state.steps.get(complete.step), state.find(complete.evidence, *EVIDENCE)
    if step is None or evidence is None:
        return None
    is_empty = isinstance(evidence, CheckIn) and not evidence.levels
    return {"evidence": complete.evidence} if is_empty or evidence.at <= step.at else None


@detail("step.extended_too_often", waivable=True)
def extended_too_often(state: Participation, extend: ExtendActionStep) -> Objection:
    most = state.policy_at(extend.at).extensions_per_step
    have = sum(extension.step == extend.step for extension in state.extensions.values())
    return {"most": most, "have": have} if most is not None and have >= most else None


@detail("step.no_reason")
def no_reason(state: Participation, act: ExtendActionStep | DropActionStep) -> Objection:
    return is_blank(act.reason)


def action_step_agreed(state: Participation, agree: AgreeActionStep) -> Sequence[ActionStepAgreed]:
    return (ActionStepAgreed.of(agree, due=due_by_policy(state, agree.at, agree.due), session=None),)


def step_is_completed(state: Participation, complete: CompleteActionStep) -> bool:
    return state.ended_so(complete.step, Ending.COMPLETED, complete)


def step_is_extended(state: Participation, extend: ExtendActionStep) -> bool:
    """Whether the last extension of the step was the same."""
    extensions = [each for each in state.extensions.values() if each.step == extend.step]
    return bool(extensions) and not any(extensions[-1].difference(extend))


def step_is_dropped(state: Participation, drop: DropActionStep) -> bool:
    return state.ended_so(drop.step, Ending.DROPPED, drop)


MOVES: Moves = (
    move(
        AgreeActionStep,
        AT_WORK,
        guards=[
            support_not_begun,
            nothing_to_serve,
            unaligned,
            too_many_steps,
            due_in_the_past,
            too_far_off,
            not_observable,
        ],
        then=action_step_agreed,
    ),
    move(
        CompleteActionStep,
        AT_WORK,
        guards=[no_open_step, step_not_open, no_evidence],
        then=ActionStepCompleted,
        no_op_if=step_is_completed,
    ),
    move(
        ExtendActionStep,
        AT_WORK,
        guards=[no_open_step, step_not_open, due_in_the_past, not_later, extended_too_often, no_reason],
        then=ActionStepExtended,
        no_op_if=step_is_extended,
    ),
    move(
        DropActionStep,
        AT_WORK,
        guards=[no_open_step, step_not_open, no_reason],
        then=ActionStepDropped,
        no_op_if=step_is_dropped,
    ),
)
