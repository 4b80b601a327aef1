"""Action steps: agreed, completed on evidence, given more time, or dropped."""

from __future__ import annotations

from datetime import timedelta

from pdflow.kernel.fields import RecordId
from pdflow.participation import (
    AgreeActionStep,
    CompleteActionStep,
    DropActionStep,
    ExtendActionStep,
    Progress,
    SetPriority,
    step_due_date,
)
from pdflow.simulation.participant.evidence import add_artifact
from pdflow.simulation.participant.person import SimulatedPerson


def open_priorities(person: SimulatedPerson) -> list[RecordId]:
    """Return the ids of the priorities that are not retired."""
    return person.state.still_open(person.state.priorities)


def current_progress(person: SimulatedPerson) -> Progress:
    """Draw how far a step has come: the higher the skill, the further."""
    skill = person.skill.on(person.today)
    if person.happens(skill, "step done"):
        return Progress.DONE
    return Progress.UNDER_WAY if person.happens(skill, "step under way") else Progress.NOT_DONE


def settle_steps(person: SimulatedPerson, check_in: RecordId) -> None:
    """Complete the steps that a check-in found done, and extend or drop those that are overdue."""
    state, today = person.state, person.world.year.date_of(person.today)
    progress = state.check_ins[check_in].reviews
    for step in state.open_steps():
        if progress.get(step) is Progress.DONE:
            complete_step(person, step, check_in)
        elif step_due_date(state, step) < today:
            extend_step(person, step)


def complete_step(person: SimulatedPerson, step: RecordId, evidence: RecordId) -> None:
    """Complete a step on evidence; where a check-in showed no level, on an artifact."""
    check_in = person.state.check_ins.get(evidence)
    if check_in is not None and not check_in.levels and not person.slips("evidence of a step"):
        evidence = add_artifact(person)
    reasons = person.ask(CompleteActionStep(person.header(person.me), step=step, evidence=evidence))
    if any(reason.code == "step.no_evidence" for reason in reasons):
        person.ask(CompleteActionStep(person.header(person.me), step=step, evidence=add_artifact(person)))


def review_own_step(person: SimulatedPerson, step: RecordId) -> None:
    """Complete a step of one's own on an artifact, or ask for more time."""
    if current_progress(person) is Progress.DONE:
        complete_step(person, step, add_artifact(person))
    else:
        extend_step(person, step)


def extend_step(person: SimulatedPerson, step: RecordId) -> None:
    """Ask for more time; where that is refused, drop the step."""
    due = max(step_due_date(person.state, step), person.world.year.date_of(person.today))
    due += timedelta(days=person.policy.step_due)
    if person.ask(ExtendActionStep(person.header(person.me), step=step, due=due, reason="no time")):
        person.ask(DropActionStep(person.header(person.coach), step=step, reason="overtaken"))


def agree_step(person: SimulatedPerson) -> None:
    """Agree on a step for the growth area or a priority; the first attempt may leave something out."""
    serves = [*person.state.open_growth_areas(), *open_priorities(person)]
    if not serves:
        person.ask_example(SetPriority, person.me)
        return
    phrase, latest = person.phrase, person.policy.step_latest or 28
    for careful in (False, True):
        too_late = not careful and person.slips("step too late")
        command = AgreeActionStep(
            person.header(person.coach),
            step=person.new_id("step"),
            serves=serves[0],
            statement=phrase.step,
            look_for=phrase.look_for if careful or not person.slips("look-for") else "",
            due=person.world.year.date_of(person.today + latest + 7) if too_late else None,
        )
        if not person.ask(command):
            return
