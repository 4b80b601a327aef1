"""First follow-up after training: what counts as one, and when it is owed."""

import attrs
from tests.agenda.participations import ALWAYS, after, codes
from tests.participation.stories import (
    attend,
    check_in,
    day,
    host,
    kim,
    lee,
    observe,
    office,
    plan,
    supported,
    trained,
)

from pdflow import FULL, Policy, Role, Strategy, Supporter
from pdflow.agenda import agenda
from pdflow.participation import AssignTeam, Participation, ReceiveFollowUp
from pdflow.policy import Contact

CODE = "follow_up.first"


def test_a_first_follow_up_is_owed_only_where_the_policy_asks_for_one_and_lets_something_count() -> None:
    unasked, uncounted = (
        attrs.evolve(FULL, name="ours", follow_up_due=None),
        attrs.evolve(FULL, name="ours", counts_as_follow_up=frozenset()),
    )
    for policy in (unasked, uncounted):
        assert "follow_up.first" not in codes(after(*supported(policy=policy)), 5)


def test_what_took_place_when_training_was_over_is_no_follow_up() -> None:
    assert "follow_up.first" in codes(after(*trained(), check_in(kim(3), "ci1")), 5)
    assert "follow_up.first" not in codes(after(*trained(), check_in(kim(3, 9), "ci1")), 5)


def test_a_first_follow_up_is_only_what_the_policy_counts() -> None:
    visits_only = attrs.evolve(FULL, name="ours", counts_as_follow_up=frozenset({Contact.OBSERVATION}))
    assert "follow_up.first" in codes(after(*supported(policy=visits_only), check_in(kim(6), "ci1")), 7)
    assert "follow_up.first" not in codes(after(*supported(policy=visits_only), observe(kim(6), "ob1", "ask")), 7)


def test_a_make_up_asks_for_no_second_first_follow_up() -> None:
    short = [*supported(), check_in(kim(6), "ci1"), attend(lee(9), "a2", "d9", there=10, held=10)]
    assert "follow_up.first" in codes(after(*short), 10), "a further session does"
    missed = [plan(host(5), "p3", "d3", start=day(5, 14)), attend(lee(5, 15), "a3", "d3", there=0)]
    made_up = attend(lee(9), "a4", "d4", there=200, held=200, makes_up="d3")
    assert "follow_up.first" not in codes(after(*supported(), *missed, check_in(kim(6), "ci1"), made_up), 10)


def received(strategy: Strategy, by: str = "pat", policy: Policy = FULL) -> Participation:
    follow_up = ReceiveFollowUp(kim(6), follow_up="fu1", strategy=strategy, minutes=60, given_by=by)
    return after(*supported(policy=policy), follow_up)


def test_a_strategy_received_counts_from_the_lightest_that_the_policy_names() -> None:
    assert "follow_up.first" not in codes(received(Strategy.DISCUSSION), 7)
    assert "follow_up.first" in codes(received(Strategy.REMINDER), 7), "a mail-out is not a visit"
    lighter = attrs.evolve(FULL, name="ours", lightest_follow_up=Strategy.REMINDER)
    assert "follow_up.first" not in codes(received(Strategy.REMINDER, policy=lighter), 7)
    heavier = attrs.evolve(FULL, name="ours", lightest_follow_up=Strategy.COACHING)
    assert "follow_up.first" in codes(received(Strategy.OBSERVATION, policy=heavier), 7)


def test_a_follow_up_by_the_line_manager_alone_is_none_where_somebody_else_is_asked_for() -> None:
    team = (Supporter("kim", Role.COACH), Supporter("max", Role.MANAGER))
    with_manager = [*supported(), AssignTeam(office(5), team=team, coach="kim")]
    by_manager = ReceiveFollowUp(kim(6), follow_up="fu1", strategy=Strategy.DISCUSSION, minutes=60, given_by="max")
    assert "follow_up.first" in codes(after(*with_manager, by_manager), 7)
    assert "follow_up.first" not in codes(after(*with_manager, by_manager, check_in(kim(6), "ci1")), 7)
    alone = attrs.evolve(FULL, name="ours", supporter_beyond_manager=False)
    lone = [*supported(policy=alone), AssignTeam(office(5), team=team, coach="kim")]
    assert "follow_up.first" not in codes(after(*lone, by_manager), 7)


def test_where_only_a_strategy_counts_it_is_what_is_owed() -> None:
    strategies_only = attrs.evolve(FULL, name="ours", counts_as_follow_up=frozenset({Contact.STRATEGY}))
    [owed] = [each for each in agenda(after(*supported(policy=strategies_only)), day(5), ALWAYS) if each.code == CODE]
    assert owed.command == "ReceiveFollowUp"
