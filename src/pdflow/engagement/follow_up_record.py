"""Follow-up record: strategies carried out, and those outstanding (agency guide)."""

from __future__ import annotations

from typing import Annotated

from pdflow.audience import Audience
from pdflow.engagement.follow_up_plan import no_strategy_planned
from pdflow.engagement.rights import a_trainer
from pdflow.engagement.state import DESIGN_ON, Engagement, Moves, StrategyGiven
from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.people import PersonId
from pdflow.values import Count


@command(by=a_trainer)
class RecordFollowUp(Command[Engagement]):
    """Record that a strategy was carried out: for whom, without people for all it is meant for, and the minutes."""

    given: RecordId = key("given")
    plan: RecordId = names("plans", unknown="followup.unknown")
    to: tuple[PersonId, ...] = ()
    minutes: Count = 0


@event("engagement.follow_up_given")
class FollowUpGiven(Event[Engagement]):
    """A strategy was carried out."""

    given: Annotated[RecordId, Audience.ALL]
    plan: Annotated[RecordId, Audience.ALL]
    to: tuple[PersonId, ...]
    minutes: Annotated[Count, Audience.ALL]

    def apply(self, state: Engagement) -> None:
        state.given[self.given] = StrategyGiven(self.at, self.minutes, self.plan)


@detail("followup.unknown", remedy="PlanFollowUp")
def dropped_by_then(state: Engagement, record: RecordFollowUp) -> Objection:
    """A strategy cannot be carried out after it was dropped; one carried out before may be recorded late."""
    for revision in state.revisions.values():
        if record.plan in revision.drops and revision.at <= record.at:
            return {"plan": record.plan, "dropped": revision.at}
    return None


@fact("followup.outstanding", remedy="RecordFollowUp", waivable=True)
def follow_up_outstanding(state: Engagement) -> Objection:
    given = {each.plan for each in state.given.values()}
    return tuple({"plan": name} for name in state.in_force() if name not in given)


MOVES: Moves = (move(RecordFollowUp, DESIGN_ON, guards=[no_strategy_planned, dropped_by_then], then=FollowUpGiven),)
