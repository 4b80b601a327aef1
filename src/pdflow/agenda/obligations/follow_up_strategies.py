"""Follow-up strategies of an engagement: each given on its day, by its owner."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, due_by_day
from pdflow.calendar import Deadlines
from pdflow.engagement import Engagement
from pdflow.people import FACILITATOR

STRATEGY: Final = ObligationKind("follow_up.give", "RecordFollowUp", FACILITATOR, "plan")


def strategies_to_give(state: Engagement, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """Each strategy in force that was neither given nor waived."""
    given = {follow_up.plan for follow_up in state.given.values()}
    for name in state.in_force():
        if name not in given and not state.waives("followup.outstanding", {"plan": name}):
            plan = state.plans[name]
            yield due_by_day(STRATEGY, plan.owner, name, days, days.days_later(plan.on, 0))
