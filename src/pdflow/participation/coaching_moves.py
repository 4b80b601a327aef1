"""The moves of a coaching session: see a strong model, compare, name the steps, practise them (Texas model)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, ClassVar

from pdflow.audience import Audience, PairNote
from pdflow.kernel.fields import RecordId, is_blank, key, names
from pdflow.kernel.guards import Objection, detail, moment
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.participation.action_steps import ActionStepAgreed
from pdflow.participation.coaching import another_session
from pdflow.participation.due_dates import due_by_policy
from pdflow.participation.growth_areas import EVIDENCE
from pdflow.participation.home_steps import TAKEN_HOME
from pdflow.participation.rights import the_coach
from pdflow.participation.state import COACHING, CoachingMove, HomeStep, MoveMade, Moves, Participation
from pdflow.values import Count, Evidence, Level


@command(by=the_coach)
class ShowModel(Command[Participation]):
    """Show a strong model of what success looks like."""

    kind: ClassVar[CoachingMove] = CoachingMove.MODEL
    move: RecordId = key("moves")
    session: RecordId = names("sessions", unknown="coaching.another_session")
    model: PairNote = None


@command(by=the_coach)
class CompareWithModel(Command[Participation]):
    """Compare the model with the person's own practice: an observation, artifact or check-in, which this debriefs."""

    kind: ClassVar[CoachingMove] = CoachingMove.COMPARE
    move: RecordId = key("moves")
    session: RecordId = names("sessions", unknown="coaching.another_session")
    evidence: RecordId = names(*EVIDENCE)
    gap: PairNote = None


@command(by=the_coach)
class NameSteps(Command[Participation]):
    """Name the discrete steps to rehearse, and the action steps taken home."""

    kind: ClassVar[CoachingMove] = CoachingMove.STEPS
    move: RecordId = key("moves")
    session: RecordId = names("sessions", unknown="coaching.another_session")
    steps: tuple[str, ...]
    home: tuple[HomeStep, ...] = ()


@command(by=the_coach)
class Practise(Command[Participation]):
    """Practise the steps in rounds with feedback, up to a level."""

    kind: ClassVar[CoachingMove] = CoachingMove.PRACTICE
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
        state.moves[self.move] = MoveMade(self.at, CoachingMove.STEPS, self.session, steps=self.steps, home=self.home)


@event("participation.steps_practised")
class StepsPractised(Event[Participation]):
    """The steps were practised."""

    move: RecordId
    session: RecordId
    rounds: Annotated[Count, Audience.PAIR]
    level: Annotated[Level | None, Audience.PAIR]
    feedback: PairNote

    def apply(self, state: Participation) -> None:
        state.moves[self.move] = MoveMade(
            self.at, CoachingMove.PRACTICE, self.session, rounds=self.rounds, level=self.level
        )


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


@detail("coaching.move_empty")
def shows_nothing(state: Participation, show: ShowModel) -> Objection:
    return is_blank(show.model)


@detail("coaching.move_empty")
def compares_nothing(state: Participation, compare: CompareWithModel) -> Objection:
    return is_blank(compare.gap)


@detail("coaching.move_empty")
def names_no_steps(state: Participation, name: NameSteps) -> Objection:
    return all(map(is_blank, name.steps))


@detail("coaching.move_empty")
def practises_nothing(state: Participation, practise: Practise) -> Objection:
    return not practise.rounds


@detail("record.unknown")
def no_evidence_of_practice(state: Participation, compare: CompareWithModel) -> Objection:
    """A check-in shows a practice only with evidence, and where the policy says that check-ins may."""
    check_in = state.check_ins.get(compare.evidence)
    if check_in is None or (check_in.levels and Evidence.CHECK_IN in state.policy_at(compare.at).practice_shown_by):
        return None
    return {"unknown": (compare.evidence,)}


def is_made(state: Participation, kind: CoachingMove, at: datetime) -> bool:
    """Whether a move was made in the open session by this time."""
    for made in reversed(state.moves.values()):
        if made.kind is kind and made.session == state.session and made.at <= at:
            return True
    return False


def _missing(state: Participation, kind: CoachingMove, at: datetime) -> Objection:
    return None if is_made(state, kind, at) else {"next": kind}


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
    move(ShowModel, COACHING, guards=[another_session, shows_nothing], then=ModelShown),
    move(
        CompareWithModel,
        COACHING,
        guards=[another_session, before_a_model, no_evidence_of_practice, compares_nothing],
        then=ModelCompared,
    ),
    move(
        NameSteps,
        COACHING,
        guards=[
            another_session,
            before_a_model,
            before_a_comparison,
            names_no_steps,
            *TAKEN_HOME,
        ],
        then=steps_named,
    ),
    move(
        Practise,
        COACHING,
        guards=[another_session, before_a_model, before_a_comparison, before_steps, practises_nothing],
        then=StepsPractised,
    ),
)
