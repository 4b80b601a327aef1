"""Closure: a completed engagement is closed, with a frozen summary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pdflow.audience import Audience
from pdflow.engagement.chronology import before_the_last_turn
from pdflow.engagement.follow_up_record import follow_up_outstanding
from pdflow.engagement.outcome_readings import never_remeasured, not_remeasured
from pdflow.engagement.partnership_review import not_all_reviewed
from pdflow.engagement.review import impact_not_reviewed
from pdflow.engagement.rights import the_commissioner
from pdflow.engagement.state import (
    CLOSED,
    FOLLOW_UP,
    Engagement,
    EngagementSummary,
    Moves,
    engagement_summary,
    sessions_to_come,
)
from pdflow.kernel.guards import Objection, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.kernel.records import Turn


@command(by=the_commissioner)
class Close(Command[Engagement]):
    """Close a completed engagement."""


@event("engagement.closed")
class EngagementClosed(Event[Engagement]):
    """The engagement was closed; carries its frozen summary."""

    summary: Annotated[EngagementSummary, Audience.ALL]

    def apply(self, state: Engagement) -> None:
        state.left, state.phase, state.turned = state.phase, CLOSED, Turn("EngagementClosed", self.at)


@fact("participation.still_open", remedy="EndParticipation")
def participation_still_open(state: Engagement) -> Objection:
    return {"open": state.still_open} if state.still_open else None


@fact("training.outstanding", remedy="DeliverTraining")
def training_outstanding(state: Engagement) -> Objection:
    return tuple({"session": session.session, "start": session.start} for session in sessions_to_come(state))


def closed_already(state: Engagement, close: Close) -> bool:
    return state.phase is CLOSED


def closed(state: Engagement, close: Close) -> Sequence[EngagementClosed]:
    return (EngagementClosed(close.header, summary=engagement_summary(state)),)


MOVES: Moves = (
    move(
        Close,
        FOLLOW_UP,
        to=CLOSED,
        guards=[
            participation_still_open,
            training_outstanding,
            not_remeasured,
            never_remeasured,
            impact_not_reviewed,
            not_all_reviewed,
            follow_up_outstanding,
            before_the_last_turn,
        ],
        then=closed,
        no_op_if=closed_already,
    ),
)
