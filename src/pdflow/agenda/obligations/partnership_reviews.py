"""Reviews of a partnership: each side rates it, by the planned end or soon after the partnership ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, due_by_day
from pdflow.calendar import Deadlines
from pdflow.engagement import Engagement, Side
from pdflow.kernel.fields import RecordId
from pdflow.people import COMMISSIONER, PARTNER

PARTNERSHIP_REVIEW: Final = {
    side: ObligationKind("partnership.review", "ReviewPartnership", role, "partner", {"side": side})
    for side, role in ((Side.HOST, COMMISSIONER), (Side.PARTNER, PARTNER))
}


def partnerships_to_review(state: Engagement, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """The review of each partnership by each side that has not rated it yet."""
    rated = {(rating.partner, rating.side) for rating in state.ratings.values()}
    for partner in dict.fromkeys(agreement.partner for agreement in state.agreements.values()):
        due = _review_due(state, partner, at, days)
        if due is not None and not state.waives("partnership.not_reviewed", {"partner": partner}):
            for side, kind in PARTNERSHIP_REVIEW.items():
                if (partner, side) not in rated:
                    yield due_by_day(kind, None, partner, days, due)


def _review_due(state: Engagement, partner: RecordId, at: datetime, days: Deadlines) -> date | None:
    """The planned end, or sooner: as long after the partnership's end as between two touch points."""
    end = state.partner_ends.get(partner)
    due = [] if state.planned_end is None else [state.planned_end]
    if end is not None:
        due.append(days.days_later(days.day(end.at), state.policy_at(at).touch_point_every or 0))
    return min(due, default=None)
