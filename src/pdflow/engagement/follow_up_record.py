"""Follow-up record: strategies carried out, and those outstanding (agency guide)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pdflow.audience import Audience
from pdflow.engagement.follow_up_plan import no_strategy_planned
from pdflow.engagement.rights import a_trainer
from pdflow.engagement.state import DESIGN_ON, Engagement, ForWhom, Moves, StrategyGiven, kept
from pdflow.kernel.fields import NameOrBlank, RecordId, key, names
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event, with_fields
from pdflow.people import PersonId
from pdflow.values import Count, Strategy


@command(by=a_trainer)
class RecordFollowUp(Command[Engagement]):
    """Record that a strategy was carried out: to whom, for how many minutes, and by whom.

    Args:
        to: The people it reached; without any, all it is meant for, or those of the group.
        group: The host's name of the group it was given to, such as a team or a learning community.
        given_by: Who gave it; without it, whoever records it.
    """

    given: RecordId = key("given")
    plan: RecordId = names("plans", unknown="followup.unknown")
    to: tuple[PersonId, ...] = ()
    group: NameOrBlank = ""
    minutes: Count = 0
    given_by: PersonId | None = None


@event(
    "engagement.follow_up_given",
    version=2,
    upcasters={1: with_fields(strategy=None, group="", for_whom={"sites": [], "people": []}, given_by=None)},
)
class FollowUpGiven(Event[Engagement]):
    """A strategy was carried out: the people it reached, else a group, else all it is meant for."""

    given: Annotated[RecordId, Audience.ALL]
    plan: Annotated[RecordId, Audience.ALL]
    strategy: Annotated[Strategy | None, Audience.ALL]
    to: tuple[PersonId, ...]
    group: NameOrBlank
    for_whom: ForWhom
    """For whom the strategy is meant."""
    minutes: Annotated[Count, Audience.ALL]
    given_by: PersonId | None

    def apply(self, state: Engagement) -> None:
        state.given[self.given] = kept(StrategyGiven, self)


@detail("followup.unknown", remedy="PlanFollowUp")
def dropped_by_then(state: Engagement, record: RecordFollowUp) -> Objection:
    """A strategy cannot be carried out after it was dropped; one carried out before may be recorded late."""
    for revision in state.revisions.values():
        if record.plan in revision.drops and revision.at <= record.at:
            return {"plan": record.plan, "dropped": revision.at}
    return None


@detail("roster.unknown_person", remedy="AddToRoster")
def given_to_a_stranger(state: Engagement, record: RecordFollowUp) -> Objection:
    return tuple({"person": person} for person in record.to if person not in state.roster)


@fact("followup.outstanding", remedy="RecordFollowUp", waivable=True)
def follow_up_outstanding(state: Engagement) -> Objection:
    given = {each.plan for each in state.given.values()}
    return tuple({"plan": name} for name in state.in_force() if name not in given)


def follow_up_given(state: Engagement, record: RecordFollowUp) -> Sequence[FollowUpGiven]:
    plan = state.plans[record.plan]
    given_by = record.given_by or record.by.person
    return (FollowUpGiven.of(record, strategy=plan.strategy, for_whom=plan.for_whom, given_by=given_by),)


MOVES: Moves = (
    move(
        RecordFollowUp,
        DESIGN_ON,
        guards=[no_strategy_planned, dropped_by_then, given_to_a_stranger],
        then=follow_up_given,
    ),
)
