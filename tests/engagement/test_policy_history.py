"""Policies by time: each command is judged by the policy in force when it happened."""

import attrs
from tests.engagement.stories import (
    after,
    choose,
    commissioned,
    day,
    delivered,
    design,
    host,
    in_design,
    join,
    lee,
    office,
    on,
    payer,
    request,
    requested,
    schedule,
    session,
    supporter,
)

from pdflow import FULL, LIGHT
from pdflow.engagement import AcceptRequest, AdoptPolicy, Commission, PolicyAdopted, RequestAccepted

LED = attrs.evolve(LIGHT, name="LED", cleared_trainer_needed=True)


def adopt(n: float, policy=FULL) -> AdoptPolicy:
    return AdoptPolicy(office(n), policy=policy)


def test_the_policy_in_force_is_the_one_dated_latest_by_then() -> None:
    state = after(*in_design(), adopt(20, LED), adopt(10)).state
    assert [state.policy_at(day(n)).name for n in (-1, 0, 9.9, 10, 19, 20, 500)] == [
        *("LIGHT", "LIGHT", "LIGHT", "FULL", "FULL", "LED", "LED")
    ]
    assert state.policy is FULL


def test_of_two_policies_adopted_at_one_time_the_one_recorded_last_counts() -> None:
    assert after(*in_design(), adopt(10), adopt(10, LED)).state.policy_at(day(10)) is LED


def test_a_new_policy_does_not_judge_an_older_fact() -> None:
    story = (*commissioned(), design(lee(3)), adopt(20, LED))
    entered_late = schedule(lee(4), "sch1", "tr1", session("s1", 30))
    assert not after(*story).when(entered_late).reasons
    after(*story).when(attrs.evolve(entered_late, header=lee(20))).refused("training.no_cleared_trainer")


def test_commissioning_and_choosing_ask_what_the_policy_of_their_time_asks() -> None:
    begun = after(*in_design(), supporter(payer(1)), adopt(20))
    assert not begun.when(Commission(payer(19))).reasons
    assert "design.no_outcome" in {reason.code for reason in begun.when(Commission(payer(20))).reasons}
    taught = after(*delivered(policy=attrs.evolve(LIGHT, name="ours", evaluations_before_follow_up=0.0)), adopt(20))
    assert not taught.when(choose(office(19))).reasons
    taught.when(choose(office(20))).refused("followup.no_evaluation_data")


def test_whoever_joins_is_given_the_policy_of_that_day() -> None:
    story = after(*in_design(), adopt(20))
    assert [story.when(join(host(n), "ana")).events[0].policy for n in (19, 20)] == [LIGHT, FULL]


def test_adopting_what_is_in_force_then_is_a_no_op() -> None:
    after(*in_design(), adopt(10)).when(adopt(11)).nothing()
    after(*in_design(), adopt(10)).when(adopt(9)).then(PolicyAdopted)
    after(*in_design(), adopt(10)).when(adopt(11, LIGHT)).then(PolicyAdopted)


def test_accepting_again_under_another_policy_is_not_lost_without_a_word() -> None:
    again = AcceptRequest(office(0), start=on(0), planned_end=in_design()[-1].planned_end, policy=LIGHT)
    after(*in_design()).when(again).nothing()
    after(*in_design(), adopt(3)).when(again).nothing()
    after(*in_design()).when(attrs.evolve(again, policy=FULL)).refused("engagement.not_in_stage")


def test_asking_again_for_something_else_is_not_lost_without_a_word() -> None:
    after(*requested()).when(request()).nothing()
    for changed in ({"need": "more"}, {"size": 40}, {"dates_wanted": (on(9),)}, {"evidence": "a tally"}):
        after(*requested()).when(request(**changed)).refused("engagement.not_in_stage")


def test_an_engagement_does_not_end_before_it_starts() -> None:
    accept = AcceptRequest(office(0), start=on(10), planned_end=on(9), policy=LIGHT)
    [reason] = after(*requested()).when(accept).refused("time.outside_dates")
    assert reason.parameters == {"days": (on(9),), "start": on(10), "end": None}
    after(*requested()).when(attrs.evolve(accept, planned_end=on(10))).then(RequestAccepted)
