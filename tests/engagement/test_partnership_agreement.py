"""Partnership agreement: what both sides commit to, after the partner was vetted."""

import pytest
from tests.engagement.stories import (
    after,
    agree,
    commissioned,
    in_design,
    office,
    on,
    partnered,
    payer,
    propose,
    requested,
    vet,
    void,
)

from pdflow.engagement import (
    Alignment,
    Characteristic,
    PartnerRole,
    PartnershipAgreed,
    Promise,
    SuccessMeasure,
    SuccessOf,
)

PROPOSED = (*in_design(), propose(payer(1)))
VETTED = (*PROPOSED, vet(payer(2)))


def test_an_agreement_relies_on_the_vetting_it_names() -> None:
    command = agree(payer(3))
    [event] = after(*VETTED).when(command).events
    assert event == PartnershipAgreed(
        command.header,
        agreement="ag1",
        partner="p1",
        vetting="v1",
        roles=(PartnerRole.COLLABORATOR,),
        people=("eve",),
        alignment=Alignment("practice", "more questions", "monthly calls", "answers in a week"),
        promises=tuple(Promise(characteristic, "we will") for characteristic in Characteristic),
        measures=(SuccessMeasure("teachers trained", SuccessOf.QUALITY_QUANTITY_COST),),
        touch_points=(on(90),),
        without_partner="two of ours co-train",
        supersedes=None,
    )
    after(*VETTED, command).when(void(office(4), "v1")).refused("record.relied_upon")
    after(*VETTED, command).when(agree(payer(4))).nothing()


def test_an_agreement_is_refused_before_the_partner_was_vetted() -> None:
    [reason] = after(*PROPOSED).when(agree(payer(3))).refused("partnership.not_vetted")
    assert (reason.parameters, reason.remedy) == ({"partner": "p1"}, "VetPartner")
    vetted_later = after(*PROPOSED, vet(payer(5)))
    vetted_later.when(agree(payer(3))).refused("partnership.not_vetted")


def test_an_agreement_is_refused_where_the_check_failed_until_a_later_one_passes() -> None:
    failed = (*PROPOSED, vet(payer(2), passed=False))
    [reason] = after(*failed).when(agree(payer(3))).refused("partnership.check_failed")
    assert reason.parameters == {"partner": "p1", "vetting": "v1"}
    after(*failed, vet(payer(3), "v2")).when(agree(payer(4))).then(PartnershipAgreed)
    after(*VETTED, vet(payer(3), "v2", passed=False)).when(agree(payer(4))).refused("partnership.check_failed")


def test_an_incomplete_agreement_is_refused_and_says_all_that_is_missing() -> None:
    nothing = {"roles": (), "people": (), "alignment": Alignment(" "), "promises": (), "measures": ()}
    empty = agree(payer(3), **nothing, touch_points=(), without_partner=" ")
    [reason] = after(*VETTED).when(empty).refused("partnership.incomplete")
    assert reason.parameters["missing"] == (
        *("roles", "people", "needs", "goals", "processes", "expectations"),
        *Characteristic,
        *("measures", "touch_points", "without_partner"),
    )


@pytest.mark.parametrize("characteristic", Characteristic)
def test_one_promise_for_each_characteristic(characteristic: Characteristic) -> None:
    promises = tuple(Promise(each, "" if each is characteristic else "we will") for each in Characteristic)
    [reason] = after(*VETTED).when(agree(payer(3), promises=promises)).refused("partnership.incomplete")
    assert reason.parameters == {"missing": (characteristic,)}


def test_an_agreement_renewed_supersedes_the_former() -> None:
    [event] = after(*partnered()).when(agree(payer(100), "ag2")).events
    assert event.supersedes == "ag1"


def test_partners_are_looked_for_from_the_design_on_and_late_too() -> None:
    after(*requested()).when(propose(payer(1))).refused("engagement.not_in_stage")
    after(*requested()).when(vet(payer(1))).refused("engagement.not_in_stage")
    after(*requested()).when(agree(payer(1))).refused("engagement.not_in_stage")
    assert after(*partnered(*commissioned())).state.agreements
