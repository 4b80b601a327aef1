"""Follow-up plan: strategies planned with the training, each with an owner and a date (agency guide)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pdflow.audience import Audience
from pdflow.engagement.rights import a_trainer
from pdflow.engagement.state import (
    DESIGN_ON,
    EVERYBODY,
    Briefing,
    Engagement,
    ForWhom,
    Mode,
    Moves,
    StrategyPlan,
    kept,
    with_briefings,
)
from pdflow.kernel.fields import RecordId, is_blank, key
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.people import PersonId, PersonOrBlank
from pdflow.values import Strategy


@command(by=a_trainer)
class PlanFollowUp(Command[Engagement]):
    """Plan a strategy: its mode, its owner, from which day, and for whom."""

    plan: RecordId = key("plans")
    strategy: Strategy
    mode: Mode
    owner: PersonOrBlank | None = None
    on: date | None = None
    for_whom: ForWhom = EVERYBODY


@event("engagement.follow_up_planned")
class FollowUpPlanned(Event[Engagement]):
    """A strategy was planned, perhaps by a revision."""

    plan: Annotated[RecordId, Audience.ALL]
    strategy: Annotated[Strategy, Audience.ALL]
    mode: Annotated[Mode, Audience.ALL]
    owner: Annotated[PersonId, Audience.ALL]
    on: Annotated[date, Audience.ALL]
    for_whom: ForWhom
    revision: Annotated[RecordId | None, Audience.ALL]
    briefing: Briefing

    def apply(self, state: Engagement) -> None:
        plan = state.plans[self.plan] = kept(StrategyPlan, self)
        if self.revision is not None and (revision := state.revisions.get(self.revision)):
            state.revisions[self.revision] = revision.with_planned(plan)


@detail("followup.no_owner")
def no_owner(state: Engagement, plan: PlanFollowUp) -> Objection:
    return is_blank(plan.owner)


@detail("followup.no_date")
def no_date(state: Engagement, plan: PlanFollowUp) -> Objection:
    return plan.on is None


@fact("followup.unknown", remedy="PlanFollowUp")
def no_strategy_planned(state: Engagement) -> Objection:
    return not state.plans


def follow_up_planned(state: Engagement, plan: PlanFollowUp) -> Sequence[FollowUpPlanned]:
    return with_briefings(state, FollowUpPlanned.of(plan, revision=None, briefing=Briefing()))


MOVES: Moves = (move(PlanFollowUp, DESIGN_ON, guards=[no_owner, no_date], then=follow_up_planned),)
