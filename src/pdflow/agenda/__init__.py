"""What is due, for whom, and what has slipped: derived from state and policy at a moment the caller gives.

Nothing here is stored, and nothing looks at a clock. ``agenda`` of one, ``week`` and ``directors_list`` of many say
what is owed; ``drifts`` what has slipped; ``still_reachable`` what can yet be met; ``route_to`` what leads to a goal.
A moment without a time zone is refused with NaiveTime.
"""

from pdflow.agenda.drift.detection import drifts, drifts_ended
from pdflow.agenda.drift.drift import Drift, Ended
from pdflow.agenda.obligations.obligation import Duty, Obligation, Status
from pdflow.agenda.reach import Reach, Target, still_reachable
from pdflow.agenda.routes.route import Route, Step, route_to
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
    "Calendar",
    "Drift",
    "Duty",
    "Ended",
    "EveryDay",
    "Item",
    "Obligation",
    "Reach",
    "Route",
    "Status",
    "Step",
    "Target",
    "Terms",
    "WorkingDays",
    "agenda",
    "directors_list",
    "drifts",
    "drifts_ended",
    "route_to",
    "still_reachable",
    "week",
]
