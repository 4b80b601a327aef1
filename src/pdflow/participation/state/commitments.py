"""Commitments to practice: which of the promised steps were looked at: on their date or later, or found done."""

from __future__ import annotations

from collections.abc import Iterable, Set as AbstractSet
from datetime import datetime

from pdflow.kernel.fields import RecordId
from pdflow.kernel.lookups import lookup
from pdflow.participation.state.state import Participation
from pdflow.participation.state.support_records import CheckIn
from pdflow.participation.state.vocabulary import Progress


def unreviewed_steps(state: Participation, at: datetime) -> dict[int, tuple[RecordId, ...]]:
    """For each cycle the steps promised in it whose date has come, and that no check-in looked at by this time."""
    found: dict[int, tuple[RecordId, ...]] = {}
    commitments = (*state.past.commitments, *state.commitments.values())
    if not commitments:
        return found
    reviewed, today = _reviewed_by(state, at), at.date()
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
    return {*_reviewed_by(state, at)}


def _reviewed_by(state: Participation, at: datetime | None) -> AbstractSet[RecordId]:
    if at is not None and any([check_in.at > at for check_in in state.check_ins.values()]):
        return _reviewed(state, [check_in for check_in in state.check_ins.values() if check_in.at <= at])
    return _reviewed_by_all(state)


@lookup("commitments", "check_ins", "cycles")
def _reviewed_by_all(state: Participation) -> AbstractSet[RecordId]:
    return _reviewed(state, state.check_ins.values())


def _reviewed(state: Participation, check_ins: Iterable[CheckIn]) -> AbstractSet[RecordId]:
    commitments = (*state.past.commitments, *state.commitments.values())
    promised = {step: by for commitment in commitments for step, by in commitment.steps.items()}
    reviewed = set(state.past.reviewed)
    for check_in in check_ins:
        for step, found in check_in.reviews.items():
            if step in promised and (found is Progress.DONE or promised[step] <= check_in.at.date()):
                reviewed.add(step)
    return reviewed
