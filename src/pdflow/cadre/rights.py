"""Rights: who may do what to a cadre member. A host replaces them by its own with ``decider.with_rights``."""

from __future__ import annotations

from pdflow.cadre.state import CadreMember
from pdflow.kernel.header import Header
from pdflow.kernel.refusal import Reason
from pdflow.kernel.rights import Right, in_role, right
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


def _of_others(anybody: Right[object]) -> Right[CadreMember]:
    """The same right, but for the nominee: nobody decides on themselves in another role."""

    def forbids(state: CadreMember, header: Header) -> Reason | None:
        refused = anybody.forbids(state, header)
        if refused is None and header.by.person == state.person:
            return Reason("right.about_self", {"person": state.person})
        return refused

    return Right(anybody.roles, forbids)


a_peer_of_the_nominee = _of_others(a_peer)
another_coordinator = _of_others(the_coordinator)
