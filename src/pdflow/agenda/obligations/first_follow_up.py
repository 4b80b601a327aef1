"""First follow-up after training: an observation, a check-in or coaching, due after 28 days in the full policy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from pdflow.agenda.obligations.cadence import trained_on
from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, due_by_day
from pdflow.calendar import Deadlines
from pdflow.participation import Participation
from pdflow.people import COACH
from pdflow.policy import Contact

FOLLOW_UP_OBSERVATION: Final = ObligationKind("follow_up.first", "RecordObservation", COACH)
FOLLOW_UP_CHECK_IN: Final = ObligationKind("follow_up.first", "HoldCheckIn", COACH)
FOLLOW_UP_COACHING: Final = ObligationKind("follow_up.first", "OpenCoaching", COACH)


def first_follow_up(state: Participation, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """The first contact after the cycle's training that the policy counts as a follow-up."""
    trained, due = trained_on(state), state.policy.follow_up_due
    if trained is None or due is None:
        return
    observation = (Contact.OBSERVATION, state.observations.values(), FOLLOW_UP_OBSERVATION)
    check_in = (Contact.CHECK_IN, state.check_ins.values(), FOLLOW_UP_CHECK_IN)
    coaching = (Contact.COACHING, state.sessions.values(), FOLLOW_UP_COACHING)
    preferred = (observation, check_in) if state.supported_since else (check_in, observation)
    counted = [
        (records, kind)
        for contact, records, kind in (*preferred, coaching)
        if contact in state.policy.counts_as_follow_up
    ]
    if counted and not any(record.at > trained for records, _ in counted for record in records):
        since, last = days.day(trained), state.policy.follow_up_breached
        breach = None if last is None else days.days_later(since, last)
        yield due_by_day(counted[0][1], state.coach, str(state.cycle), days, days.days_later(since, due), breach)
