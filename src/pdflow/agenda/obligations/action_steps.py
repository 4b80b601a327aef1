"""Action steps: the participant completes each by the day agreed, or extended to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, due_by_day
from pdflow.calendar import Deadlines
from pdflow.participation import Participation, step_due_date
from pdflow.people import PARTICIPANT

REVIEW_STEP: Final = ObligationKind("step.review", "CompleteActionStep", PARTICIPANT, "step")


def steps_to_review(state: Participation, at: datetime, days: Deadlines) -> Sequence[Obligation]:
    """Each open action step, postponed by the leaves since it was agreed or last extended."""
    owed = []
    for name in state.open_steps():
        extended = [extension.at for extension in state.extensions.values() if extension.step == name]
        set_at = extended[-1] if extended else state.steps[name].at
        due, last = days.postponed(step_due_date(state, name), set_at), state.policy_at(at).step_breached
        breach = None if last is None else days.days_later(due, last)
        owed.append(due_by_day(REVIEW_STEP, state.person, name, days, due, breach))
    return owed
