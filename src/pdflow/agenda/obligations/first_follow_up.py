"""First follow-up after training, due after 28 days in the full policy: a mail-out is not a visit.

It is an observation, a check-in, coaching, or a strategy received from the lightest that the policy counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from pdflow.agenda.obligations.cadence import trained_on
from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, due_by_day
from pdflow.calendar import Deadlines
from pdflow.participation import ContactMade, Participation, contacts_after, is_by_manager
from pdflow.people import COACH
from pdflow.policy import Contact, Policy

FOLLOW_UP_OBSERVATION: Final = ObligationKind("follow_up.first", "RecordObservation", COACH)
FOLLOW_UP_CHECK_IN: Final = ObligationKind("follow_up.first", "HoldCheckIn", COACH)
FOLLOW_UP_COACHING: Final = ObligationKind("follow_up.first", "OpenCoaching", COACH)
FOLLOW_UP_STRATEGY: Final = ObligationKind("follow_up.first", "ReceiveFollowUp", COACH)
KINDS: Final[Mapping[Contact, ObligationKind]] = {
    Contact.OBSERVATION: FOLLOW_UP_OBSERVATION,
    Contact.CHECK_IN: FOLLOW_UP_CHECK_IN,
    Contact.COACHING: FOLLOW_UP_COACHING,
    Contact.STRATEGY: FOLLOW_UP_STRATEGY,
}


def first_follow_up(state: Participation, at: datetime, days: Deadlines) -> Sequence[Obligation]:
    """The first contact after the cycle's training that the policy counts as a follow-up."""
    policy = state.policy_at(at)
    trained, due = trained_on(state), policy.follow_up_due
    if trained is None or due is None:
        return ()
    for contact in contacts_after(state, trained):
        if _counts(state, policy, contact):
            return ()
    kinds = [KINDS[contact] for contact in _preferred(state) if contact in policy.counts_as_follow_up]
    if not kinds:
        return ()
    since, last = days.day(trained), policy.follow_up_breached
    breach = None if last is None else days.days_later(since, last)
    return (due_by_day(kinds[0], state.coach_at(at), str(state.cycle), days, days.days_later(since, due), breach),)


def _preferred(state: Participation) -> Sequence[Contact]:
    """What is asked for first: without support nothing is observed yet."""
    first = (
        (Contact.OBSERVATION, Contact.CHECK_IN) if state.supported_since else (Contact.CHECK_IN, Contact.OBSERVATION)
    )
    return (*first, Contact.COACHING, Contact.STRATEGY)


def _counts(state: Participation, policy: Policy, contact: ContactMade) -> bool:
    """Whether a contact is a first follow-up: by somebody other than the line manager, where the policy asks for it."""
    if contact.kind not in policy.counts_as_follow_up:
        return False
    return not (policy.supporter_beyond_manager and is_by_manager(state, contact))
