"""Nurturing a partnership: touch points, both sides' reviews, and its end."""

import pytest
from tests.engagement.stories import (
    after,
    agree,
    commissioned,
    day,
    eve,
    in_design,
    office,
    partnered,
    payer,
    propose,
    rate,
    requested,
    reviewed,
    vet,
    void,
    waive,
)

from pdflow.audience import Audience, audiences, personal
from pdflow.engagement import (
    Characteristic,
    CharacteristicRating,
    Close,
    EndPartnership,
    EngagementClosed,
    HoldTouchPoint,
    MeasureRating,
    PartnershipEnded,
    PartnershipReviewed,
    Side,
    SuccessMeasure,
    SuccessOf,
    TouchPointHeld,
)

PARTNERED = partnered(*commissioned())
PROPOSED = (*in_design(), propose(payer(3)), vet(payer(4)))


def hold(header, touch_point: str = "tp1", partner: str = "p1", **values: object) -> HoldTouchPoint:
    return HoldTouchPoint(header, touch_point=touch_point, partner=partner, **values)


def part(header, partner: str = "p1", reason: str = "fees") -> EndPartnership:
    return EndPartnership(header, partner=partner, reason=reason)


def test_a_touch_point_looks_at_relationship_content_delivery_and_results() -> None:
    defaults = {
        "relationship": "open, both say",
        "content": "too broad, we say",
        "delivery": "well paced",
        "results": "early",
        "decided": "fewer topics",
    }
    command = hold(eve(90), **defaults)
    after(*PARTNERED).when(command).then(
        TouchPointHeld(command.header, touch_point="tp1", partner="p1", agreement="ag1", **defaults)
    )
    assert set(personal(TouchPointHeld)) == {*defaults}
    after(*PARTNERED, command).when(hold(eve(91))).nothing()


@pytest.mark.parametrize("ask", [hold, lambda header, **values: rate(header, "ra1", Side.HOST, **values)])
def test_there_is_nothing_to_look_at_before_the_agreement(ask) -> None:
    for story in (in_design(), PROPOSED):
        [reason] = after(*story).when(ask(payer(9))).refused("partnership.not_agreed")
        assert reason.remedy == "AgreePartnership"
    after(*partnered(), propose(payer(5), "p2")).when(ask(payer(9), partner="p2")).refused("partnership.not_agreed")
    after(*partnered()).when(ask(payer(9), partner="p9")).refused("partnership.not_agreed")
    after(*requested()).when(ask(payer(9))).refused("engagement.not_in_stage")


@pytest.mark.parametrize("ask", [hold, lambda header, **values: rate(header, "ra1", Side.HOST, **values)])
def test_nothing_is_looked_at_that_was_agreed_only_later(ask) -> None:
    [reason] = after(*PARTNERED).when(ask(payer(4, 12))).refused("record.before")
    assert reason.parameters == {"record": "ag1", "at": day(5)}


def test_a_touch_point_names_the_agreement_of_its_time() -> None:
    renewed = (*PARTNERED, agree(payer(100), "ag2"))
    assert after(*renewed).when(hold(eve(90))).events[0].agreement == "ag1"
    assert after(*renewed).when(hold(eve(110))).events[0].agreement == "ag2"


def test_after_the_end_only_touch_points_of_before_are_entered() -> None:
    ended = after(*PARTNERED, part(payer(100)))
    ended.when(hold(eve(99))).then(TouchPointHeld)
    [reason] = ended.when(hold(eve(101))).refused("partnership.not_agreed")
    assert reason.parameters == {"partner": "p1", "ended": day(100)}


def test_each_side_rates_each_characteristic_and_each_measure() -> None:
    command = rate(eve(100), "ra1", Side.PARTNER, assessment="late invoices")
    after(*PARTNERED).when(command).then(
        PartnershipReviewed(
            command.header,
            review="ra1",
            partner="p1",
            agreement="ag1",
            side=Side.PARTNER,
            characteristics=tuple(CharacteristicRating(each, 4) for each in Characteristic),
            measures=(MeasureRating("teachers trained", 5),),
            assessment="late invoices",
            supersedes=None,
        )
    )
    assert audiences(PartnershipReviewed)["characteristics"] is Audience.TEAM


def test_a_review_that_skips_one_is_refused_and_says_which() -> None:
    rest = tuple(CharacteristicRating(each, 4) for each in Characteristic if each is not Characteristic.TRANSPARENCY)
    skipping = rate(payer(100), "ra1", Side.HOST, characteristics=rest, measures=())
    [reason] = after(*PARTNERED).when(skipping).refused("partnership.measure_skipped")
    assert reason.parameters == {"skipped": ("TRANSPARENCY", "teachers trained")}


def test_the_measures_of_the_agreement_that_held_then_are_asked() -> None:
    two = (
        SuccessMeasure("teachers trained", SuccessOf.GOAL_ALIGNMENT),
        SuccessMeasure("visits", SuccessOf.GOAL_ALIGNMENT),
    )
    renewed = after(*PARTNERED, agree(payer(100), "ag2", measures=two))
    renewed.when(rate(payer(99), "ra1", Side.HOST)).then(PartnershipReviewed)
    [reason] = renewed.when(rate(payer(101), "ra1", Side.HOST)).refused("partnership.measure_skipped")
    assert reason.parameters == {"skipped": ("visits",)}


def test_a_second_review_by_one_side_supersedes_the_first_but_not_the_other_side_s() -> None:
    spoken = after(*PARTNERED, rate(payer(100), "ra1", Side.HOST))
    assert spoken.when(rate(payer(101), "ra2", Side.HOST)).events[0].supersedes == "ra1"
    assert spoken.when(rate(eve(101), "ra2", Side.PARTNER)).events[0].supersedes is None
    spoken.when(rate(payer(101), "ra1", Side.HOST, measures=())).nothing()


def test_a_review_may_follow_the_end() -> None:
    after(*PARTNERED, part(payer(100))).when(rate(eve(120), "ra1", Side.PARTNER)).then(PartnershipReviewed)


def test_a_partnership_ends_with_a_reason_once() -> None:
    command = part(payer(100))
    after(*PARTNERED).when(command).then(PartnershipEnded(command.header, partner="p1", reason="fees", note=None))
    after(*PARTNERED, command).when(part(payer(101), reason="late")).nothing()
    after(*PARTNERED).when(part(payer(100), reason="")).refused("partnership.no_reason")


def test_one_only_proposed_can_be_parted_from_too() -> None:
    after(*in_design(), propose(payer(1))).when(part(payer(2))).then(PartnershipEnded)
    after(*in_design()).when(part(payer(2))).refused("partnership.not_proposed")
    after(*partnered()).when(part(payer(9), "p9")).refused("partnership.not_proposed")
    after(*requested()).when(part(payer(2))).refused("engagement.not_in_stage")


def test_an_end_taken_back_lets_the_partnership_go_on() -> None:
    end = part(payer(100))
    after(*PARTNERED, end, void(office(101), end.header.id)).when(hold(eve(102))).then(TouchPointHeld)


def test_before_closing_both_sides_of_every_partnership_ever_agreed_have_spoken() -> None:
    story = (*partnered(*reviewed()), propose(payer(121), "p2"), part(payer(121), "p1"))
    [reason] = after(*story).when(Close(payer(122))).refused("partnership.not_reviewed")
    assert reason.parameters == {"partner": "p1", "sides": (Side.HOST, Side.PARTNER)}
    half = (*story, rate(payer(121), "ra1", Side.HOST))
    [reason] = after(*half).when(Close(payer(122))).refused("partnership.not_reviewed")
    assert reason.parameters == {"partner": "p1", "sides": (Side.PARTNER,)}
    after(*half, rate(eve(121), "ra2", Side.PARTNER)).when(Close(payer(122))).then(EngagementClosed)
    waived = waive(payer(121), "w1", "partnership.not_reviewed", subject="p1")
    after(*half, waived).when(Close(payer(122))).then(EngagementClosed)
