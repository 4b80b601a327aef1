"""Withdrawal and reopening."""

import pytest
from tests.participation.permissions import LIVE, STORIES, people_allowed, phases_allowed
from tests.participation.stories import (
    Story,
    day,
    enrolled,
    in_coaching,
    kim,
    observe,
    observed,
    office,
    rosa,
    supported,
    withdrawn,
)

from pdflow import LIGHT, explain
from pdflow.participation import (
    CoachingCutShort,
    Complete,
    CutCoachingShort,
    DropGrowthArea,
    Phase,
    Reopen,
    Reopened,
    Withdraw,
    Withdrawn,
    decider,
)
from pdflow.testing.spec import given


def test_whoever_withdraws_leaves_with_a_summary() -> None:
    withdraw = Withdraw(rosa(30), reason="left", note="moved away")
    outcome = given(decider, *observed()).when(withdraw)
    [event] = outcome.events
    assert isinstance(event, Withdrawn)
    assert (event.reason, event.note) == ("left", "moved away")
    assert (event.summary.training_minutes, event.summary.observations) == (360, 1)
    assert outcome.then(Withdrawn).phase is Phase.WITHDRAWN


def test_withdrawing_needs_a_reason() -> None:
    given(decider, *supported()).when(Withdraw(rosa(30), reason="")).refused("withdraw.no_reason")


def test_withdrawing_again_is_a_no_op() -> None:
    given(decider, *withdrawn()).when(Withdraw(rosa(31), reason="left")).nothing()


def test_nobody_withdraws_before_their_last_phase_change() -> None:
    [reason] = given(decider, *supported()).when(Withdraw(rosa(4, 8), reason="left")).refused("record.before")
    assert reason.parameters == {"record": "SupportBegun", "at": day(4, 9)}


def test_the_line_manager_the_coordinator_and_the_programme_withdraw_whoever_is_live() -> None:
    assert people_allowed(lambda header: Withdraw(header, reason="left")) == {"rosa", "office", "host"}
    assert phases_allowed(Withdraw(rosa(300), reason="left")) == LIVE


@pytest.mark.parametrize("phase", sorted(LIVE))
def test_reopening_takes_a_withdrawn_person_back_to_where_they_were(phase: Phase) -> None:
    story = [*STORIES[phase](), Withdraw(rosa(30), reason="left")]
    state = given(decider, *story).when(reopen := Reopen(office(40), reason="returned")).then(Reopened)
    assert state == given(decider, *story, Reopened.of(reopen, to=phase)).state
    assert state.phase is phase


@pytest.mark.parametrize("phase", [Phase.TRAINING, Phase.SUPPORT])
def test_reopening_takes_a_completed_person_back_to_where_they_were(phase: Phase) -> None:
    story = [*STORIES[phase](policy=LIGHT), *settling(phase), Complete(kim(30))]
    assert given(decider, *story).when(Reopen(office(40), reason="mistake")).then(Reopened).phase is phase


def settling(phase: Phase) -> Story:
    return [DropGrowthArea(kim(20), growth_area="g1", reason="time")] if phase is Phase.SUPPORT else []


def test_a_session_open_at_withdrawal_is_open_again_after_reopening() -> None:
    story = [*in_coaching(), Withdraw(rosa(30), reason="left"), Reopen(office(40), reason="returned")]
    given(decider, *story).when(CutCoachingShort(kim(41), session="s1", reason="long ago")).then(CoachingCutShort)


def test_reopening_needs_a_reason_and_not_to_precede_the_end() -> None:
    given(decider, *withdrawn()).when(Reopen(office(31), reason="")).refused("reopen.no_reason")
    [reason] = given(decider, *withdrawn()).when(Reopen(office(29), reason="returned")).refused("record.before")
    assert reason.parameters == {"record": "Withdrawn", "at": day(30)}


def test_reopening_again_is_a_no_op_for_the_same_reason_only() -> None:
    reopened = given(decider, *withdrawn(), Reopen(office(31), reason="returned"))
    reopened.when(Reopen(office(32), reason="returned")).nothing()
    reopened.when(Reopen(office(32), reason="asked to")).refused("participation.not_in_phase")
    given(decider, *supported()).when(Reopen(office(31), reason="returned")).refused("participation.not_in_phase")


def test_withdrawing_again_is_a_no_op_for_the_same_reason_only() -> None:
    given(decider, *withdrawn()).when(Withdraw(rosa(31), reason="left")).nothing()
    given(decider, *withdrawn()).when(Withdraw(rosa(31), reason="other")).refused("participation.not_in_phase")


def test_the_coordinator_reopens_what_has_ended() -> None:
    assert people_allowed(lambda header: Reopen(header, reason="returned"), withdrawn()) == {"office"}
    assert phases_allowed(Reopen(office(300), reason="returned")) == {Phase.COMPLETED, Phase.WITHDRAWN}


def test_after_an_end_the_remedy_is_to_reopen() -> None:
    [reason] = given(decider, *withdrawn()).when(observe(kim(40), "ob1", "ask")).refused("participation.not_in_phase")
    assert reason.parameters == {"phase": "WITHDRAWN", "asked_in": ("TRAINING", "SUPPORT", "COACHING")}
    assert (reason.remedy, reason.roles) == ("Reopen", ("COORDINATOR",))


def test_reopening_what_never_ended_has_no_remedy_least_of_all_to_complete() -> None:
    for story in (enrolled(), supported()):
        [reason] = given(decider, *story).when(Reopen(office(300), reason="returned")).reasons
        assert (reason.code, reason.remedy, reason.roles) == ("participation.not_in_phase", None, ())
        assert explain([reason])
