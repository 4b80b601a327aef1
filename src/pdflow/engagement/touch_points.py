"""Touch points: both sides of a partnership look at it together, every 90 days by policy (Learning Forward)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pdflow.audience import Audience, TeamNote
from pdflow.engagement.partnership_agreement import before_agreement, never_agreed, no_partner_agreed
from pdflow.engagement.rights import a_side_of_the_partnership
from pdflow.engagement.state import DESIGN_ON, Engagement, Moves, TouchPoint, agreement_with_partner, kept
from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event


@command(by=a_side_of_the_partnership)
class HoldTouchPoint(Command[Engagement]):
    """Hold a touch point: notes on four aspects of the partnership, and what was decided."""

    touch_point: RecordId = key("touch_points")
    partner: RecordId = names("partners", unknown="partnership.not_agreed")
    relationship: TeamNote = None
    content: TeamNote = None
    delivery: TeamNote = None
    results: TeamNote = None
    decided: TeamNote = None


@event("engagement.touch_point_held")
class TouchPointHeld(Event[Engagement]):
    """Both sides of a partnership held a touch point."""

    touch_point: Annotated[RecordId, Audience.ALL]
    partner: Annotated[RecordId, Audience.ALL]
    agreement: Annotated[RecordId, Audience.ALL]
    relationship: TeamNote
    content: TeamNote
    delivery: TeamNote
    results: TeamNote
    decided: TeamNote

    def apply(self, state: Engagement) -> None:
        state.touch_points[self.touch_point] = kept(TouchPoint, self)


@detail("partnership.not_agreed", remedy="AgreePartnership")
def partnership_over(state: Engagement, hold: HoldTouchPoint) -> Objection:
    end = state.partner_ends.get(hold.partner)
    return {"partner": hold.partner, "ended": end.at} if end and hold.at > end.at else None


def touch_point_held(state: Engagement, hold: HoldTouchPoint) -> Sequence[TouchPointHeld]:
    return (TouchPointHeld.of(hold, agreement=agreement_with_partner(state, hold.partner, hold.at)),)


MOVES: Moves = (
    move(
        HoldTouchPoint,
        DESIGN_ON,
        guards=[no_partner_agreed, never_agreed, partnership_over, before_agreement],
        then=touch_point_held,
    ),
)
