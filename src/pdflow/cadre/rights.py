"""Rights: who may do what to a cadre member. A host replaces them by its own with ``decider.with_rights``."""

from __future__ import annotations

from pdflow.cadre.state import CadreMember
from pdflow.kernel.header import Header
from pdflow.kernel.refusal import Reason
from pdflow.kernel.rights import in_role, right
from pdflow.people import COORDINATOR, FACILITATOR, PEER

the_coordinator = in_role(COORDINATOR)
a_peer = in_role(PEER, COORDINATOR)


@right(FACILITATOR, COORDINATOR)
def the_nominee(state: CadreMember, header: Header) -> Reason | None:
    """The right of the nominee, in whichever role they act, and of the coordinator."""
    if header.by.role == COORDINATOR or header.by.person == state.person:
        return None
    if header.by.role == FACILITATOR:
        return Reason("right.not_on_team", {"person": header.by.person, "nominee": state.person})
    return Reason("right.role", {"has": header.by.role, "needs": (FACILITATOR, COORDINATOR)})
