"""Partnership end: a partnership ends with a reason, once."""

from tests.engagement.stories import (
    after,
    commissioned,
    eve,
    in_design,
    office,
    partnered,
    payer,
    propose,
    requested,
    void,
)

from pdflow.engagement import (
    EndPartnership,
    HoldTouchPoint,
    PartnershipEnded,
    TouchPointHeld,
)

PARTNERED = partnered(*commissioned())


def hold(header, touch_point: str = "tp1", partner: str = "p1", **values: object) -> HoldTouchPoint:
    return HoldTouchPoint(header, touch_point=touch_point, partner=partner, **values)


def part(header, partner: str = "p1", reason: str = "fees") -> EndPartnership:
    return EndPartnership(header, partner=partner, reason=reason)


def test_a_partnership_ends_with_a_reason_once() -> None:
    command = part(payer(100))
    after(*PARTNERED).when(command).then(PartnershipEnded(command.header, partner="p1", reason="fees", note=None))
    after(*PARTNERED, command).when(part(payer(101))).nothing()
    after(*PARTNERED, command).when(part(payer(101), reason="late")).refused("partnership.not_proposed")
    after(*PARTNERED).when(part(payer(100), reason="")).refused("partnership.no_reason")


def test_the_negotiation_with_a_proposed_partner_can_be_ended_too() -> None:
    after(*in_design(), propose(payer(1))).when(part(payer(2))).then(PartnershipEnded)
    after(*in_design()).when(part(payer(2))).refused("partnership.not_proposed")
    after(*partnered()).when(part(payer(9), "p9")).refused("partnership.not_proposed")
    after(*requested()).when(part(payer(2))).refused("engagement.not_in_stage")


def test_an_end_voided_lets_the_partnership_go_on() -> None:
    end = part(payer(100))
    after(*PARTNERED, end, void(office(101), end.header.id)).when(hold(eve(102))).then(TouchPointHeld)
