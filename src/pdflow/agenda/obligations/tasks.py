"""Tasks of the timeline, with or without a milestone: each on its day, by whoever it was assigned to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, due_by_day
from pdflow.calendar import Deadlines
from pdflow.engagement import Engagement, band_and_day, open_tasks
from pdflow.people import FACILITATOR

TASK: Final = ObligationKind("task.complete", "CompleteTask", FACILITATOR, "task")


def tasks_to_complete(state: Engagement, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """Each open task, by its latest day."""
    for name in open_tasks(state):
        _, due = band_and_day(state, name)
        yield due_by_day(TASK, state.tasks[name].person, name, days, days.days_later(due, 0))
