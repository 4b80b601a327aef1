"""Partnership end: a partnership, or the negotiation of one, comes to its end."""

from __future__ import annotations

from typing import Annotated

from pdflow.audience import Audience, TeamNote
from pdflow.engagement.partner_selection import no_partner_proposed, partner_ended
from pdflow.engagement.rights import the_commissioner
from pdflow.engagement.state import DESIGN_ON, Engagement, Moves, PartnerEnd
from pdflow.kernel.fields import RecordId, is_blank, names
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event


@command(by=the_commissioner)
class EndPartnership(Command[Engagement]):
    """End a partnership, or the negotiation of one."""

    partner: RecordId = names("partners", unknown="partnership.not_proposed")
    reason: str
    note: TeamNote = None


@event("engagement.partnership_ended")
class PartnershipEnded(Event[Engagement]):
    """A partnership, or the negotiation of one, ended."""

    partner: Annotated[RecordId, Audience.ALL]
    reason: str
    note: TeamNote

    def apply(self, state: Engagement) -> None:
        state.partner_ends[self.partner] = PartnerEnd(self.at, self.header.id, self.partner, self.reason)


@detail("partnership.no_reason")
def no_reason_to_end(state: Engagement, end: EndPartnership) -> Objection:
    return is_blank(end.reason)


def ended_already(state: Engagement, end: EndPartnership) -> bool:
    former = state.partner_ends.get(end.partner)
    return former is not None and not any(former.difference(end))


MOVES: Moves = (
    move(
        EndPartnership,
        DESIGN_ON,
        guards=[no_partner_proposed, partner_ended, no_reason_to_end],
        then=PartnershipEnded,
        no_op_if=ended_already,
    ),
)
