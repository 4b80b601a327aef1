"""Contacts: observations, check-ins, closed coaching and follow-up received, by whom and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pdflow.kernel.fields import RecordId
from pdflow.participation.state.records import FollowUp
from pdflow.participation.state.session_records import counting_attendance
from pdflow.participation.state.state import ContactMade, Participation
from pdflow.people import MANAGER, PersonId
from pdflow.policy import Contact, Policy
from pdflow.values import Strategy

STRATEGIES = tuple(Strategy)
"""Follow-up strategies from light to intense."""


def contacts(state: Participation) -> list[ContactMade]:
    """Every contact on record, those of closed cycles included, in the order of time.

    A follow-up strategy is a contact from the lightest on that the policy of its day counts; a coaching session only
    where it was closed with credit, and from its beginning.
    """
    return sorted((*state.past.contacts, *_contacts_now(state)), key=lambda contact: contact.at)


def contacts_in_cycle(state: Participation, cycle: int, at: datetime) -> list[ContactMade]:
    """The contacts of a cycle from its first training attended on, or where it has none from its beginning, until now.

    Args:
        at: Leave out contacts and attendance dated later than this.
    """
    since = _trained(state, cycle, at) or state.cycles[cycle - 1]
    until = state.cycles[cycle] if cycle < state.cycle else None
    return [
        contact
        for contact in contacts(state)
        if since <= contact.at <= at and (until is None or contact.at < until)
    ]


def contact_shortfall(state: Participation, cycle: int, at: datetime) -> dict[str, object]:
    """What is lacking of the contacts that the policy asks in a cycle, as the parameters of a reason; empty if nothing.

    Where the policy asks for a supporter beyond the line manager, one of the contacts has to be by somebody else.
    """
    policy = state.policy_at(at)
    needed = policy.contacts_per_cycle
    made = contacts_in_cycle(state, cycle, at) if needed else []
    alone = bool(made) and policy.supporter_beyond_manager and not any(map(is_beyond_manager(state), made))
    if len(made) >= needed and not alone:
        return {}
    return {"cycle": cycle, "needed": needed, "have": len(made), "only_manager": alone}
