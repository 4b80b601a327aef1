"""Commitments to practise: a check-in reviews each step committed to, on the day it was committed for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from pdflow.agenda.obligations.obligation import Obligation, ObligationKind
from pdflow.calendar import Deadlines
from pdflow.kernel.fields import RecordId
from pdflow.participation import Participation, Progress, reviewed_steps
from pdflow.people import COACH

REVIEW_COMMITMENT: Final = ObligationKind("commitment.review", "HoldCheckIn", COACH)


def commitments_to_review(state: Participation, at: datetime, days: Deadlines) -> Sequence[Obligation]:
    """The review of each step committed to, on its day; of closed cycles while Complete asks for it."""
    closed = state.past.commitments if state.policy_at(at).commitment_reviewed else ()
    commitments = (*closed, *state.commitments.values())
    if not commitments:
        return ()
    counted, owed = reviewed_steps(state), []
    for commitment in commitments:
        for step, by in commitment.steps.items():
            is_asked_for = by <= at.date() and step not in counted
            if is_asked_for or not _is_reviewed(state, step, by, days):
                due = days.postponed(by, commitment.at)
                owed.append(
                    Obligation(REVIEW_COMMITMENT, state.coach_at(at), step, days.end_of(due), opens=days.begin_of(due))
                )
    return owed


def _is_reviewed(state: Participation, step: RecordId, by: date, days: Deadlines) -> bool:
    """Whether a check-in found a step done, or reviewed it on its day or later."""
    if step in state.past.reviewed:
        return True
    for check_in in state.check_ins.values():
        if step in check_in.reviews and (check_in.reviews[step] is Progress.DONE or days.day(check_in.at) >= by):
            return True
    return False
