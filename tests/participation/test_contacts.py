"""Contacts: which records are contacts, of which cycle, and whether there were enough."""

from datetime import timedelta

import attrs
import pytest
from tests.participation.stories import (
    TEAM,
    Story,
    attend,
    check_in,
    coached,
    day,
    enrolled,
    host,
    in_coaching,
    in_cycle_two,
    kim,
    lee,
    observed,
    office,
    plan,
    rosa,
    settled,
    supported,
    tom,
)

from pdflow import FULL, Command, Policy, Strategy, Supporter
from pdflow.participation import (
    AdoptPolicy,
    AssignTeam,
    Participation,
    ReceiveFollowUp,
    SetPriority,
    Transfer,
    contact_shortfall,
    contacts,
    contacts_in_cycle,
    decider,
    is_by_manager,
    participation_summary,
)
from pdflow.policy import Contact
from pdflow.testing.spec import given

LATE = day(300)
ANY_CONTACT = attrs.evolve(FULL, name="ours", supporter_beyond_manager=False)


def after(story: Story, *then: Command) -> Participation:
    return given(decider, *story, *then).state


def receive(name: str, days: float, strategy: Strategy = Strategy.DISCUSSION, given_by: str = "lee") -> Command:
    return ReceiveFollowUp(host(days), follow_up=name, strategy=strategy, minutes=60, given_by=given_by)


def test_observations_check_ins_closed_coaching_and_strategies_are_contacts_in_the_order_of_time() -> None:
    state = after(coached(), receive("f1", 9), check_in(lee(7), "k1"))
    made = [(contact.record, contact.kind, contact.by) for contact in contacts(state)]
    assert made == [
        ("k1", Contact.CHECK_IN, "lee"),
        ("ob1", Contact.OBSERVATION, "kim"),
        ("f1", Contact.STRATEGY, "lee"),
        ("s1", Contact.COACHING, "kim"),
    ]


def test_a_coaching_session_is_a_contact_only_once_it_was_closed() -> None:
    assert [contact.record for contact in contacts(after(in_coaching()))] == ["ob1"]


def test_a_contact_counts_from_the_first_training_of_its_cycle_on() -> None:
    goal = SetPriority(kim(1), priority="pr1", statement="talk")
    state = after(enrolled(), goal, check_in(kim(2), "k1"), attend(lee(3), "a1"), check_in(kim(3, 15), "k2"))
    assert [contact.record for contact in contacts_in_cycle(state, 1, LATE)] == ["k2"]
    assert [contact.record for contact in contacts_in_cycle(state, 1, day(2))] == ["k1"], "not yet trained"


def test_a_contact_counts_for_the_cycle_in_which_it_happened_whenever_it_was_typed() -> None:
    state = after(in_cycle_two(), receive("f1", 19), receive("f2", 22))
    assert [contact.record for contact in contacts_in_cycle(state, 1, LATE)] == ["ob1", "s1", "ob2", "f1"]
    assert [contact.record for contact in contacts_in_cycle(state, 2, LATE)] == ["f2"]


def test_in_a_later_cycle_contacts_count_after_its_own_training() -> None:
    second_day = [plan(host(20), "p2", "d2", start=day(30)), attend(lee(30), "a2", "d2")]
    state = after(in_cycle_two(), receive("f1", 22), *second_day, receive("f2", 31))
    assert [contact.record for contact in contacts_in_cycle(state, 2, LATE)] == ["f2"]
    assert [contact.record for contact in contacts_in_cycle(state, 2, day(25))] == ["f1"]


def test_without_a_contact_one_is_lacking() -> None:
    assert contact_shortfall(after(supported()), 1, LATE) == {
        "cycle": 1,
        "needed": 1,
        "have": 0,
        "only_manager": False,
    }
    assert contact_shortfall(after(observed()), 1, LATE) == {}


def test_a_contact_counts_from_its_own_time_on() -> None:
    assert contact_shortfall(after(observed()), 1, day(8) - timedelta(minutes=1))["have"] == 0
    assert contact_shortfall(after(observed()), 1, day(8)) == {}


def test_the_policy_says_how_many_and_may_ask_none() -> None:
    two = attrs.evolve(FULL, name="ours", contacts_per_cycle=2)
    assert contact_shortfall(after(observed(policy=two)), 1, LATE)["needed"] == 2
    none = attrs.evolve(FULL, name="ours", contacts_per_cycle=0)
    assert contact_shortfall(after(supported(policy=none)), 1, LATE) == {}


@pytest.mark.parametrize("policy", [FULL, ANY_CONTACT], ids=["beyond the manager", "anybody"])
def test_where_a_supporter_beyond_the_manager_is_asked_the_manager_alone_is_no_follow_up(policy: Policy) -> None:
    state = after(supported(policy=policy), check_in(tom(8), "k1"))
    lacking = contact_shortfall(state, 1, LATE)
    assert lacking == ({} if policy is ANY_CONTACT else {"cycle": 1, "needed": 1, "have": 1, "only_manager": True})
    with_another = after(supported(policy=policy), check_in(tom(8), "k1"), receive("f1", 9))
    assert contact_shortfall(with_another, 1, LATE) == {}


def test_the_line_manager_is_the_one_of_the_day_by_name_or_by_role() -> None:
    managed = [*supported(), AssignTeam(office(5), team=(*TEAM, Supporter("rosa", TEAM[1].role)), coach="kim")]
    moved = Transfer(rosa(9), site="south", role_title="lead", from_day=day(19).date(), manager="uma")
    state = after(managed, check_in(attrs.evolve(lee, person="rosa")(8), "k1"), moved)
    [made] = contacts(state)
    assert is_by_manager(state, made), "she was the line manager on that day"
    later = after(managed, moved, check_in(attrs.evolve(lee, person="rosa")(19, 20), "k1"))
    assert not is_by_manager(later, contacts(later)[0])
    assert is_by_manager(state, attrs.evolve(made, by="tom")), "a manager by role"


def test_a_strategy_is_judged_by_the_policy_of_its_day() -> None:
    stricter = attrs.evolve(FULL, name="STRICTER", lightest_follow_up=Strategy.COACHING)
    adopted = AdoptPolicy(office(20), policy=stricter)
    state = after(supported(), receive("f1", 10), adopted, receive("f2", 21))
    assert [contact.record for contact in contacts(state)] == ["f1"]


def test_the_contacts_of_a_closed_cycle_are_still_known() -> None:
    before, state = after(settled()), after(in_cycle_two())
    assert contacts(state) == contacts(before)
    assert contact_shortfall(state, 1, LATE) == {}
    assert contact_shortfall(state, 2, LATE)["have"] == 0


def test_a_strategy_that_the_participant_gave_herself_is_no_contact() -> None:
    state = given(decider, *supported(), receive("fu1", 9, Strategy.COACHING, given_by="ana")).state
    assert contacts(state) == []
    assert contact_shortfall(state, 1, day(20)) == {"cycle": 1, "needed": 1, "have": 0, "only_manager": False}
    assert participation_summary(state).support_minutes == 60


def test_a_cycle_that_was_trained_for_ahead_has_its_contacts_already() -> None:
    ahead = (plan(host(9), "p2", "d2", start=day(12), cycle=2), attend(lee(12), "a2", "d2"), check_in(kim(14), "k9"))
    state = after(observed(), *ahead)
    assert state.cycle == 1
    assert [contact.record for contact in contacts_in_cycle(state, 2, day(15))] == ["k9"]
    assert contact_shortfall(state, 2, day(13))["have"] == 0
