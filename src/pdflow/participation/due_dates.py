"""Due dates of action steps: the policy's, the latest allowed, and what an extension made of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from pdflow.kernel.fields import RecordId, within_years
from pdflow.kernel.guards import Objection
from pdflow.participation.state import Participation

DAY: Final = timedelta(days=1)


def before_its_day(at: datetime, due: date | None) -> Objection:
    """Object to a due date before the day on which it is agreed."""
    return {"due": due} if due is not None and due < at.date() else None


def beyond_latest(state: Participation, at: datetime, due: date | None) -> Objection:
    """Object to a due date later than the policy allows for a step agreed at this time."""
    days = state.policy_at(at).step_latest
    if due is None or days is None:
        return None
    latest = at.date() + days * DAY
    return {"due": due, "latest": latest} if due > latest else None


def step_due_date(state: Participation, step: RecordId) -> date:
    """The due date of a step: of its last extension, else as agreed."""
    extended = [extension.due for extension in state.extensions.values() if extension.step == step]
    return extended[-1] if extended else state.steps[step].due


def due_by_policy(state: Participation, at: datetime, due: date | None) -> date:
    """The due date given, else as many days after the agreement as the policy says."""
    return due or within_years(at.date() + state.policy_at(at).step_due * DAY)
