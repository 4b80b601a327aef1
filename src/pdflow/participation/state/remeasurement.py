"""When an outcome counts as measured again after the training."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from pdflow.participation.state.attendance import first_training_attended
from pdflow.participation.state.leave import days_on_leave
from pdflow.participation.state.records import Measurement
from pdflow.participation.state.state import Participation
from pdflow.values import EvaluationLevel, Outcome, OutcomeKind

_SHOWS_USE: Final = frozenset({EvaluationLevel.USE, EvaluationLevel.LEARNER_OUTCOME})
_LEARNT: Final = frozenset({OutcomeKind.ATTITUDE, OutcomeKind.SKILL})


def is_remeasured(state: Participation, outcome: Outcome, by: datetime | None = None) -> bool:
    """Whether a reading in the policy's window and after the last coaching shows that the outcome is in use.

    For an attitude or a skill, learning does if it was read at the workplace; reaction never does (GUSKEY, KIRK).

    Args:
        by: Leave out readings of later days than this.
    """
    counting = {(reading.outcome, reading.on, reading.level): reading for reading in state.measurements.values()}
    return any(
        reading.outcome == outcome.outcome
        and (by is None or reading.on <= by.date())
        and _shows_use(outcome, reading)
        and _is_in_window(state, reading.on, by)
        for reading in counting.values()
    )


def _shows_use(outcome: Outcome, reading: Measurement) -> bool:
    if reading.level is EvaluationLevel.LEARNING:
        return reading.at_workplace and outcome.kind in _LEARNT
    return reading.level in _SHOWS_USE


def _is_in_window(state: Participation, day: date, by: datetime | None) -> bool:
    """Whether a day is late enough after the first training and not too late; days of leave are not counted."""
    trained = first_training_attended(state)
    if trained is None or (state.coached_at is not None and day < state.coached_at.date()):
        return False
    elapsed = (day - trained.date()).days - days_on_leave(state, trained.date(), day)
    return (state.policy if by is None else state.policy_at(by)).measures_after(elapsed)
