"""The moves of a coaching session: see a strong model, compare, name the steps, practise them (Texas model)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

import attrs

from pdflow.audience import Audience, PairNote
from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import Objection, detail, moment
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.participation.action_steps import ActionStepAgreed, beyond_latest, due_by_policy
from pdflow.participation.coaching import another_session
from pdflow.participation.rights import the_coach
from pdflow.participation.state import COACHING, CoachingMove, MoveMade, Moves, Participation
from pdflow.values import Count, Level


@attrs.frozen
class HomeStep:
    """An action step taken home from a session; it serves the session's growth area."""

    step: RecordId
    statement: str
    look_for: str
    due: date | None = None


@command(by=the_coach)
class ShowModel(Command[Participation]):
    """Show a strong model of what success looks like."""

    move: RecordId = key("moves")
    session: RecordId = names("sessions", unknown="coaching.another_session")
    model: PairNote = None


@command(by=the_coach)
class CompareWithModel(Command[Participation]):
    """Compare the model with the person's own practice in an observation or artifact, which this debriefs."""

    move: RecordId = key("moves")
    session: RecordId = names("sessions", unknown="coaching.another_session")
    evidence: RecordId = names("observations", "artifacts")
    gap: PairNote = None


@command(by=the_coach)
class NameSteps(Command[Participation]):
    """Name the discrete steps to rehearse, and the action steps taken home."""

    move: RecordId = key("moves")
    session: RecordId = names("sessions", unknown="coaching.another_session")
    steps: tuple[str, ...]
    home: tuple[HomeStep, ...] = ()


@command(by=the_coach)
class Practise(Command[Participation]):
    """Practise the steps in rounds with feedback, up to a level."""

    move: RecordId = key("moves")
    session: RecordId = names("sessions", unknown="coaching.another_session")
    rounds: Count
    level: Level | None = None
    feedback: PairNote = None


@event("participation.model_shown")
class ModelShown(Event[Participation]):
    """A strong model was shown."""

    move: RecordId
    session: RecordId
    model: PairNote

    def apply(self, state: Participation) -> None:
        state.moves[self.move] = MoveMade(self.at, CoachingMove.MODEL, self.session)


@event("participation.model_compared")
class ModelCompared(Event[Participation]):
    """Own practice was compared with the model."""

    move: RecordId
    session: RecordId
    evidence: RecordId
    gap: PairNote

    def apply(self, state: Participation) -> None:
        state.moves[self.move] = MoveMade(self.at, CoachingMove.COMPARE, self.session, self.evidence)


@event("participation.steps_named")
class StepsNamed(Event[Participation]):
    """The steps to rehearse were named."""

    move: RecordId
    session: RecordId
    steps: Annotated[tuple[str, ...], Audience.PAIR]
    home: Annotated[tuple[HomeStep, ...], Audience.PAIR]

    def apply(self, state: Participation) -> None:
        state.moves[self.move] = MoveMade(self.at, CoachingMove.STEPS, self.session)


@event("participation.steps_practised")
class StepsPractised(Event[Participation]):
    """The steps were practised."""

    move: RecordId
    session: RecordId
    rounds: Annotated[Count, Audience.PAIR]
    level: Annotated[Level | None, Audience.PAIR]
    feedback: PairNote

    def apply(self, state: Participation) -> None:
        state.moves[self.move] = MoveMade(self.at, CoachingMove.PRACTICE, self.session)


@moment("coaching.out_of_order", remedy="ShowModel")
def before_a_model(state: Participation, at: datetime) -> Objection:
    """A move may be repeated or made again later, but none may be left out."""
    return _missing(state, CoachingMove.MODEL, at)


@moment("coaching.out_of_order", remedy="CompareWithModel")
def before_a_comparison(state: Participation, at: datetime) -> Objection:
    return _missing(state, CoachingMove.COMPARE, at)


@moment("coaching.out_of_order", remedy="NameSteps")
def before_steps(state: Participation, at: datetime) -> Objection:
    return _missing(state, CoachingMove.STEPS, at)


@detail("coaching.moves_missing", remedy="NameSteps")
def no_steps_named(state: Participation, name: NameSteps) -> Objection:
    """A move that names no steps does not count as made."""
    return {"moves": (CoachingMove.STEPS,)} if not name.steps else None


@detail("coaching.moves_missing", remedy="Practise")
def not_practised(state: Participation, practise: Practise) -> Objection:
    return {"moves": (CoachingMove.PRACTICE,)} if not practise.rounds else None


@detail("step.too_many_open", remedy="CompleteActionStep")
def too_many_taken_home(state: Participation, name: NameSteps) -> Objection:
    most, have = state.policy.steps_at_once, len(state.open_steps())
    if most is None or not name.home or have + len(name.home) <= most:
        return None
    return {"most": most, "have": have}


@detail("step.too_far_off", waivable=True)
def home_step_too_far_off(state: Participation, name: NameSteps) -> Objection:
    for step in name.home:
        if objection := beyond_latest(state, name.at, step.due):
            return objection
    return None


@detail("step.not_observable")
def home_step_not_observable(state: Participation, name: NameSteps) -> Objection:
    vague = tuple([step.step for step in name.home if not step.look_for])
    return {"steps": vague} if vague else None


@detail("record.name_taken")
def home_step_name_taken(state: Participation, name: NameSteps) -> Objection:
    names = [name.move, *[step.step for step in name.home]]
    for step in names[1:]:
        if kind := state.ledger_of(step) or ("steps" if names.count(step) > 1 else None):
            return {"record": step, "kind": kind}
    return None


@detail("record.void")
def home_step_void(state: Participation, name: NameSteps) -> Objection:
    for step in name.home:
        if step.step in state.voided:
            return {"record": step.step}
    return None


def _missing(state: Participation, kind: CoachingMove, at: datetime) -> Objection:
    for made in state.moves.values():
        if made.kind is kind and made.session == state.session and made.at <= at:
            return None
    return {"next": kind}


def steps_named(state: Participation, name: NameSteps) -> Sequence[StepsNamed | ActionStepAgreed]:
    serves = state.sessions[name.session].growth_area
    taken_home = [
        ActionStepAgreed(
            name.header,
            step=step.step,
            serves=serves,
            statement=step.statement,
            look_for=step.look_for,
            due=due_by_policy(state, name.at, step.due),
            session=name.session,
        )
        for step in name.home
    ]
    return (StepsNamed.of(name), *taken_home)


MOVES: Moves = (
    move(ShowModel, COACHING, guards=[another_session], then=ModelShown),
    move(CompareWithModel, COACHING, guards=[another_session, before_a_model], then=ModelCompared),
    move(
        NameSteps,
        COACHING,
        guards=[
            another_session,
            before_a_model,
            before_a_comparison,
            no_steps_named,
            too_many_taken_home,
            home_step_too_far_off,
            home_step_not_observable,
            home_step_name_taken,
            home_step_void,
        ],
        then=steps_named,
    ),
    move(
        Practise,
        COACHING,
        guards=[another_session, before_a_model, before_a_comparison, before_steps, not_practised],
        then=StepsPractised,
    ),
)
