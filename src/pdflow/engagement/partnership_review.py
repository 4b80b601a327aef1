"""Nurturing a partnership: touch points held together, what each side says of it, and its end (Learning Forward)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import attrs

from pdflow.audience import Audience, TeamNote
from pdflow.engagement.partnership_agreement import agreement_with, none_proposed
from pdflow.engagement.rights import either_side, the_commissioner
from pdflow.engagement.state.records import PartnerEnd, Rating, TouchPoint
from pdflow.engagement.state.state import (
    DESIGN_ON,
    Engagement,
    Moves,
    last,
)
from pdflow.engagement.state.vocabulary import Characteristic, Side
from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import (
    Command,
    Event,
    command,
    event,
)


@attrs.frozen
class CharacteristicRating:
    """How far one characteristic holds, from 1 to 5."""

    characteristic: Characteristic
    rating: int


@attrs.frozen
class MeasureRating:
    """How far one measure of success was met, from 1 to 5."""

    measure: str
    rating: int


@command(by=either_side)
class HoldTouchPoint(Command[Engagement]):
    """Look at a partnership together: what each side says of four aspects, and what is decided."""

    touch_point: RecordId = key("touch_points")
    partner: RecordId = names("partners", unknown="partnership.not_agreed")
    relationship: str | None = None
    content: str | None = None
    delivery: str | None = None
    results: str | None = None
    decided: str | None = None


@command(by=either_side)
class ReviewPartnership(Command[Engagement]):
    """Say for one side how far each characteristic held and each measure was met; may follow the end."""

    review: RecordId = key("ratings")
    partner: RecordId = names("partners", unknown="partnership.not_agreed")
    side: Side
    characteristics: tuple[CharacteristicRating, ...]
    measures: tuple[MeasureRating, ...]
    assessment: str | None = None


@command(by=the_commissioner)
class EndPartnership(Command[Engagement]):
    """End a partnership, or the talk of one."""

    partner: RecordId = names("partners", unknown="partnership.not_proposed")
    reason: str
    note: str | None = None


@event("engagement.touch_point_held")
class TouchPointHeld(Event[Engagement]):
    """Both sides looked at their partnership."""

    touch_point: Annotated[RecordId, Audience.ALL]
    partner: Annotated[RecordId, Audience.ALL]
    agreement: Annotated[RecordId, Audience.ALL]
    relationship: TeamNote
    content: TeamNote
    delivery: TeamNote
    results: TeamNote
    decided: TeamNote

    def apply(self, state: Engagement) -> None:
        state.touch_points[self.touch_point] = TouchPoint(self.at, self.partner, self.agreement)


@event("engagement.partnership_reviewed")
class PartnershipReviewed(Event[Engagement]):
    """One side said what it thinks of the partnership."""

    review: RecordId
    partner: RecordId
    agreement: RecordId
    side: Side
    characteristics: tuple[CharacteristicRating, ...]
    measures: tuple[MeasureRating, ...]
    assessment: TeamNote
    supersedes: RecordId | None

    def apply(self, state: Engagement) -> None:
        state.ratings[self.review] = Rating(self.at, self.partner, self.side, self.agreement)


@event("engagement.partnership_ended")
class PartnershipEnded(Event[Engagement]):
    """A partnership, or the talk of one, came to its end."""

    partner: Annotated[RecordId, Audience.ALL]
    reason: str
    note: TeamNote

    def apply(self, state: Engagement) -> None:
        state.partner_ends[self.partner] = PartnerEnd(self.at, self.header.id, self.partner)


@fact("partnership.not_agreed", remedy="AgreePartnership")
def none_agreed(state: Engagement) -> Objection:
    return not state.agreements


@detail("partnership.not_agreed", remedy="AgreePartnership")
def never_agreed(state: Engagement, look: HoldTouchPoint | ReviewPartnership) -> Objection:
    return {"partner": look.partner} if agreement_with(state, look.partner) is None else None


@detail("partnership.not_agreed", remedy="AgreePartnership")
def over_by_then(state: Engagement, hold: HoldTouchPoint) -> Objection:
    end = state.partner_ends.get(hold.partner)
    return {"partner": hold.partner, "ended": end.at} if end and hold.at > end.at else None


@detail("record.before")
def before_agreement(state: Engagement, look: HoldTouchPoint | ReviewPartnership) -> Objection:
    name = agreement_with(state, look.partner)
    if name is None or agreement_with(state, look.partner, look.at) is not None:
        return None
    return {"record": name, "at": state.agreements[name].at}


@detail("partnership.measure_skipped")
def measure_skipped(state: Engagement, review: ReviewPartnership) -> Objection:
    """Each characteristic and each measure agreed is rated."""
    name = agreement_with(state, review.partner, review.at)
    agreed = () if name is None else state.agreements[name].measures
    rated = {each.characteristic for each in review.characteristics} | {each.measure for each in review.measures}
    skipped = tuple(str(each) for each in (*Characteristic, *agreed) if each not in rated)
    return {"skipped": skipped} if skipped else None


@detail("partnership.no_reason")
def no_reason_to_end(state: Engagement, end: EndPartnership) -> Objection:
    return not end.reason


@fact("partnership.not_reviewed", remedy="ReviewPartnership", waivable=True)
def not_all_reviewed(state: Engagement) -> Objection:
    """Of the partnerships ever agreed, those of which a side has not spoken."""
    spoken = {(rating.partner, rating.side) for rating in state.ratings.values()}
    silent = {
        agreement.partner: tuple(side for side in Side if (agreement.partner, side) not in spoken)
        for agreement in state.agreements.values()
    }
    return tuple({"partner": partner, "sides": sides} for partner, sides in silent.items() if sides)


def ended_already(state: Engagement, end: EndPartnership) -> bool:
    return end.partner in state.partner_ends


def touch_point_held(state: Engagement, hold: HoldTouchPoint) -> Sequence[TouchPointHeld]:
    return (TouchPointHeld.of(hold, agreement=agreement_with(state, hold.partner, hold.at)),)


def reviewed(state: Engagement, review: ReviewPartnership) -> Sequence[PartnershipReviewed]:
    former = last(state.ratings, lambda said: (said.partner, said.side) == (review.partner, review.side))
    agreement = agreement_with(state, review.partner, review.at)
    return (PartnershipReviewed.of(review, agreement=agreement, supersedes=former),)


MOVES: Moves = (
    move(
        HoldTouchPoint,
        DESIGN_ON,
        guards=[none_agreed, never_agreed, over_by_then, before_agreement],
        then=touch_point_held,
    ),
    move(
        ReviewPartnership,
        DESIGN_ON,
        guards=[none_agreed, never_agreed, before_agreement, measure_skipped],
        then=reviewed,
    ),
    move(
        EndPartnership,
        DESIGN_ON,
        guards=[none_proposed, no_reason_to_end],
        then=PartnershipEnded,
        no_op_if=ended_already,
    ),
)
