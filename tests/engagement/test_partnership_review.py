"""Partnership review: each side rates every characteristic and every agreed measure."""

from tests.engagement.stories import (
    after,
    agree,
    commissioned,
    differs,
    eve,
    partnered,
    payer,
    propose,
    rate,
    reviewed,
    waive,
)

from pdflow.audience import Audience, audiences
from pdflow.engagement import (
    Characteristic,
    CharacteristicRating,
    Close,
    EndPartnership,
    EngagementClosed,
    MeasureRating,
    PartnershipReviewed,
    Side,
    SuccessMeasure,
    SuccessOf,
)

PARTNERED = partnered(*commissioned())


def part(header, partner: str = "p1", reason: str = "fees") -> EndPartnership:
    return EndPartnership(header, partner=partner, reason=reason)


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


def test_a_review_needs_the_measures_of_the_agreement_in_force_then() -> None:
    two = (
        SuccessMeasure("teachers trained", SuccessOf.GOAL_ALIGNMENT),
        SuccessMeasure("visits", SuccessOf.GOAL_ALIGNMENT),
    )
    renewed = after(*PARTNERED, agree(payer(100), "ag2", measures=two))
    renewed.when(rate(payer(99), "ra1", Side.HOST)).then(PartnershipReviewed)
    [reason] = renewed.when(rate(payer(101), "ra1", Side.HOST)).refused("partnership.measure_skipped")
    assert reason.parameters == {"skipped": ("visits",)}


def test_a_second_review_by_one_side_supersedes_the_first_but_not_the_other_side_s() -> None:
    reviewed = after(*PARTNERED, rate(payer(100), "ra1", Side.HOST))
    assert reviewed.when(rate(payer(101), "ra2", Side.HOST)).events[0].supersedes == "ra1"
    assert reviewed.when(rate(eve(101), "ra2", Side.PARTNER)).events[0].supersedes is None
    assert differs(reviewed.when(rate(payer(101), "ra1", Side.HOST, measures=()))) == ("measures",)


def test_a_review_may_follow_the_end() -> None:
    after(*PARTNERED, part(payer(100))).when(rate(eve(120), "ra1", Side.PARTNER)).then(PartnershipReviewed)


def test_before_closing_both_sides_have_reviewed_every_partnership_ever_agreed() -> None:
    story = (*partnered(*reviewed()), propose(payer(121), "p2"), part(payer(121), "p1"))
    [reason] = after(*story).when(Close(payer(122))).refused("partnership.not_reviewed")
    assert reason.parameters == {"partner": "p1", "sides": (Side.HOST, Side.PARTNER)}
    half = (*story, rate(payer(121), "ra1", Side.HOST))
    [reason] = after(*half).when(Close(payer(122))).refused("partnership.not_reviewed")
    assert reason.parameters == {"partner": "p1", "sides": (Side.PARTNER,)}
    after(*half, rate(eve(121), "ra2", Side.PARTNER)).when(Close(payer(122))).then(EngagementClosed)
    waived = waive(payer(121), "w1", "partnership.not_reviewed", subject="p1")
    after(*half, waived).when(Close(payer(122))).then(EngagementClosed)
