"""Revisits of key messages, and sharing of emerging practice (follow-through article)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pdflow.audience import Audience
from pdflow.engagement.chronology import days_outside_dates
from pdflow.engagement.rights import the_commissioner
from pdflow.engagement.state import DESIGN_ON, Engagement, Moves, PlannedDay
from pdflow.kernel.fields import RecordId, key
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event


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


@event("engagement.revisit_planned")
class RevisitPlanned(Event[Engagement]):
    """A day to revisit key messages was planned."""

    revisit: Annotated[RecordId, Audience.ALL]
    on: Annotated[date, Audience.ALL]
    messages: Annotated[str, Audience.ALL]

    def apply(self, state: Engagement) -> None:
        state.revisits[self.revisit] = PlannedDay(self.at, self.on)


@event("engagement.sharing_planned")
class SharingPlanned(Event[Engagement]):
    """The sharing of practice was planned."""

    sharing: Annotated[RecordId, Audience.ALL]
    how: Annotated[str, Audience.ALL]
    on: Annotated[date | None, Audience.ALL]

    def apply(self, state: Engagement) -> None:
        state.sharings[self.sharing] = PlannedDay(self.at, self.on)


@detail("time.outside_dates")
def day_outside_dates(state: Engagement, plan: PlanRevisit | PlanSharing) -> Objection:
    return days_outside_dates(state, [plan.on] if plan.on else [])


MOVES: Moves = (
    move(PlanRevisit, DESIGN_ON, guards=[day_outside_dates], then=RevisitPlanned),
    move(PlanSharing, DESIGN_ON, guards=[day_outside_dates], then=SharingPlanned),
)
