"""Contacts: observations, check-ins, closed coaching and follow-up received, by whom and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from operator import attrgetter
from typing import Final

from pdflow.kernel.lookups import lookup
from pdflow.participation.state.attendance import training_of_cycle
from pdflow.participation.state.past_cycles import ContactMade
from pdflow.participation.state.state import Participation
from pdflow.policy import Contact, Policy
from pdflow.values import Strategy

_STRATEGIES: Final = tuple(Strategy)
_time: Final = attrgetter("at")


def contacts(state: Participation) -> list[ContactMade]:
    """Every contact on record, those of closed cycles included, in the order of time.

    A follow-up strategy is a contact where somebody else gave it, from the lightest on that the policy of its day
    counts; a coaching session only where it was closed with credit, and from its beginning.
    """
    return sorted((*state.past.contacts, *contacts_on_record(state)), key=_time)


def contacts_after(state: Participation, moment: datetime) -> Iterator[ContactMade]:
    """The contacts later than a moment, in no order of time."""
    last = state.past.last_contact
    for contact in chain(contacts_on_record(state), state.past.contacts if last is not None and moment < last else ()):
        if contact.at > moment:
            yield contact


def contacts_in_cycle(state: Participation, cycle: int, at: datetime) -> list[ContactMade]:
    """The contacts of a cycle from its first training attended on, or where it has none from its beginning, until now.

    Args:
        at: Leave out contacts and attendance dated later than this.
    """
    return sorted(_contacts_in_cycle(state, cycle, at), key=_time)


def _contacts_in_cycle(state: Participation, cycle: int, at: datetime) -> list[ContactMade]:
    since = training_of_cycle(state, cycle, at) or state.cycles[cycle - 1]
    last = state.past.last_contact
    made = _kept_contacts(state)
    if last is not None and since <= last:
        made = (*made, *state.past.contacts)
    found = [contact for contact in made if since <= contact.at <= at]
    if cycle >= state.cycle:
        return found
    until = state.cycles[cycle]
    return [contact for contact in found if contact.at < until]


def contact_shortfall(state: Participation, cycle: int, at: datetime) -> dict[str, object]:
    """What is lacking of the contacts that the policy asks in a cycle, as the parameters of a reason; empty if nothing.

    Where the policy asks for a supporter beyond the line manager, one of the contacts has to be by somebody else. No
    more is asked of a closed cycle than when it was closed.
    """
    policy = state.policy_at(at)
    needed = policy.contacts_per_cycle
    if cycle < state.cycle:
        needed = min(needed, state.policy_at(state.cycles[cycle]).contacts_per_cycle)
    if not needed:
        return {}
    made = _contacts_in_cycle(state, cycle, at)
    only_manager = policy.supporter_beyond_manager
    for contact in made if only_manager else ():
        if not is_by_manager(state, contact):
            only_manager = False
            break
    if len(made) >= needed and not only_manager:
        return {}
    return {"cycle": cycle, "needed": needed, "have": len(made), "only_manager": only_manager and bool(made)}


def is_by_manager(state: Participation, contact: ContactMade) -> bool:
    """Whether a contact was by the line manager of its day, by name or by the role held on the team."""
    return state.team_at(contact.at).is_by_manager(contact.by, state.manager_at(contact.at))


def counts_as_contact(policy: Policy, strategy: Strategy) -> bool:
    """Whether a strategy is at least the lightest that a policy counts: a mail-out is not a visit."""
    return _STRATEGIES.index(strategy) >= _STRATEGIES.index(policy.lightest_follow_up)


def contacts_on_record(state: Participation) -> Iterator[ContactMade]:
    """The contacts whose records the state still holds: of this cycle, or carried on as evidence."""
    for name, observation in state.observations.items():
        yield ContactMade(name, observation.at, Contact.OBSERVATION, observation.observer)
    for name, check_in in state.check_ins.items():
        yield ContactMade(name, check_in.at, Contact.CHECK_IN, check_in.held_by)
    for name, closed in state.counted.items():
        session = state.sessions[name]
        yield ContactMade(name, session.at, Contact.COACHING, session.coach, closed)
    for name, follow_up in state.follow_ups.items():
        if follow_up.given_by == state.person:
            continue
        if counts_as_contact(state.policy_at(follow_up.at), follow_up.strategy):
            yield ContactMade(name, follow_up.at, Contact.STRATEGY, follow_up.given_by)


@lookup("observations", "check_ins", "counted", "follow_ups", "adoptions", "cycles")
def _kept_contacts(state: Participation) -> tuple[ContactMade, ...]:
    return tuple(contacts_on_record(state))
