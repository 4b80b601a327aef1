"""Corrections: another policy, waivers on record, records taken back, cancelling and reopening."""

import pytest
from tests.engagement.stories import (
    after,
    choose,
    closed,
    commissioned,
    day,
    deliver,
    design,
    evaluated,
    host,
    in_design,
    in_follow_up,
    join,
    lee,
    measure,
    office,
    outcome,
    payer,
    plan,
    requested,
    schedule,
    session,
    void,
    waive,
)

from pdflow import COLLEGE_CPD, FULL
from pdflow.engagement import (
    AdoptPolicy,
    Cancel,
    Close,
    Commission,
    EngagementCancelled,
    EngagementReopened,
    EngagementStage,
    PolicyAdopted,
    RecordVoided,
    Reopen,
    RequirementWaived,
    VoidRecord,
    decider,
)
from pdflow.engagement.state import current_briefing


def reopen(n: float = 150, reason: str = "more was asked") -> Reopen:
    return Reopen(payer(n), reason=reason)


def cancel(n: float = 20, reason: str = "no funds") -> Cancel:
    return Cancel(payer(n), reason=reason)


def test_another_policy_is_adopted_while_it_is_open() -> None:
    command = AdoptPolicy(office(1), policy=FULL)
    assert after(*in_design()).when(command).then(PolicyAdopted(command.header, policy=FULL)).policy == FULL
    after(*in_design(), command).when(AdoptPolicy(office(2), policy=FULL)).nothing()
    after(*requested()).when(AdoptPolicy(office(1), policy=COLLEGE_CPD)).then(PolicyAdopted)
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
    after(*in_design(), outcome(payer(1)), command).when(waive(payer(3), "w1", "nonsense")).nothing()


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
    *("no_protected_time", "no_follow_up_budget", "no_revisit", "no_sharing", "no_follow_up"),
}


def test_what_can_be_waived_is_what_the_rulebook_says() -> None:
    assert {code for code, cause in decider.reason_codes.items() if cause.waivable} == {
        *(f"design.{code}" for code in WAIVABLE),
        *("team.only_line_manager", "training.no_cleared_trainer", "outcome.not_remeasured", "impact.not_reviewed"),
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
    taken_back = (*in_design(), *waived, void(office(2), "w1"))
    assert after(*taken_back).when(join(host(3), "ana")).events[0].waived == ("cycle.short",)


def test_a_waiver_taken_back_asks_again() -> None:
    story = (*in_design(policy=COLLEGE_CPD), waive(payer(1), "w1", "design.no_sharing"), void(office(2), "w1"))
    assert "design.no_sharing" in {reason.code for reason in after(*story).when(Commission(payer(9))).reasons}


def test_requirements_are_waived_while_it_is_open() -> None:
    after(*requested()).when(waive(payer(1), "w1", "design.no_sharing")).then(RequirementWaived)
    after(*closed()).when(waive(payer(200), "w1", "design.no_sharing")).refused("engagement.not_in_stage")


def test_a_record_is_taken_back_by_its_name_at_any_stage() -> None:
    command = void(office(3), "m1")
    story = (*in_design(), outcome(payer(1)), measure(payer(2)))
    [event] = after(*story).when(command).events
    after_it = after(*story, command).state
    assert event == RecordVoided(
        command.header, record="m1", reason="mistake", note=None, briefing=current_briefing(after_it)
    )
    assert event.briefing.outcomes[0].measure is None
    after(*closed()).when(void(office(200), "r1")).then(RecordVoided)


def test_voiding_a_record_outside_the_briefing_changes_no_briefing() -> None:
    assert after(*evaluated()).when(void(office(20), "ev1")).events[0].briefing is None
    not_chosen = (*evaluated(), choose(office(12)), plan(lee(13), "f2"))
    assert after(*not_chosen).when(void(office(20), "f2")).events[0].briefing is None


def test_voiding_the_void_is_a_no_op_and_the_unknown_refused() -> None:
    story = (*in_design(), outcome(payer(1)), void(office(2), "o1"))
    after(*story).when(void(office(3), "o1")).nothing()
    [reason] = after(*story).when(void(office(3), "o9")).refused("record.unknown")
    assert reason.parameters == {"record": "o9"}
    after().when(void(office(3), "o1")).refused("engagement.not_in_stage")
    after(*story[:-1]).when(VoidRecord(office(3), record="o1", reason="")).refused("record.no_reason")


def test_an_engagement_is_called_off_with_a_reason_from_any_open_stage() -> None:
    for story in (requested(), in_design(), commissioned(), in_follow_up()):
        command = cancel()
        state = after(*story).when(command).then(EngagementCancelled(command.header, reason="no funds", note=None))
        assert state.phase is EngagementStage.CANCELLED
    after(*in_design()).when(cancel(reason="")).refused("engagement.no_reason")
    after(*in_design(), cancel()).when(cancel(21, "again")).nothing()
    [reason] = after(*closed()).when(cancel(200)).refused("engagement.not_in_stage")
    assert reason.remedy == "Reopen"


@pytest.mark.parametrize(
    ("story", "stage"),
    [
        (requested(), EngagementStage.REQUESTED),
        (in_design(), EngagementStage.DESIGN),
        (commissioned(), EngagementStage.DELIVERY),
        (in_follow_up(), EngagementStage.FOLLOW_UP),
    ],
    ids=["requested", "design", "delivery", "follow-up"],
)
def test_what_was_called_off_goes_on_in_the_stage_it_left(story: tuple, stage: EngagementStage) -> None:
    command = reopen()
    state = (
        after(*story, cancel())
        .when(command)
        .then(EngagementReopened(command.header, to=stage, reason="more was asked", note=None))
    )
    assert state.phase is stage


def test_what_was_closed_goes_on_in_follow_up_and_is_closed_again() -> None:
    again = (*closed(), reopen())
    assert after(*again).state.phase is EngagementStage.FOLLOW_UP
    assert after(*again, Close(payer(160))).state.phase is EngagementStage.CLOSED


def test_reopening_needs_a_reason_and_the_open_is_a_no_op() -> None:
    after(*closed()).when(reopen(reason="")).refused("reopen.no_reason")
    after(*in_design()).when(reopen()).nothing()
    after(*closed()).when(reopen(100)).refused("record.before")
    after().when(reopen()).refused("engagement.not_in_stage")


def test_what_was_only_done_is_not_brought_back_by_a_late_retry() -> None:
    booked = (*commissioned(), design(lee(3)), schedule(lee(3), "sch1", "tr1", session()))
    done = deliver(lee(10, 12))
    story = (*booked, done, void(office(12), "d1"))
    after(*story).when(done).refused("record.void")


def test_what_happened_earlier_may_be_recorded_later() -> None:
    state = after(*in_design(), outcome(payer(9), "o1"), outcome(payer(3), "o2")).state
    assert {name: stated.at for name, stated in state.outcomes.items()} == {"o1": day(9), "o2": day(3)}
