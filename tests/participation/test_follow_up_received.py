"""Follow-up strategies that reach a person, alone or in a group."""

import pytest
from tests.participation.permissions import LIVE, people_allowed, phases_allowed, says_otherwise
from tests.participation.stories import (
    SUPPORTERS,
    Story,
    ana,
    day,
    host,
    kim,
    lee,
    office,
    settled,
    supported,
)

from pdflow import Command, Header, OutOfRange, Strategy
from pdflow.participation import (
    BeginNextCycle,
    FollowUpReceived,
    ReceiveFollowUp,
    RecordVoided,
    VoidRecord,
    contacts,
    decider,
    participation_summary,
)
from pdflow.policy import Contact
from pdflow.testing.spec import given


def receive(header: Header, follow_up: str = "f1", strategy: Strategy = Strategy.COMMUNITY, **more: object) -> Command:
    values = {"minutes": 60, "given_by": "lee", "group": "grade 4 team", **more}
    return ReceiveFollowUp(header, follow_up=follow_up, strategy=strategy, **values)  # type: ignore[arg-type]


def strategies_received(*then: Command) -> Story:
    return [*supported(), *then]


def test_a_strategy_reaches_a_person_in_a_group() -> None:
    command = receive(host(10))
    state = given(decider, *supported()).when(command).then(FollowUpReceived.of(command))
    [made] = contacts(state)
    assert (made.record, made.at, made.kind, made.by) == ("f1", day(10), Contact.STRATEGY, "lee")


@pytest.mark.parametrize("strategy", Strategy)
def test_a_strategy_is_a_contact_from_the_lightest_that_the_policy_counts(strategy: Strategy) -> None:
    state = given(decider, *supported(), receive(host(10), strategy=strategy)).state
    is_contact = strategy not in (Strategy.RESOURCE, Strategy.REMINDER)
    assert [made.record for made in contacts(state)] == ["f1"] * is_contact


@pytest.mark.parametrize("strategy", Strategy)
def test_every_strategy_counts_towards_hours(strategy: Strategy) -> None:
    before = given(decider, *supported()).state
    after = given(decider, *supported(), receive(host(10), strategy=strategy, minutes=45)).state
    assert participation_summary(after).support_minutes == participation_summary(before).support_minutes + 45


def test_its_minutes_and_contact_stay_in_the_count_of_a_closed_cycle() -> None:
    story = [*settled(), receive(host(18))]
    before, after = given(decider, *story).state, given(decider, *story, BeginNextCycle(kim(20), cycle=2)).state
    assert after.follow_ups == {}
    assert participation_summary(after).support_minutes == participation_summary(before).support_minutes
    assert contacts(after) == contacts(before)


def test_one_that_took_no_time_is_taken_and_less_than_none_is_not() -> None:
    given(decider, *supported()).when(receive(host(10), minutes=0)).then(FollowUpReceived)
    with pytest.raises(OutOfRange, match=r"ReceiveFollowUp\.minutes"):
        receive(host(10), minutes=-5)


def test_a_voided_one_counts_no_more() -> None:
    story = strategies_received(receive(host(10)))
    state = given(decider, *story).when(VoidRecord(office(11), record="f1", reason="other person")).then(RecordVoided)
    assert (contacts(state), participation_summary(state).support_minutes) == ([], 0)


def test_the_same_again_is_a_no_op_and_one_that_says_something_else_is_refused() -> None:
    received = given(decider, *strategies_received(receive(host(10))))
    received.when(receive(host(10))).nothing()
    changed = receive(host(10), strategy=Strategy.WEBINAR, minutes=90, group=None)
    assert says_otherwise(received.when(changed)) == ("strategy", "minutes", "group")


def test_supporters_and_the_programme_record_it_while_a_participation_is_live() -> None:
    assert people_allowed(receive) == {*SUPPORTERS, "office", "host"}
    assert phases_allowed(receive(host(200))) == LIVE
    [reason] = given(decider, *supported()).when(receive(ana(10))).refused("right.role")
    assert reason.parameters["has"] == "PARTICIPANT"


def test_one_given_before_somebody_was_enrolled_is_not_theirs() -> None:
    [reason] = given(decider, *supported()).when(receive(lee(-1))).refused("right.not_on_team", "record.before")[:1]
    assert reason.code == "record.before"
