"""Choosing the follow-up: evaluation data collected while training is delivered, and what they ask for (agency guide)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import attrs

from pdflow.audience import Audience, TeamNote
from pdflow.engagement.follow_up_plan import none_planned
from pdflow.engagement.request import before_the_last_turn
from pdflow.engagement.rights import the_coordinator, whoever_collects
from pdflow.engagement.state.briefing import Briefing, briefed
from pdflow.engagement.state.continuum import asked_for, furthest, intensity
from pdflow.engagement.state.sessions import delivery_of
from pdflow.engagement.state.state import (
    DELIVERING,
    DELIVERY,
    DESIGN_ON,
    FOLLOW_UP,
    Engagement,
    Moves,
)
from pdflow.engagement.state.training_records import Choice, Evaluation
from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import (
    Command,
    Event,
    command,
    event,
)
from pdflow.kernel.records import Turn
from pdflow.values import Strategy


@attrs.frozen
class Returns:
    """The evaluations in, of how many there; what each prefers furthest, and how many are confident or unsure."""

    returns: int
    there: int
    preferred: tuple[Strategy, ...]
    confident: int
    unsure: int

    @property
    def asked_for(self) -> Strategy | None:
        """What they ask for; None where nobody preferred anything."""
        return asked_for(self.preferred, self.confident, self.unsure)


@command(by=whoever_collects)
class CollectEvaluation(Command[Engagement]):
    """Collect evaluations of one session, one at a time or tallied, without naming anybody.

    ``preferred`` gives for each who preferred any strategy the furthest; ``confident`` and ``unsure`` count who is and
    who is not confident of using what was trained. ``reactions`` are ratings from 1 to 5. ``supersedes`` names a
    collection that this one corrects.
    """

    evaluation: RecordId = key("evaluations")
    session: RecordId = names("trainings", unknown="training.unknown")
    returns: int = 1
    preferred: tuple[Strategy, ...] = ()
    confident: int = 0
    unsure: int = 0
    reactions: tuple[int, ...] = ()
    needs: tuple[str, ...] = ()
    supersedes: RecordId | None = None


@command(by=the_coordinator)
class ChooseFollowUp(Command[Engagement]):
    """Choose from the strategies planned what the data ask for, or give the reason for less."""

    choice: RecordId = key("choices")
    plans: tuple[RecordId, ...] = names("plans", unknown="followup.unknown")
    reason: str = ""
    note: str | None = None


@command(by=the_coordinator)
class BeginFollowUp(Command[Engagement]):
    """Go from delivering to carrying out the follow-up; training may go on meanwhile."""


@event("engagement.evaluation_collected")
class EvaluationCollected(Event[Engagement]):
    """Evaluations of a session came in, of so many who were there."""

    evaluation: RecordId
    session: RecordId
    there: int
    returns: int
    preferred: tuple[Strategy, ...]
    confident: int
    unsure: int
    reactions: tuple[int, ...]
    needs: tuple[str, ...]
    supersedes: RecordId | None

    def apply(self, state: Engagement) -> None:
        tallied = (self.returns, self.preferred, self.confident, self.unsure)
        state.evaluations[self.evaluation] = Evaluation(self.at, *tallied, self.supersedes, self.session)


@event("engagement.follow_up_chosen")
class FollowUpChosen(Event[Engagement]):
    """Strategies were chosen; says what the data asked for."""

    choice: Annotated[RecordId, Audience.ALL]
    plans: Annotated[tuple[RecordId, ...], Audience.ALL]
    asked_for: Annotated[Strategy | None, Audience.ALL]
    reason: Annotated[str, Audience.ALL]
    note: TeamNote
    briefing: Briefing

    def apply(self, state: Engagement) -> None:
        state.choices[self.choice] = Choice(self.at, self.plans)


@event("engagement.follow_up_begun")
class FollowUpBegun(Event[Engagement]):
    """The follow-up is being carried out."""

    def apply(self, state: Engagement) -> None:
        state.phase, state.turned = FOLLOW_UP, Turn("FollowUpBegun", self.at)


@fact("followup.no_evaluation_data", remedy="CollectEvaluation", waivable=True)
def no_evaluation_data(state: Engagement) -> Objection:
    """One sheet is not data."""
    return _too_few_returns(state) if state.deliveries else None


@fact("followup.no_evaluation_data", remedy="DeliverTraining", waivable=True)
def nobody_to_ask_yet(state: Engagement) -> Objection:
    """Before a session was held no sheet tells anything."""
    return None if state.deliveries else _too_few_returns(state)


def _too_few_returns(state: Engagement) -> Objection:
    share, came = state.policy.evaluations_before_follow_up, returns(state)
    enough = came.returns >= share * came.there and (came.returns or not share)
    return None if enough else {"returns": came.returns, "there": came.there, "needed": share}


@detail("training.unknown", remedy="DesignTraining")
def no_session(state: Engagement, collect: CollectEvaluation) -> Objection:
    """What has sessions is not a session."""
    return {"session": collect.session} if collect.session in state.trainings else None


@detail("followup.below_need")
def below_need(state: Engagement, choose: ChooseFollowUp) -> Objection:
    """Lighter than what the data ask for, without a reason."""
    need = returns(state).asked_for
    chosen = furthest(state.plans[plan].strategy for plan in choose.plans if plan in state.plans)
    if need is None or choose.reason or (chosen is not None and intensity(chosen) >= intensity(need)):
        return None
    return {"chosen": chosen, "asked_for": need}


@detail("followup.unknown", remedy="PlanFollowUp")
def not_there_to_choose(state: Engagement, choose: ChooseFollowUp) -> Objection:
    """At least one, and none that was dropped."""
    gone = state.dropped().intersection(choose.plans)
    return {"plans": tuple(sorted(gone))} if gone or not choose.plans else None


@fact("training.none_delivered", remedy="DeliverTraining")
def none_delivered(state: Engagement) -> Objection:
    return not state.deliveries


@fact("followup.not_chosen", remedy="ChooseFollowUp", waivable=True)
def not_chosen(state: Engagement) -> Objection:
    return not state.choices


def returns(state: Engagement) -> Returns:
    """What came in on the sessions that were held, of those there; where any was evaluated, the others are left out."""
    there = {delivery.session: delivery.there for delivery in state.deliveries.values()}
    corrected = {entry.supersedes for entry in state.evaluations.values()}
    evaluated: set[RecordId] = set()
    preferred: list[Strategy] = []
    came = confident = unsure = 0
    for name, entry in state.evaluations.items():
        if entry.session in there and name not in corrected:
            evaluated.add(entry.session)
            preferred += entry.preferred
            came += entry.returns
            confident += entry.confident
            unsure += entry.unsure
    of_those = sum(there[session] for session in evaluated or there)
    return Returns(came, of_those, tuple(preferred), confident, unsure)


def begun_already(state: Engagement, begin: BeginFollowUp) -> bool:
    return state.phase is FOLLOW_UP


def collected(state: Engagement, collect: CollectEvaluation) -> Sequence[EvaluationCollected]:
    delivery = delivery_of(state, collect.session)
    there = 0 if delivery is None else state.deliveries[delivery].there
    return (EvaluationCollected.of(collect, there=there),)


def chosen(state: Engagement, choose: ChooseFollowUp) -> Sequence[FollowUpChosen]:
    need = returns(state).asked_for
    return briefed(state, FollowUpChosen.of(choose, asked_for=need, briefing=Briefing()))


MOVES: Moves = (
    move(CollectEvaluation, DELIVERING, guards=[no_session], then=collected),
    move(
        ChooseFollowUp,
        DESIGN_ON,
        guards=[none_planned, not_there_to_choose, no_evaluation_data, nobody_to_ask_yet, below_need],
        then=chosen,
    ),
    move(
        BeginFollowUp,
        DELIVERY,
        to=FOLLOW_UP,
        guards=[none_delivered, not_chosen, before_the_last_turn],
        then=FollowUpBegun,
        no_op_if=begun_already,
    ),
)
