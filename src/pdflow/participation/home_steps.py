"""Home steps: what stands in the way of the action steps that a coaching session would send home."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Protocol

from pdflow.kernel.fields import RecordId, is_blank
from pdflow.kernel.guards import Objection, detail
from pdflow.participation.due_dates import before_its_day, beyond_latest
from pdflow.participation.state import HomeStep, Participation


class NamesSteps(Protocol):
    """A move that names steps, some of them taken home."""

    @property
    def at(self) -> datetime: ...

    @property
    def move(self) -> RecordId: ...

    @property
    def home(self) -> tuple[HomeStep, ...]: ...


@detail("step.too_many_open", remedy="CompleteActionStep")
def too_many_taken_home(state: Participation, name: NamesSteps) -> Objection:
    most, have = state.policy_at(name.at).steps_at_once, len(state.open_steps())
    if most is None or not name.home or have + len(name.home) <= most:
        return None
    return {"most": most, "have": have}


@detail("step.too_far_off", waivable=True)
def home_step_too_far_off(state: Participation, name: NamesSteps) -> Objection:
    for step in name.home:
        if objection := beyond_latest(state, name.at, step.due):
            return objection
    return None


@detail("step.in_the_past")
def home_step_in_the_past(state: Participation, name: NamesSteps) -> Objection:
    for step in name.home:
        if objection := before_its_day(name.at, step.due):
            return objection
    return None


@detail("step.not_observable")
def home_step_not_observable(state: Participation, name: NamesSteps) -> Objection:
    vague = tuple([step.step for step in name.home if is_blank(step.look_for)])
    return {"steps": vague} if vague else None


@detail("record.name_taken")
def home_step_name_taken(state: Participation, name: NamesSteps) -> Objection:
    if name.move in state.moves:
        return None
    given = {name.move}
    for step in [each.step for each in name.home]:
        if kind := state.taken_by(step) or ("steps" if step in given else None):
            return {"record": step, "kind": kind}
        given.add(step)
    return None


@detail("record.void")
def home_step_void(state: Participation, name: NamesSteps) -> Objection:
    for step in name.home:
        if step.step in state.voided:
            return {"record": step.step}
    return None


TAKEN_HOME: Final = (
    too_many_taken_home,
    home_step_in_the_past,
    home_step_too_far_off,
    home_step_not_observable,
    home_step_name_taken,
    home_step_void,
)
"""The guards of a move that names steps, about those taken home."""
