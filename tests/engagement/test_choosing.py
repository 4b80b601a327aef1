"""Choosing the follow-up: returns collected without naming anybody, and a choice no lighter than what they ask for."""

import attrs
import pytest
from tests.engagement.stories import (
    after,
    choose,
    closed,
    collect,
    commissioned,
    deliver,
    delivered,
    design,
    evaluated,
    host,
    in_design,
    in_follow_up,
    lee,
    office,
    payer,
    plan,
    requested,
    schedule,
    scheduled,
    session,
    void,
    waive,
)

from pdflow import LIGHT, Strategy
from pdflow.engagement import (
    BeginFollowUp,
    EngagementStage,
    EvaluationCollected,
    EvaluationReturns,
    FollowUpBegun,
    FollowUpChosen,
    ReviseFollowUp,
    evaluation_returns,
)

TALK, WATCH = Strategy.DISCUSSION, Strategy.OBSERVATION


def test_evaluations_are_collected_one_at_a_time_with_the_number_present() -> None:
    command = collect(host(10, 13), "ev1", TALK, unsure=1, reactions=(4,), needs=("time",))
    after(*delivered()).when(command).then(
        EvaluationCollected(
            command.header,
            evaluation="ev1",
            session="s1",
            there=2,
            returns=1,
            preferred=(TALK,),
            confident=0,
            unsure=1,
            reactions=(4,),
            needs=("time",),
            supersedes=None,
        )
    )
    after(*delivered(), command).when(collect(host(11), "ev1", WATCH)).nothing()


def test_they_are_collected_tallied_too() -> None:
    tallied = collect(lee(10, 13), "ev1", TALK, WATCH, returns=12, confident=7, unsure=3)
    assert evaluation_returns(after(*delivered(), tallied).state) == EvaluationReturns(12, 2, (TALK, WATCH), 7, 3)


def test_they_may_come_in_before_the_delivery_is_recorded_and_count_from_then_on() -> None:
    early = (*scheduled(), collect(host(10, 11), "ev1", TALK))
    assert after(*scheduled()).when(collect(host(10, 11), "ev1", TALK)).events[0].there == 0
    assert evaluation_returns(after(*early).state).returns == 0
    assert evaluation_returns(after(*early, deliver(lee(10, 12))).state) == EvaluationReturns(1, 2, (TALK,), 0, 0)


def test_a_return_that_corrects_another_counts_in_its_place() -> None:
    corrected = (*delivered(), collect(host(10), "ev1", WATCH), collect(host(11), "ev2", TALK, supersedes="ev1"))
    assert evaluation_returns(after(*corrected).state).preferred == (TALK,)
    assert evaluation_returns(after(*corrected, void(office(12), "ev2")).state).preferred == (WATCH,)


def test_sessions_nobody_evaluated_are_left_out_of_the_number_present() -> None:
    two_days = (
        *commissioned(),
        design(lee(3), "tr1", "s1", "s2"),
        schedule(lee(3), "sch1", "tr1", session("s1", 10), session("s2", 11)),
        deliver(lee(10, 12), "d1", "s1", "ana", "bob"),
        deliver(lee(11, 12), "d2", "s2", "ana", "bob", "cem"),
    )
    assert evaluation_returns(after(*two_days).state) == EvaluationReturns(0, 5, (), 0, 0)
    assert evaluation_returns(after(*two_days, collect(host(11, 13), "ev1", TALK, session="s2")).state).there == 3


@pytest.mark.parametrize("name", ["s9", "tr1"])
def test_what_is_no_session_is_not_evaluated(name: str) -> None:
    [reason] = after(*delivered()).when(collect(host(11), session=name)).refused("training.unknown")
    assert reason.remedy == "DesignTraining"


def test_evaluations_are_collected_from_delivery_on() -> None:
    after(*in_design(), design(lee(1))).when(collect(host(2))).refused("engagement.not_in_stage")
    after(*closed()).when(collect(host(200), "ev9")).refused("engagement.not_in_stage")


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
    after(*evaluated(), command).when(choose(office(13), "ch1", "f9")).nothing()


def test_one_sheet_is_not_data() -> None:
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
