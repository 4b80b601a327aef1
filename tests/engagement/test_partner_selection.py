"""Partner selection: an outside partner is proposed to fill a gap, and vetted."""

import pytest
from tests.engagement.stories import (
    after,
    agree,
    differs,
    in_design,
    payer,
    propose,
    vet,
)

from pdflow.engagement import (
    Brings,
    EndPartnership,
    PartnerProposed,
    PartnerVetted,
    SelectionAnswer,
    VetPartner,
)

PROPOSED = (*in_design(), propose(payer(1)))
VETTED = (*PROPOSED, vet(payer(2)))


def test_a_proposal_says_what_they_add_and_what_was_looked_at_inside() -> None:
    command = propose(payer(1), brings=(Brings.EXPERIENCE, Brings.EXPERTISE))
    after(*in_design()).when(command).then(
        PartnerProposed(
            command.header,
            partner="p1",
            organisation="Learning Ltd",
            brings=(Brings.EXPERIENCE, Brings.EXPERTISE),
            looked_inside="nobody coaches",
        )
    )
    assert differs(after(*PROPOSED).when(propose(payer(2), brings=()))) == ("brings",)


def test_a_proposal_without_a_gap_to_fill_is_refused() -> None:
    design = after(*in_design())
    [reason] = design.when(propose(payer(1), brings=(), looked_inside="")).refused("partnership.no_gap")
    assert reason.parameters == {"missing": ("brings", "looked_inside")}
    [reason] = design.when(propose(payer(1), looked_inside="")).refused("partnership.no_gap")
    assert reason.parameters == {"missing": ("looked_inside",)}


def test_vetting_records_the_answers_and_a_failed_check_is_a_fact() -> None:
    command = vet(payer(2), passed=False)
    answers = (SelectionAnswer("Who else have you worked with?", "two districts"),)
    after(*PROPOSED).when(command).then(
        PartnerVetted(command.header, vetting="v1", partner="p1", answers=answers, passed=False, supersedes=None)
    )
    [event] = after(*PROPOSED, command).when(vet(payer(3), "v2")).events
    assert event.supersedes == "v1"
    assert differs(after(*PROPOSED, command).when(vet(payer(3)))) == ("passed",)


@pytest.mark.parametrize("ask", [vet, agree])
def test_nobody_is_vetted_or_agreed_with_who_was_not_proposed(ask) -> None:
    [reason] = after(*in_design()).when(ask(payer(2))).reasons[:1]
    assert (reason.code, reason.remedy) == ("partnership.not_proposed", "ProposePartner")
    reasons = after(*PROPOSED).when(ask(payer(2), partner="p9")).reasons
    assert reasons[-1].code == "partnership.not_proposed"
    assert reasons[-1].parameters == {"unknown": ("p9",)}


@pytest.mark.parametrize("ask", [vet, agree])
def test_a_partner_whose_partnership_ended_is_proposed_again_under_another_name(ask) -> None:
    parted = (*VETTED, propose(payer(2), "p2"), EndPartnership(payer(3), partner="p1", reason="fees"))
    [reason] = (
        after(*parted)
        .when(ask(payer(4), **({"vetting": "v9"} if ask is vet else {})))
        .refused("partnership.not_proposed")
    )
    assert "ended" in reason.parameters


def test_each_selection_question_is_answered() -> None:
    asked = (SelectionAnswer("Who else?", "two districts"), SelectionAnswer("What fee?", " "))
    proposed = after(*in_design(), propose(payer(1)))
    [reason] = proposed.when(VetPartner(payer(2), vetting="v1", partner="p1", answers=asked, passed=True)).refused(
        "partnership.question_unanswered"
    )
    assert reason.parameters == {"questions": ("What fee?",)}
    [reason] = proposed.when(VetPartner(payer(2), vetting="v1", partner="p1", answers=(), passed=True)).refused(
        "partnership.question_unanswered"
    )
    assert reason.parameters == {"questions": ()}
