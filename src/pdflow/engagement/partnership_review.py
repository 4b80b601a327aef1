"""Partnership review: each side rates the characteristics and measures agreed on (Learning Forward)."""

from __future__ import annotations

from collections.abc import Sequence

from pdflow.audience import TeamNote
from pdflow.engagement.partnership_agreement import before_agreement, never_agreed, no_partner_agreed
from pdflow.engagement.rights import a_side_of_the_partnership
from pdflow.engagement.state import (
    DESIGN_ON,
    Characteristic,
    CharacteristicRating,
    Engagement,
    MeasureRating,
    Moves,
    Side,
    SideRating,
    agreement_with_partner,
    kept,
    last_recorded,
)
from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event


@command(by=a_side_of_the_partnership)
class ReviewPartnership(Command[Engagement]):
    """Rate each characteristic and each measure for one side; may follow the end of the partnership."""

    review: RecordId = key("ratings")
    partner: RecordId = names("partners", unknown="partnership.not_agreed")
    side: Side
    characteristics: tuple[CharacteristicRating, ...]
    measures: tuple[MeasureRating, ...]
    assessment: TeamNote = None


@event("engagement.partnership_reviewed")
class PartnershipReviewed(Event[Engagement]):
    """One side reviewed the partnership."""

    review: RecordId
    partner: RecordId
    agreement: RecordId
    side: Side
    characteristics: tuple[CharacteristicRating, ...]
    measures: tuple[MeasureRating, ...]
    assessment: TeamNote
    supersedes: RecordId | None

    def apply(self, state: Engagement) -> None:
        state.ratings[self.review] = kept(SideRating, self)


@detail("partnership.measure_skipped")
def measure_skipped(state: Engagement, review: ReviewPartnership) -> Objection:
    """Every characteristic and every agreed measure has to be rated."""
    name = agreement_with_partner(state, review.partner, review.at)
    agreed = () if name is None else state.agreements[name].measures
    rated = {each.characteristic for each in review.characteristics} | {each.measure for each in review.measures}
    skipped = tuple(str(each) for each in (*Characteristic, *agreed) if each not in rated)
    return {"skipped": skipped} if skipped else None


@fact("partnership.not_reviewed", remedy="ReviewPartnership", waivable=True)
def not_all_reviewed(state: Engagement) -> Objection:
    """Partnerships ever agreed that a side has not reviewed."""
    reviewed = {(rating.partner, rating.side) for rating in state.ratings.values()}
    missing = {
        agreement.partner: tuple(side for side in Side if (agreement.partner, side) not in reviewed)
        for agreement in state.agreements.values()
    }
    return tuple({"partner": partner, "sides": sides} for partner, sides in missing.items() if sides)


def partnership_reviewed(state: Engagement, review: ReviewPartnership) -> Sequence[PartnershipReviewed]:
    former = last_recorded(state.ratings, lambda each: (each.partner, each.side) == (review.partner, review.side))
    agreement = agreement_with_partner(state, review.partner, review.at)
    return (PartnershipReviewed.of(review, agreement=agreement, supersedes=former),)


MOVES: Moves = (
    move(
        ReviewPartnership,
        DESIGN_ON,
        guards=[no_partner_agreed, never_agreed, before_agreement, measure_skipped],
        then=partnership_reviewed,
    ),
)
