"""Examples of partnerships: proposed, vetted, agreed, looked at together, reviewed and ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from pdflow.engagement.examples.values import ExampleMaker, current_partners, days_later, free_name
from pdflow.engagement.partner_selection import ProposePartner, VetPartner
from pdflow.engagement.partnership_agreement import AgreePartnership
from pdflow.engagement.partnership_end import EndPartnership
from pdflow.engagement.partnership_review import ReviewPartnership
from pdflow.engagement.resource_selection import VetResource
from pdflow.engagement.state import (
    Alignment,
    Brings,
    Characteristic,
    CharacteristicRating,
    Engagement,
    MeasureRating,
    PartnerRole,
    Promise,
    SelectionAnswer,
    Side,
    SuccessMeasure,
    SuccessOf,
    agreement_with_partner,
)
from pdflow.engagement.touch_points import HoldTouchPoint
from pdflow.kernel.examples import first
from pdflow.kernel.fields import RecordId
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command
from pdflow.values import Strategy

SPEAKER: Final = "partner"
"""Who speaks for a partner where the state names nobody."""


def a_partner(state: Engagement, header: Header) -> ProposePartner:
    return ProposePartner(
        header,
        partner=free_name(state, "partner", state.partners),
        organisation="a teachers' centre",
        brings=(Brings.EXPERTISE,),
        looked_inside="nobody has coached before",
    )


def a_partner_vetted(state: Engagement, header: Header) -> VetPartner:
    """The vetting of the first partner not vetted yet, else of one who failed, else of the latest."""
    live, passed = current_partners(state), _passed(state)
    new = (name for name in live if name not in passed)
    failed = (name for name in live if passed.get(name) is False)
    return VetPartner(
        header,
        vetting=free_name(state, "vetting", state.vettings),
        partner=first(new, failed, reversed(live)),
        answers=(SelectionAnswer("Whom have you worked with?", "three schools nearby"),),
        passed=True,
    )


def a_partnership(state: Engagement, header: Header) -> AgreePartnership:
    """An agreement with the first partner without one, those who failed last, else another with the latest."""
    live, passed = current_partners(state), _passed(state)
    agreed = {agreement.partner for agreement in state.agreements.values()}
    without = [name for name in live if name not in agreed]
    return AgreePartnership(
        header,
        agreement=free_name(state, "agreement", state.agreements),
        partner=first((name for name in without if passed.get(name, True)), without, reversed(live)),
        roles=(PartnerRole.COACH,),
        people=(SPEAKER,),
        alignment=Alignment("practice", "open questions", "a call a month", "answers within a week"),
        promises=tuple(Promise(each, "we will see to it") for each in Characteristic),
        measures=(SuccessMeasure("teachers trained", SuccessOf.GOAL_ALIGNMENT),),
        touch_points=(days_later(header, 90),),
        without_partner="our own coaches go on",
    )


def _passed(state: Engagement) -> dict[RecordId, bool]:
    """For each vetted partner, whether they passed."""
    return {vetting.partner: vetting.passed for vetting in state.vettings.values()}


def a_touch_point(state: Engagement, header: Header) -> HoldTouchPoint:
    """A touch point with the partner who had the fewest."""
    held = Counter(point.partner for point in state.touch_points.values())
    agreed = (name for name in current_partners(state) if agreement_with_partner(state, name) is not None)
    return HoldTouchPoint(
        header,
        touch_point=free_name(state, "touch-point", state.touch_points),
        partner=first(sorted(agreed, key=lambda name: held[name])),
        relationship="calls are answered",
        decided="go on as agreed",
    )


def a_partnership_review(
    state: Engagement, header: Header, *, partner: RecordId | None = None, side: Side | None = None
) -> ReviewPartnership:
    """A review by the first side that is missing; every characteristic and every agreed measure is rated."""
    open_partner, open_side = side_to_review(state, partner)
    agreement = agreement_with_partner(state, open_partner, header.at) or agreement_with_partner(state, open_partner)
    measures = state.agreements[agreement].measures if agreement is not None else ()
    return ReviewPartnership(
        header,
        review=free_name(state, "rating", state.ratings),
        partner=open_partner,
        side=side or open_side,
        characteristics=tuple(CharacteristicRating(each, 4) for each in Characteristic),
        measures=tuple(MeasureRating(each, 3) for each in measures),
    )


def side_to_review(state: Engagement, partner: RecordId | None = None) -> tuple[RecordId, Side]:
    """The partnership, this one or any, with a side that has not reviewed it, and that side; else the host's side."""
    reviewed = {(rating.partner, rating.side) for rating in state.ratings.values()}
    agreed = [*dict.fromkeys(agreement.partner for agreement in state.agreements.values())]
    candidates = agreed if partner is None else [partner]
    missing = ((name, side) for name in candidates for side in Side if (name, side) not in reviewed)
    return next(missing, (first(reversed(candidates)), Side.HOST))


def a_partnership_end(state: Engagement, header: Header) -> EndPartnership:
    return EndPartnership(header, partner=first(reversed(current_partners(state))), reason="fees")


def a_resource_vetted(state: Engagement, header: Header) -> VetResource:
    return VetResource(
        header,
        resource=free_name(state, "resource", state.resources),
        title="twenty lessons on film",
        source="an open library of lessons",
        judged_on=("fits the outcome", "free to use"),
        strategy=Strategy.DISCUSSION,
        passed=True,
    )


PARTNERSHIP_EXAMPLES: Final[Mapping[type[Command[Any]], ExampleMaker]] = {
    ProposePartner: a_partner,
    VetPartner: a_partner_vetted,
    AgreePartnership: a_partnership,
    HoldTouchPoint: a_touch_point,
    ReviewPartnership: a_partnership_review,
    EndPartnership: a_partnership_end,
    VetResource: a_resource_vetted,
}
