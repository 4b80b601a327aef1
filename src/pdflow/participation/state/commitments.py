"""Commitments to practice: which of the promised steps were looked at since their date."""

from __future__ import annotations

from datetime import datetime

from pdflow.kernel.fields import RecordId
from pdflow.participation.state.state import Participation


def unreviewed_steps(state: Participation, at: datetime) -> dict[int, tuple[RecordId, ...]]:
    """For each cycle the steps promised in it whose date has come, and that no check-in looked at by this time."""
    reviewed = reviewed_steps(state, at)
    found: dict[int, tuple[RecordId, ...]] = {}
    for commitment in (*state.past.commitments, *state.commitments.values()):
        due = [step for step, by in commitment.steps.items() if by <= at.date() and step not in reviewed]
        if due and commitment.at <= at:
            cycle = state.cycle_on(commitment.at)
            found[cycle] = (*found.get(cycle, ()), *due)
    return found


def reviewed_steps(state: Participation, at: datetime | None = None) -> set[RecordId]:
    """The steps that a check-in looked at, by this time if one is given; of closed cycles those that still count."""
    reviewed = set(state.past.reviewed)
    for check_in in state.check_ins.values():
        if at is None or check_in.at <= at:
            reviewed.update(check_in.reviews)
    return reviewed
