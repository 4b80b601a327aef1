"""Requirements: another policy is adopted, and requirements are waived."""

import attrs
from tests.engagement.stories import (
    after,
    closed,
    differs,
    host,
    in_design,
    join,
    office,
    outcome,
    payer,
    requested,
    void,
    waive,
)

from pdflow import COLLEGE_CPD, FULL
from pdflow.engagement import (
    AdoptPolicy,
    Commission,
    PolicyAdopted,
    RequirementWaived,
    decider,
)


def test_another_policy_is_adopted_while_it_is_open() -> None:
    command = AdoptPolicy(office(1), policy=FULL)
    assert after(*in_design()).when(command).then(PolicyAdopted(command.header, policy=FULL)).policy == FULL
    after(*in_design(), command).when(AdoptPolicy(office(2), policy=FULL)).nothing()
    after(*requested()).when(AdoptPolicy(office(1), policy=COLLEGE_CPD)).then(PolicyAdopted)
    ours = attrs.evolve(FULL, name="ours", version=1)
    known = after(*in_design(), AdoptPolicy(office(1), policy=ours), command)
    [reason] = known.when(AdoptPolicy(office(3), policy=attrs.evolve(ours, step_due=3))).refused("policy.name_taken")
    assert reason.parameters == {"name": "ours", "version": 1, "differs": ("step_due",)}
    after(*closed()).when(AdoptPolicy(office(200), policy=FULL)).refused("engagement.not_in_stage")


def test_a_requirement_is_waived_on_record_with_its_subject() -> None:
    command = waive(payer(2), "w1", "design.no_measure", subject="o1", note="counted by hand")
    after(*in_design(), outcome(payer(1))).when(command).then(
        RequirementWaived(
            command.header,
            waiver="w1",
            requirement="design.no_measure",
            subject="o1",
            for_roster=False,
            reason="agreed",
            note="counted by hand",
        )
    )
    assert differs(after(*in_design(), outcome(payer(1)), command).when(waive(payer(3), "w1", "nonsense"))) == (
        "requirement",
        "subject",
    )


def test_neither_an_unknown_nor_an_unwaivable_requirement_is_waived() -> None:
    design = after(*in_design())
    [reason] = design.when(waive(payer(1), "w1", "cycle.short")).refused("waiver.unknown_requirement")
    assert reason.parameters == {"requirement": "cycle.short"}
    [reason] = design.when(waive(payer(1), "w1", "record.before")).refused("waiver.not_waivable")
    assert reason.parameters == {"requirement": "record.before"}
    design.when(waive(payer(1), "w1", "design.no_measure", subject="o9")).refused("record.unknown")
    design.when(waive(payer(1), "w1", "design.no_measure", reason="")).refused("waiver.no_reason")


WAIVABLE = {
    *("no_outcome", "no_measure", "no_baseline", "no_supporter", "no_manager_role", "no_trainer_role"),
    *("supporter_not_guided", "no_protected_time", "no_follow_up_budget", "no_revisit", "no_sharing", "no_follow_up"),
}


def test_what_can_be_waived_is_what_the_rulebook_says() -> None:
    assert {code for code, cause in decider.reason_codes.items() if cause.waivable} == {
        *(f"design.{code}" for code in WAIVABLE),
        *(
            "team.only_line_manager",
            "time.too_little",
            "training.no_cleared_trainer",
            "outcome.not_remeasured",
            "impact.not_reviewed",
        ),
        *("partnership.not_agreed", "partnership.not_reviewed"),
        *("followup.not_chosen", "followup.no_evaluation_data", "followup.outstanding"),
    }


def test_any_code_is_waived_for_the_roster_and_the_engagement_itself_does_not_change() -> None:
    for code in ("training.no_commitment", "design.no_measure", "record.before", "a code of the host's own"):
        after(*in_design()).when(waive(payer(1), "w1", code, for_roster=True)).then(RequirementWaived)
    story = (*in_design(policy=COLLEGE_CPD), waive(payer(1), "w1", "design.no_sharing", for_roster=True))
    assert "design.no_sharing" in {reason.code for reason in after(*story).when(Commission(payer(9))).reasons}


def test_whoever_joins_later_is_given_the_waivers_of_the_roster() -> None:
    codes = {"w1": "training.no_commitment", "w2": "cycle.short"}
    waived = tuple(waive(payer(1), name, code, for_roster=True) for name, code in codes.items())
    assert after(*in_design(), *waived).when(join(host(2), "ana")).events[0].waived == (
        "training.no_commitment",
        "cycle.short",
    )
    voided = (*in_design(), *waived, void(office(2), "w1"))
    assert after(*voided).when(join(host(3), "ana")).events[0].waived == ("cycle.short",)


def test_a_waiver_voided_asks_again() -> None:
    story = (*in_design(policy=COLLEGE_CPD), waive(payer(1), "w1", "design.no_sharing"), void(office(2), "w1"))
    assert "design.no_sharing" in {reason.code for reason in after(*story).when(Commission(payer(9))).reasons}


def test_requirements_are_waived_while_it_is_open() -> None:
    after(*requested()).when(waive(payer(1), "w1", "design.no_sharing")).then(RequirementWaived)
    after(*closed()).when(waive(payer(200), "w1", "design.no_sharing")).refused("engagement.not_in_stage")
