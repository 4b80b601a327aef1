"""Follow-up: strategies planned with the training, revised as needs change, and carried out (agency guide)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated

import attrs

from pdflow.audience import Audience, TeamNote
from pdflow.engagement.rights import a_trainer, the_coordinator
from pdflow.engagement.state.briefing import Briefing, briefed
from pdflow.engagement.state.continuum import Mode
from pdflow.engagement.state.state import DESIGN_ON, Engagement, Moves
from pdflow.engagement.state.training_records import Given, Planned, Revision
from pdflow.engagement.state.vocabulary import EVERYBODY, ForWhom
from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import (
    Command,
    Event,
    command,
    event,
)
from pdflow.people import PersonId
from pdflow.values import Strategy


@attrs.frozen
class Addition:
    """A strategy added by a revision, or put in the place of one it drops."""

    plan: RecordId
    strategy: Strategy
    mode: Mode
    owner: PersonId | None = None
    on: date | None = None
    for_whom: ForWhom = EVERYBODY


@command(by=a_trainer)
class PlanFollowUp(Command[Engagement]):
    """Plan a strategy: in which mode, who owns it, from which day, and for whom."""

    plan: RecordId = key("plans")
    strategy: Strategy
    mode: Mode
    owner: PersonId | None = None
    on: date | None = None
    for_whom: ForWhom = EVERYBODY


@command(by=the_coordinator)
class ReviseFollowUp(Command[Engagement]):
    """Drop strategies and add others, because needs changed; to change one is to drop it and add it anew."""

    revision: RecordId = key("revisions")
    drops: tuple[RecordId, ...] = names("plans", unknown="followup.unknown", default=())
    adds: tuple[Addition, ...] = ()
    reason: str
    note: str | None = None


@command(by=a_trainer)
class RecordFollowUp(Command[Engagement]):
    """Record that a strategy was carried out: to whom (everybody it is for, if not said) and for how many minutes."""

    given: RecordId = key("given")
    plan: RecordId = names("plans", unknown="followup.unknown")
    to: tuple[PersonId, ...] = ()
    minutes: int = 0


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
        entry = Planned(self.at, self.strategy, self.owner, self.on, self.for_whom, self.revision)
        state.plans[self.plan] = entry


@event("engagement.follow_up_revised")
class FollowUpRevised(Event[Engagement]):
    """Strategies were dropped or added, because needs changed."""

    revision: Annotated[RecordId, Audience.ALL]
    drops: Annotated[tuple[RecordId, ...], Audience.ALL]
    adds: Annotated[tuple[RecordId, ...], Audience.ALL]
    reason: Annotated[str, Audience.ALL]
    note: TeamNote
    briefing: Briefing

    def apply(self, state: Engagement) -> None:
        state.revisions[self.revision] = Revision(self.at, self.drops)


@event("engagement.follow_up_given")
class FollowUpGiven(Event[Engagement]):
    """A strategy was carried out."""

    given: Annotated[RecordId, Audience.ALL]
    plan: Annotated[RecordId, Audience.ALL]
    to: tuple[PersonId, ...]
    minutes: Annotated[int, Audience.ALL]

    def apply(self, state: Engagement) -> None:
        state.given[self.given] = Given(self.at, self.minutes, self.plan)


@detail("followup.no_owner")
def no_owner(state: Engagement, plan: PlanFollowUp) -> Objection:
    return not plan.owner


@detail("followup.no_owner")
def addition_without_owner(state: Engagement, revise: ReviseFollowUp) -> Objection:
    return _lacking(add.plan for add in revise.adds if not add.owner)


@detail("followup.no_date")
def no_date(state: Engagement, plan: PlanFollowUp) -> Objection:
    return plan.on is None


@detail("followup.no_date")
def addition_without_date(state: Engagement, revise: ReviseFollowUp) -> Objection:
    return _lacking(add.plan for add in revise.adds if add.on is None)


def _lacking(plans: Iterable[RecordId]) -> Objection:
    found = tuple(plans)
    return {"plans": found} if found else None


@fact("followup.unknown", remedy="PlanFollowUp")
def none_planned(state: Engagement) -> Objection:
    return not state.plans


@detail("followup.unknown", remedy="PlanFollowUp")
def dropped_by_then(state: Engagement, record: RecordFollowUp) -> Objection:
    """What was dropped can no longer be given; what was given before, and is entered late, can."""
    for revision in state.revisions.values():
        if record.plan in revision.drops and revision.at <= record.at:
            return {"plan": record.plan, "dropped": revision.at}
    return None


@detail("followup.unknown", remedy="PlanFollowUp")
def dropped_already(state: Engagement, revise: ReviseFollowUp) -> Objection:
    gone = state.dropped().intersection(revise.drops)
    return {"plans": tuple(sorted(gone))} if gone else None


@detail("followup.unknown", remedy="PlanFollowUp")
def nothing_revised(state: Engagement, revise: ReviseFollowUp) -> Objection:
    return None if revise.drops or revise.adds else {"plans": ()}


@detail("followup.no_reason")
def no_reason(state: Engagement, revise: ReviseFollowUp) -> Objection:
    return not revise.reason


@detail("record.name_taken")
def addition_name_taken(state: Engagement, revise: ReviseFollowUp) -> Objection:
    named = [revise.revision, *(add.plan for add in revise.adds)]
    for name in named[1:]:
        if kind := state.ledger_of(name) or ("plans" if named.count(name) > 1 else None):
            return {"record": name, "kind": kind}
    return None


@detail("record.void")
def addition_void(state: Engagement, revise: ReviseFollowUp) -> Objection:
    return next(({"record": add.plan} for add in revise.adds if add.plan in state.voided), None)


@fact("followup.outstanding", remedy="RecordFollowUp", waivable=True)
def follow_up_outstanding(state: Engagement) -> Objection:
    given = {done.plan for done in state.given.values()}
    return tuple({"plan": name} for name in state.in_force() if name not in given)


def planned(state: Engagement, plan: PlanFollowUp) -> Sequence[FollowUpPlanned]:
    return briefed(state, FollowUpPlanned.of(plan, revision=None, briefing=Briefing()))


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
    return briefed(state, FollowUpRevised.of(revise, adds=adds, briefing=Briefing()), *added)


MOVES: Moves = (
    move(PlanFollowUp, DESIGN_ON, guards=[no_owner, no_date], then=planned),
    move(
        ReviseFollowUp,
        DESIGN_ON,
        guards=[
            none_planned,
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
    move(RecordFollowUp, DESIGN_ON, guards=[none_planned, dropped_by_then], then=FollowUpGiven),
)
