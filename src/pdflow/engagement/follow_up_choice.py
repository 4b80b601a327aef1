"""Follow-up choice: strategies chosen from the evaluation data, and the beginning of the follow-up (agency guide)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from pdflow.audience import Audience, TeamNote
from pdflow.engagement.chronology import before_the_last_turn
from pdflow.engagement.follow_up_plan import no_strategy_planned
from pdflow.engagement.rights import the_coordinator
from pdflow.engagement.state import (
    DELIVERY,
    DESIGN_ON,
    FOLLOW_UP,
    Briefing,
    Engagement,
    FollowUpChoice,
    Moves,
    evaluation_returns,
    intensity,
    kept,
    most_intense,
    with_briefings,
)
from pdflow.kernel.fields import RecordId, is_blank, key, names
from pdflow.kernel.guards import Objection, detail, fact, moment
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.kernel.records import Turn
from pdflow.values import Strategy


@command(by=the_coordinator)
class ChooseFollowUp(Command[Engagement]):
    """Choose from the planned strategies the one that the data ask for, or give a reason for a lighter one."""

    choice: RecordId = key("choices")
    plans: tuple[RecordId, ...] = names("plans", unknown="followup.unknown")
    reason: str = ""
    note: TeamNote = None


@command(by=the_coordinator)
class BeginFollowUp(Command[Engagement]):
    """Begin to carry out the follow-up; training may go on meanwhile."""


@event("engagement.follow_up_chosen")
class FollowUpChosen(Event[Engagement]):
    """Strategies were chosen; names the one that the data asked for."""

    choice: Annotated[RecordId, Audience.ALL]
    plans: Annotated[tuple[RecordId, ...], Audience.ALL]
    asked_for: Annotated[Strategy | None, Audience.ALL]
    reason: Annotated[str, Audience.ALL]
    note: TeamNote
    briefing: Briefing

    def apply(self, state: Engagement) -> None:
        state.choices[self.choice] = kept(FollowUpChoice, self)


@event("engagement.follow_up_begun")
class FollowUpBegun(Event[Engagement]):
    """The follow-up began."""

    def apply(self, state: Engagement) -> None:
        state.phase, state.turned = FOLLOW_UP, Turn("FollowUpBegun", self.at)


@moment("followup.no_evaluation_data", remedy="CollectEvaluation", waivable=True)
def no_evaluation_data(state: Engagement, at: datetime) -> Objection:
    """Too few evaluations of the sessions held."""
    return _too_few_returns(state, at) if state.deliveries else None


@moment("followup.no_evaluation_data", remedy="DeliverTraining", waivable=True)
def nobody_trained_yet(state: Engagement, at: datetime) -> Objection:
    """Before a session was held there can be no evaluations."""
    return None if state.deliveries else _too_few_returns(state, at)


def _too_few_returns(state: Engagement, at: datetime) -> Objection:
    share, tally = state.policy_at(at).evaluations_before_follow_up, evaluation_returns(state)
    enough = tally.returns >= share * tally.there and (tally.returns or not share)
    return None if enough else {"returns": tally.returns, "there": tally.there, "needed": share}


@detail("followup.below_need")
def below_need(state: Engagement, choose: ChooseFollowUp) -> Objection:
    """A strategy lighter than the data ask for needs a reason."""
    need = evaluation_returns(state).asked_for
    chosen = most_intense(state.plans[plan].strategy for plan in choose.plans if plan in state.plans)
    if need is None or not is_blank(choose.reason) or (chosen is not None and intensity(chosen) >= intensity(need)):
        return None
    return {"chosen": chosen, "asked_for": need}


@detail("followup.unknown", remedy="PlanFollowUp")
def not_available(state: Engagement, choose: ChooseFollowUp) -> Objection:
    """At least one strategy has to be chosen, and none that was dropped."""
    dropped = state.dropped().intersection(choose.plans)
    return {"plans": tuple(sorted(dropped))} if dropped or not choose.plans else None


@fact("training.none_delivered", remedy="DeliverTraining")
def no_session_held(state: Engagement) -> Objection:
    return not state.deliveries


@fact("followup.not_chosen", remedy="ChooseFollowUp", waivable=True)
def not_chosen(state: Engagement) -> Objection:
    return not state.choices


def begun_already(state: Engagement, begin: BeginFollowUp) -> bool:
    return state.phase is FOLLOW_UP


def follow_up_chosen(state: Engagement, choose: ChooseFollowUp) -> Sequence[FollowUpChosen]:
    need = evaluation_returns(state).asked_for
    return with_briefings(state, FollowUpChosen.of(choose, asked_for=need, briefing=Briefing()))


MOVES: Moves = (
    move(
        ChooseFollowUp,
        DESIGN_ON,
        guards=[no_strategy_planned, not_available, no_evaluation_data, nobody_trained_yet, below_need],
        then=follow_up_chosen,
    ),
    move(
        BeginFollowUp,
        DELIVERY,
        to=FOLLOW_UP,
        guards=[no_session_held, not_chosen, before_the_last_turn],
        then=FollowUpBegun,
        no_op_if=begun_already,
    ),
)
