"""Revisits of key messages, and sharing of emerging practice: planned, and held (follow-through article)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pdflow.audience import Audience
from pdflow.engagement.chronology import days_outside_dates
from pdflow.engagement.rights import the_commissioner
from pdflow.engagement.state import (
    DELIVERING,
    DESIGN_ON,
    Engagement,
    HeldRevisit,
    HeldSharing,
    Moves,
    PlannedRevisit,
    PlannedSharing,
    kept,
    last_recorded,
)
from pdflow.kernel.fields import PERSONAL, RecordId, key, names
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event

NoteForAll = Annotated[str | None, Audience.ALL, PERSONAL]
"""Free text that everybody on the engagement reads, and that can be erased."""


@command(by=the_commissioner)
class PlanRevisit(Command[Engagement]):
    """Plan a day on which key messages of the training are revisited."""

    revisit: RecordId = key("revisits")
    on: date
    messages: str


@command(by=the_commissioner)
class PlanSharing(Command[Engagement]):
    """Plan how emerging practice is shared, and when."""

    sharing: RecordId = key("sharings")
    how: str
    on: date | None = None


@command(by=the_commissioner)
class HoldRevisit(Command[Engagement]):
    """Record that a planned revisit was held, and what emerged."""

    held: RecordId = key("revisits_held")
    revisit: RecordId = names("revisits", unknown="revisit.unknown")
    emerged: NoteForAll = None


@command(by=the_commissioner)
class HoldSharing(Command[Engagement]):
    """Record that practice was shared as planned, and what emerged."""

    held: RecordId = key("sharings_held")
    sharing: RecordId = names("sharings", unknown="sharing.unknown")
    emerged: NoteForAll = None


@event("engagement.revisit_planned")
class RevisitPlanned(Event[Engagement]):
    """A day to revisit key messages was planned."""

    revisit: Annotated[RecordId, Audience.ALL]
    on: Annotated[date, Audience.ALL]
    messages: Annotated[str, Audience.ALL]

    def apply(self, state: Engagement) -> None:
        state.revisits[self.revisit] = kept(PlannedRevisit, self)


@event("engagement.sharing_planned")
class SharingPlanned(Event[Engagement]):
    """The sharing of practice was planned."""

    sharing: Annotated[RecordId, Audience.ALL]
    how: Annotated[str, Audience.ALL]
    on: Annotated[date | None, Audience.ALL]

    def apply(self, state: Engagement) -> None:
        state.sharings[self.sharing] = kept(PlannedSharing, self)


@event("engagement.revisit_held")
class RevisitHeld(Event[Engagement]):
    """Key messages were revisited."""

    held: Annotated[RecordId, Audience.ALL]
    revisit: Annotated[RecordId, Audience.ALL]
    emerged: NoteForAll
    supersedes: RecordId | None

    def apply(self, state: Engagement) -> None:
        state.revisits_held[self.held] = kept(HeldRevisit, self)


@event("engagement.sharing_held")
class SharingHeld(Event[Engagement]):
    """Emerging practice was shared."""

    held: Annotated[RecordId, Audience.ALL]
    sharing: Annotated[RecordId, Audience.ALL]
    emerged: NoteForAll
    supersedes: RecordId | None

    def apply(self, state: Engagement) -> None:
        state.sharings_held[self.held] = kept(HeldSharing, self)


@detail("time.outside_dates")
def day_outside_dates(state: Engagement, plan: PlanRevisit | PlanSharing) -> Objection:
    return days_outside_dates(state, [plan.on] if plan.on else [])


@fact("revisit.unknown", remedy="PlanRevisit")
def no_revisit_planned(state: Engagement) -> Objection:
    return not state.revisits


@fact("sharing.unknown", remedy="PlanSharing")
def no_sharing_planned(state: Engagement) -> Objection:
    return not state.sharings


def revisit_held(state: Engagement, hold: HoldRevisit) -> Sequence[RevisitHeld]:
    former = last_recorded(state.revisits_held, lambda each: each.revisit == hold.revisit)
    return (RevisitHeld.of(hold, supersedes=former),)


def sharing_held(state: Engagement, hold: HoldSharing) -> Sequence[SharingHeld]:
    former = last_recorded(state.sharings_held, lambda each: each.sharing == hold.sharing)
    return (SharingHeld.of(hold, supersedes=former),)


MOVES: Moves = (
    move(PlanRevisit, DESIGN_ON, guards=[day_outside_dates], then=RevisitPlanned),
    move(PlanSharing, DESIGN_ON, guards=[day_outside_dates], then=SharingPlanned),
    move(HoldRevisit, DELIVERING, guards=[no_revisit_planned], then=revisit_held),
    move(HoldSharing, DELIVERING, guards=[no_sharing_planned], then=sharing_held),
)
