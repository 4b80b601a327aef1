"""Touch points of a partnership: on the days agreed, then every so many days, 90 in the full policy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, due_by_day
from pdflow.calendar import Deadlines
from pdflow.engagement import Engagement, agreement_with_partner
from pdflow.people import COMMISSIONER

TOUCH_POINT: Final = ObligationKind("partnership.touch_point", "HoldTouchPoint", COMMISSIONER, "partner")


def touch_points_to_hold(state: Engagement, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """The next touch point with each partner whose partnership has not ended."""
    for partner in state.partners.keys() - state.partner_ends.keys():
        name = agreement_with_partner(state, partner)
        if name is not None:
            agreement, every = state.agreements[name], state.policy_at(at).touch_point_every
            held = sorted(point.at for point in state.touch_points.values() if point.agreement == name)
            planned = sorted(agreement.touch_points)[len(held) :]
            if planned:
                yield due_by_day(TOUCH_POINT, None, partner, days, days.days_later(planned[0], 0))
            elif every is not None:
                since = days.day(max([agreement.at, *held]))
                yield due_by_day(TOUCH_POINT, None, partner, days, days.days_later(since, every))
