"""Follow-up revision: strategies dropped and added because needs changed (agency guide)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated

import attrs

from pdflow.audience import Audience, TeamNote
from pdflow.engagement.follow_up_plan import FollowUpPlanned, no_strategy_planned
from pdflow.engagement.rights import the_coordinator
from pdflow.engagement.state import (
    DESIGN_ON,
    EVERYBODY,
    Briefing,
    Engagement,
    FollowUpRevision,
    ForWhom,
    Mode,
    Moves,
    kept,
    with_briefings,
)
from pdflow.kernel.fields import RecordId, is_blank, key, names
from pdflow.kernel.frozen import frozen
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.people import PersonOrBlank
from pdflow.values import Strategy


@frozen
class Addition:
    """A strategy added by a revision, or in the place of one it drops."""

    plan: RecordId
    strategy: Strategy
    mode: Mode
    owner: PersonOrBlank | None = None
    on: date | None = None
    for_whom: ForWhom = EVERYBODY


@command(by=the_coordinator)
class ReviseFollowUp(Command[Engagement]):
    """Drop strategies and add others because needs changed; a strategy is changed by dropping it and adding another."""

    revision: RecordId = key("revisions")
    drops: tuple[RecordId, ...] = names("plans", unknown="followup.unknown", default=())
    adds: tuple[Addition, ...] = ()
    reason: str
    note: TeamNote = None


@event("engagement.follow_up_revised")
class FollowUpRevised(Event[Engagement]):
    """Strategies were dropped or added because needs changed."""

    revision: Annotated[RecordId, Audience.ALL]
    drops: Annotated[tuple[RecordId, ...], Audience.ALL]
    adds: Annotated[tuple[RecordId, ...], Audience.ALL]
    reason: Annotated[str, Audience.ALL]
    note: TeamNote
    briefing: Briefing

    def apply(self, state: Engagement) -> None:
        state.revisions[self.revision] = kept(FollowUpRevision, self, planned=())


@detail("followup.no_owner")
def addition_without_owner(state: Engagement, revise: ReviseFollowUp) -> Objection:
    return _objection_to(add.plan for add in revise.adds if is_blank(add.owner))


@detail("followup.no_date")
def addition_without_date(state: Engagement, revise: ReviseFollowUp) -> Objection:
    return _objection_to(add.plan for add in revise.adds if add.on is None)


def _objection_to(plans: Iterable[RecordId]) -> Objection:
    found = tuple(plans)
    return {"plans": found} if found else None


@detail("followup.unknown", remedy="PlanFollowUp")
def dropped_already(state: Engagement, revise: ReviseFollowUp) -> Objection:
    dropped = state.dropped().intersection(revise.drops)
    return {"plans": tuple(sorted(dropped))} if dropped else None


@detail("followup.unknown", remedy="PlanFollowUp")
def nothing_revised(state: Engagement, revise: ReviseFollowUp) -> Objection:
    return None if revise.drops or revise.adds else {"plans": ()}


@detail("followup.no_reason")
def no_reason(state: Engagement, revise: ReviseFollowUp) -> Objection:
    return is_blank(revise.reason)


@detail("record.name_taken")
def addition_name_taken(state: Engagement, revise: ReviseFollowUp) -> Objection:
    if revise.revision in state.revisions:
        return None
    added = [add.plan for add in revise.adds]
    times = Counter([revise.revision, *added])
    for name in added:
        if kind := state.ledger_of(name) or ("plans" if times[name] > 1 else None):
            return {"record": name, "kind": kind}
    return None


@detail("record.void")
def addition_void(state: Engagement, revise: ReviseFollowUp) -> Objection:
    return next(({"record": add.plan} for add in revise.adds if add.plan in state.voided), None)


def revised(state: Engagement, revise: ReviseFollowUp) -> Sequence[FollowUpRevised | FollowUpPlanned]:
    adds = tuple(add.plan for add in revise.adds)
    added = (
        FollowUpPlanned(
            revise.header,
            **attrs.asdict(add, recurse=False),
            revision=revise.revision,
            briefing=Briefing(),
        )
        for add in revise.adds
    )
    return with_briefings(state, FollowUpRevised.of(revise, adds=adds, briefing=Briefing()), *added)


MOVES: Moves = (
    move(
        ReviseFollowUp,
        DESIGN_ON,
        guards=[
            no_strategy_planned,
            nothing_revised,
            dropped_already,
            addition_without_owner,
            addition_without_date,
            no_reason,
            addition_name_taken,
            addition_void,
        ],
        then=revised,
    ),
)
