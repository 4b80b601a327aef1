"""Commitments to practice: which of the promised steps were looked at: on their date or later, or found done."""

from __future__ import annotations

from datetime import datetime

from pdflow.kernel.fields import RecordId
from pdflow.participation.state.state import Participation
from pdflow.participation.state.vocabulary import Progress


def unreviewed_steps(state: Participation, at: datetime) -> dict[int, tuple[RecordId, ...]]:
    """For each cycle the steps promised in it whose date has come, and that no check-in looked at by this time."""
    found: dict[int, tuple[RecordId, ...]] = {}
    commitments = (*state.past.commitments, *state.commitments.values())
    if not commitments:
        return found
    reviewed, today = reviewed_steps(state, at), at.date()
    for commitment in commitments:
        due = [step for step, by in commitment.steps.items() if by <= today and step not in reviewed]
        if due and commitment.at <= at:
            cycle = state.cycle_on(commitment.at)
            found[cycle] = (*found.get(cycle, ()), *due)
    return found


def reviewed_steps(state: Participation, at: datetime | None = None) -> set[RecordId]:
    """The steps that a check-in looked at, by this time if one is given; of closed cycles those that still count.

    A look before the date of a step counts only where it found the step done.
    """
    commitments = (*state.past.commitments, *state.commitments.values())
    promised = {step: by for commitment in commitments for step, by in commitment.steps.items()}
    reviewed = set(state.past.reviewed)
    for check_in in state.check_ins.values():
        if at is None or check_in.at <= at:
            for step, found in check_in.reviews.items():
                if step in promised and (found is Progress.DONE or promised[step] <= check_in.at.date()):
                    reviewed.add(step)
    return reviewed
