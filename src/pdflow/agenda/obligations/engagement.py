"""Obligations of an engagement: which kinds may be owed, in the order of an agenda."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from pdflow.agenda.obligations.baselines import SET_GROUP_BASELINE, group_baselines_to_set
from pdflow.agenda.obligations.follow_up_strategies import STRATEGY, strategies_to_give
from pdflow.agenda.obligations.measurement import READ_GROUP, WAIVE_READING, group_outcomes_to_read
from pdflow.agenda.obligations.milestones import MILESTONE, milestones_to_reach
from pdflow.agenda.obligations.obligation import Obligation, ObligationKind
from pdflow.agenda.obligations.partnership_reviews import PARTNERSHIP_REVIEW, partnerships_to_review
from pdflow.agenda.obligations.protected_time import SLOT, slots_to_use
from pdflow.agenda.obligations.revisits import REVISIT, revisits_to_hold
from pdflow.agenda.obligations.sharings import SHARING, sharings_to_hold
from pdflow.agenda.obligations.tasks import TASK, tasks_to_complete
from pdflow.agenda.obligations.touch_points import TOUCH_POINT, touch_points_to_hold
from pdflow.agenda.obligations.training_sessions import (
    DELIVER,
    RESCHEDULE,
    sessions_to_deliver,
    trainings_to_reschedule,
)
from pdflow.calendar import Calendar, Deadlines, WorkingDays
from pdflow.engagement import DESIGN_ON, Engagement


def engagement_obligations(state: Engagement, at: datetime, calendar: Calendar) -> list[Obligation]:
    """Everything owed in an engagement at a moment, from its design until it is closed."""
    if state.phase not in DESIGN_ON:
        return []
    days = WorkingDays.of(calendar).deadlines
    return [obligation for obligations in OBLIGATIONS for obligation in obligations(state, at, days)]


OBLIGATIONS: Final[tuple[Callable[[Engagement, datetime, Deadlines], Iterator[Obligation]], ...]] = (
    group_baselines_to_set,
    touch_points_to_hold,
    partnerships_to_review,
    milestones_to_reach,
    tasks_to_complete,
    slots_to_use,
    revisits_to_hold,
    sharings_to_hold,
    sessions_to_deliver,
    trainings_to_reschedule,
    strategies_to_give,
    group_outcomes_to_read,
)
ENGAGEMENT_KINDS: Final[tuple[ObligationKind, ...]] = (
    SET_GROUP_BASELINE,
    READ_GROUP,
    WAIVE_READING,
    TOUCH_POINT,
    *PARTNERSHIP_REVIEW.values(),
    MILESTONE,
    TASK,
    SLOT,
    REVISIT,
    SHARING,
    STRATEGY,
    DELIVER,
    RESCHEDULE,
)
"""Every kind of obligation in an engagement."""
