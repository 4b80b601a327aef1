"""Touch points: both sides look at their partnership while it runs."""

import pytest
from tests.engagement.stories import (
    after,
    agree,
    commissioned,
    day,
    eve,
    in_design,
    partnered,
    payer,
    propose,
    rate,
    requested,
    vet,
)

from pdflow.audience import personal
from pdflow.engagement import (
    EndPartnership,
    HoldTouchPoint,
    Side,
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
def test_neither_touch_point_nor_review_precedes_the_agreement(ask) -> None:
    for story in (in_design(), PROPOSED):
        [reason] = after(*story).when(ask(payer(9))).refused("partnership.not_agreed")
        assert reason.remedy == "AgreePartnership"
    after(*partnered(), propose(payer(5), "p2")).when(ask(payer(9), partner="p2")).refused("partnership.not_agreed")
    after(*partnered()).when(ask(payer(9), partner="p9")).refused("partnership.not_agreed")
    after(*requested()).when(ask(payer(9))).refused("engagement.not_in_stage")


@pytest.mark.parametrize("ask", [hold, lambda header, **values: rate(header, "ra1", Side.HOST, **values)])
def test_a_touch_point_is_refused_where_the_agreement_is_later(ask) -> None:
    [reason] = after(*PARTNERED).when(ask(payer(4, 12))).refused("record.before")
    assert reason.parameters == {"record": "ag1", "at": day(5)}


def test_a_touch_point_names_the_agreement_of_its_time() -> None:
    renewed = (*PARTNERED, agree(payer(100), "ag2"))
    assert after(*renewed).when(hold(eve(90))).events[0].agreement == "ag1"
    assert after(*renewed).when(hold(eve(110))).events[0].agreement == "ag2"


def test_after_the_end_only_earlier_touch_points_are_recorded() -> None:
    ended = after(*PARTNERED, part(payer(100)))
    ended.when(hold(eve(99))).then(TouchPointHeld)
    [reason] = ended.when(hold(eve(101))).refused("partnership.not_agreed")
    assert reason.parameters == {"partner": "p1", "ended": day(100)}
