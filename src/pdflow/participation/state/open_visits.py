"""Open visits: those in the calendar that are still to be kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Final

from pdflow.kernel.fields import RecordId
from pdflow.kernel.lookups import lookup
from pdflow.participation.state.leave import falls_on_leave
from pdflow.participation.state.state import Participation

DAY: Final = timedelta(days=1)


def _turns(state: Participation) -> Sequence[str]:
    """The changes of phase that named records: a completion may name one that another had named before it."""
    return tuple(state.named_by_turns.values())


@lookup(
    "visits", "ends", "observations", "check_ins", "sessions", "cycles", _turns,
    attrgetter("paused"), attrgetter("pauses"),
)  # fmt: skip
def visits_to_keep(state: Participation) -> Sequence[RecordId]:
    """The same as ``open_visits``, kept for those who ask often."""
    return tuple([name for name in state.visits if is_open_visit(state, name)])


def open_visits(state: Participation) -> list[RecordId]:
    """The names of the visits that are open, in the order in which they were scheduled."""
    return [*visits_to_keep(state)]


def visits_ahead(state: Participation, at: datetime) -> list[RecordId]:
    """The open visits that begin after this time."""
    return [name for name, visit in state.visits.items() if visit.start > at and is_open_visit(state, name)]


def next_visit(state: Participation, at: datetime) -> RecordId | None:
    """The first open visit after this time; None if there is none."""
    found, start = None, None
    for name, visit in state.visits.items():
        if at < visit.start and (start is None or visit.start < start) and is_open_visit(state, name):
            found, start = name, visit.start
    return found


def return_visit(state: Participation, at: datetime) -> RecordId | None:
    """The next open visit after a coaching session that ends now, if it is soon enough; None if it is not."""
    visit = next_visit(state, at)
    if visit is None or state.visits[visit].start > at + days_until_return(state, at) * DAY:
        return None
    return visit


def days_until_return(state: Participation, at: datetime) -> int:
    """The days within which a practice is seen again: the policy's, or those between check-ins where these are more."""
    policy = state.policy_at(at)
    cadence = policy.check_in_every if state.cycle == 1 else policy.check_in_every_later
    return max(policy.return_visit_within, cadence or 0)


def is_open_visit(state: Participation, visit: RecordId) -> bool:
    """Whether a visit was neither cancelled, missed nor kept, and not removed by a leave or a completion.

    The record of the contact that names a visit keeps it.
    """
    if visit in state.ends or state.named_by_turns.get(visit) == "ParticipationCompleted":
        return False
    if (state.paused or state.pauses) and falls_on_leave(state, state.visits[visit]):
        return False
    for ledger in (state.observations, state.check_ins, state.sessions):
        for record in ledger.values():
            if record.visit == visit:
                return False
    return True
