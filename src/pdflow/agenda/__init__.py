"""What is due, for whom, what has slipped and what leads on: computed from states and policies, stored nowhere.

Every function takes the moment and the host's calendar; nothing reads a clock. A moment without an offset from UTC
raises NaiveTime.

- ``worklists``: ``agenda`` of one state, ``week`` and ``directors_list`` of many
- ``obligations``: one file for each kind of duty; ``is_late`` is what every list and document counts as late
- ``words``: ``describe_obligation`` in the reader's language
- ``drift``: ``drifts`` of a state, ``drifts_ahead`` with those to come, ``drifts_ended`` of a history
- ``next_change``: ``next_change``, until which these stay the same if nothing is recorded
- ``reach``: ``still_reachable`` targets
- ``closed_day``: ``close_day``, which calls the visits of a day off, or moves them
- ``routes``: ``route_to`` a command or a phase
- ``policy_comparison``: ``compare`` a policy with those in force, before it is adopted
"""

from pdflow.agenda.closed_day import close_day
from pdflow.agenda.drift.detection import drifts, drifts_ahead, drifts_ended
from pdflow.agenda.drift.drift import Drift, EndedDrift
from pdflow.agenda.drift.engagement import ENGAGEMENT_CAUSES
from pdflow.agenda.drift.participation import PARTICIPATION_CAUSES
from pdflow.agenda.next_change import next_change
from pdflow.agenda.obligations.action_steps import REVIEW_STEP
from pdflow.agenda.obligations.cadre import CADRE_KINDS
from pdflow.agenda.obligations.coaching_sessions import OPEN_COACHING, needs_more_coaching
from pdflow.agenda.obligations.engagement import ENGAGEMENT_KINDS
from pdflow.agenda.obligations.growth_areas import SETTLE_GROWTH_AREA
from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, Status, is_late
from pdflow.agenda.obligations.participation import PARTICIPATION_KINDS
from pdflow.agenda.policy_comparison import Difference, PolicyEffect, RefusalDifference, compare
from pdflow.agenda.reach import Reach, Target, still_reachable
from pdflow.agenda.routes.route import Route, RouteStep, route_to
from pdflow.agenda.words import describe_obligation
from pdflow.agenda.worklists import (
    Item,
    agenda,
    directors_list,
    week,
)
from pdflow.calendar import (
    Calendar,
    EveryDay,
    Terms,
    WorkingDays,
)

__all__ = [
    "CADRE_KINDS",
    "ENGAGEMENT_CAUSES",
    "ENGAGEMENT_KINDS",
    "OPEN_COACHING",
    "PARTICIPATION_CAUSES",
    "PARTICIPATION_KINDS",
    "REVIEW_STEP",
    "SETTLE_GROWTH_AREA",
    "Calendar",
    "Difference",
    "Drift",
    "EndedDrift",
    "EveryDay",
    "Item",
    "Obligation",
    "ObligationKind",
    "PolicyEffect",
    "Reach",
    "RefusalDifference",
    "Route",
    "RouteStep",
    "Status",
    "Target",
    "Terms",
    "WorkingDays",
    "agenda",
    "close_day",
    "compare",
    "describe_obligation",
    "directors_list",
    "drifts",
    "drifts_ahead",
    "drifts_ended",
    "is_late",
    "needs_more_coaching",
    "next_change",
    "route_to",
    "still_reachable",
    "week",
]
