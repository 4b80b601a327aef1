"""Milestones of the timeline: each reached, moved or dropped by its day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, due_by_day
from pdflow.calendar import Deadlines
from pdflow.engagement import Engagement, band_and_day_of_milestone, open_milestones
from pdflow.people import COORDINATOR

MILESTONE: Final = ObligationKind("milestone.reach", "ReachMilestone", COORDINATOR, "milestone")


def milestones_to_reach(state: Engagement, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """Each open milestone, by its latest day."""
    for name in open_milestones(state):
        _, due = band_and_day_of_milestone(state, name)
        yield due_by_day(MILESTONE, None, name, days, days.days_later(due, 0))
