"""Follow-up choice: a choice no lighter than the evaluation data ask for, and the beginning of the follow-up."""

import attrs
from tests.engagement.stories import (
    after,
    choose,
    collect,
    commissioned,
    deliver,
    delivered,
    differs,
    evaluated,
    host,
    in_design,
    in_follow_up,
    lee,
    office,
    payer,
    plan,
    requested,
    scheduled,
    void,
    waive,
)

from pdflow import LIGHT, Strategy
from pdflow.engagement import (
    BeginFollowUp,
    EngagementStage,
    FollowUpBegun,
    FollowUpChosen,
    ReviseFollowUp,
)

TALK, WATCH = Strategy.DISCUSSION, Strategy.OBSERVATION


def test_a_choice_says_what_the_data_asked_for() -> None:
    command = choose(office(12), "ch1", "f1", note="they said so")
    [event] = after(*evaluated()).when(command).events
    assert event == FollowUpChosen(
        command.header,
        choice="ch1",
        plans=("f1",),
        asked_for=TALK,
        reason="",
        note="they said so",
        briefing=event.briefing,
    )
    assert event.briefing.strategies_for("ana", "North") == (TALK,)
    assert differs(after(*evaluated(), command).when(choose(office(13), "ch1", "f9"))) == ("plans",)


def test_a_single_evaluation_is_too_few() -> None:
    four = (*scheduled(), deliver(lee(10, 12), "d1", "s1", "ana", "bob", "cem", "dan"))
    [reason] = (
        after(*four, collect(host(10, 13), "ev1", TALK)).when(choose(office(12))).refused("followup.no_evaluation_data")
    )
    assert reason.parameters == {"returns": 1, "there": 4, "needed": 0.5}
    assert reason.remedy == "CollectEvaluation"
    half = (*four, collect(host(10, 13), "ev1", TALK), collect(host(10, 13), "ev2", TALK))
    after(*half).when(choose(office(12))).then(FollowUpChosen)


def test_nothing_delivered_is_no_data_either_unless_the_policy_asks_for_none() -> None:
    after(*commissioned()).when(choose(office(12))).refused("followup.no_evaluation_data")
    no_share = attrs.evolve(LIGHT, name="ours", evaluations_before_follow_up=0.0)
    after(*commissioned(policy=no_share)).when(choose(office(12))).then(FollowUpChosen)
    waived = waive(payer(3), "w1", "followup.no_evaluation_data")
    assert after(*commissioned(), waived).when(choose(office(12))).events[0].asked_for is None


def test_less_than_the_data_ask_for_needs_a_reason() -> None:
    asks_for_visits = (*delivered(), collect(host(10, 13), "ev1", WATCH), collect(host(10, 13), "ev2", WATCH))
    [reason] = after(*asks_for_visits).when(choose(office(12))).refused("followup.below_need")
    assert reason.parameters == {"chosen": TALK, "asked_for": WATCH}
    after(*asks_for_visits).when(choose(office(12), reason="no release time")).then(FollowUpChosen)
    with_visits = (*asks_for_visits, plan(lee(11), "f2", Strategy.COACHING))
    after(*with_visits).when(choose(office(12), "ch1", "f1", "f2")).then(FollowUpChosen)


def test_where_half_are_unsure_one_place_more_is_asked_for() -> None:
    unsure = (*delivered(), collect(host(10, 13), "ev1", TALK, unsure=1))
    [reason] = after(*unsure).when(choose(office(12))).refused("followup.below_need")
    assert reason.parameters["asked_for"] is Strategy.WEBINAR


def test_only_what_is_planned_and_not_dropped_can_be_chosen() -> None:
    [reason] = after(*in_design()).when(choose(office(12))).reasons[:1]
    assert (reason.code, reason.remedy) == ("followup.unknown", "PlanFollowUp")
    after(*evaluated()).when(choose(office(12), "ch1", "f9", reason="x")).refused("followup.unknown")
    dropped = (*evaluated(), ReviseFollowUp(office(11), revision="rv1", drops=("f1",), reason="x"))
    after(*dropped).when(choose(office(12), reason="x")).refused("followup.unknown")
    nothing = attrs.evolve(choose(office(12), reason="x"), plans=())
    after(*evaluated()).when(nothing).refused("followup.unknown")


def test_what_was_chosen_relies_on_its_plans() -> None:
    after(*evaluated(), choose(office(12))).when(void(office(13), "f1")).refused("record.relied_upon")


def test_follow_up_begins_once_something_was_delivered_and_chosen() -> None:
    command = BeginFollowUp(office(13))
    state = after(*evaluated(), choose(office(12))).when(command).then(FollowUpBegun(command.header))
    assert state.phase is EngagementStage.FOLLOW_UP
    reasons = after(*scheduled()).when(command).refused("training.none_delivered", "followup.not_chosen")
    assert [reason.remedy for reason in reasons] == ["DeliverTraining", "ChooseFollowUp"]
    after(*delivered(), waive(payer(12), "w1", "followup.not_chosen")).when(command).then(FollowUpBegun)
    after(*scheduled()).when(waive(payer(12), "w1", "training.none_delivered")).refused("waiver.not_waivable")


def test_beginning_follow_up_twice_is_a_no_op_and_before_the_commission_refused() -> None:
    after(*in_follow_up()).when(BeginFollowUp(office(14))).nothing()
    after(*in_design()).when(BeginFollowUp(office(14))).refused("engagement.not_in_stage")
    after(*evaluated(), choose(office(1))).when(BeginFollowUp(office(1))).refused("record.before")


def test_choosing_goes_with_the_design_on() -> None:
    after(*requested()).when(choose(office(1))).refused("engagement.not_in_stage")
