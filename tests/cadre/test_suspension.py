"""Suspension: trainers are stood down and reinstated."""

from datetime import date

import attrs
import pytest
from tests.cadre.course import (
    CLEARED,
    NOMINATED,
    PREPARING,
    READING,
    STOOD_DOWN,
    at,
    clear,
    lee,
    reinstate,
    stand_down,
    taught,
    void,
)

from pdflow.cadre import (
    CadreStage,
    ClearedFor,
    MemberReinstated,
    MemberStoodDown,
    Reinstate,
    StandDown,
    decider,
)
from pdflow.testing.spec import given


@pytest.mark.parametrize("history", [NOMINATED, PREPARING, CLEARED])
def test_anybody_in_the_cadre_is_stood_down(history: tuple[object, ...]) -> None:
    member = given(decider, *history).when(stand_down(20)).then(MemberStoodDown)
    assert member.phase is CadreStage.STOOD_DOWN


def test_standing_down_names_what_somebody_was_cleared_for() -> None:
    both = (*CLEARED, *taught(2, 20, "small groups"), clear("k-2", 23, "small groups"))
    command = StandDown(stand_down(30).header, reason="leave", note="until spring")
    expected = MemberStoodDown(
        command.header, person="lee", subjects=(READING, "small groups"), reason="leave", note="until spring"
    )
    given(decider, *both).when(command).then(expected)


def test_standing_down_and_reinstating_need_a_reason() -> None:
    given(decider, *CLEARED).when(stand_down(20, "")).refused("cadre.no_reason")
    given(decider, *STOOD_DOWN).when(reinstate(21, "")).refused("cadre.no_reason")


def test_while_a_clearance_runs_somebody_comes_back_cleared() -> None:
    command = reinstate(30)
    runs = (ClearedFor(READING, date(2028, 9, 14)),)
    expected = MemberReinstated(
        command.header, person="lee", to=CadreStage.CLEARED, clearances=runs, reason="back", note=None
    )
    assert given(decider, *STOOD_DOWN).when(command).then(expected).phase is CadreStage.CLEARED


def test_after_every_clearance_has_run_out_somebody_comes_back_to_prepare() -> None:
    [event] = given(decider, *STOOD_DOWN).when(reinstate(800)).events
    assert (event.to, event.clearances) == (CadreStage.PREPARING, ())


def test_whoever_was_never_cleared_comes_back_to_prepare() -> None:
    member = given(decider, *PREPARING, stand_down(5)).when(reinstate(6)).then(MemberReinstated)
    assert member.phase is CadreStage.PREPARING


def test_repeating_a_suspension_or_reinstatement_is_a_no_op() -> None:
    given(decider, *STOOD_DOWN).when(stand_down(40)).nothing()
    given(decider, *STOOD_DOWN, reinstate(40)).when(reinstate(41)).nothing()


def test_another_reason_for_a_suspension_or_reinstatement_is_not_lost_without_a_word() -> None:
    given(decider, *STOOD_DOWN).when(stand_down(40, reason="other")).refused("cadre.not_in_stage")
    given(decider, *STOOD_DOWN, reinstate(40)).when(reinstate(41, reason="other")).refused("cadre.not_in_stage")
    given(decider, *CLEARED).when(reinstate(40)).refused("cadre.not_in_stage")


def test_a_change_of_stage_does_not_precede_the_one_before_it() -> None:
    [reason] = given(decider, *CLEARED).when(stand_down(12)).refused("record.before")
    assert reason.parameters == {"record": "MemberCleared", "at": at(13)}
    [reason] = given(decider, *STOOD_DOWN).when(reinstate(19)).refused("record.before")
    assert reason.parameters == {"record": "MemberStoodDown", "at": at(20)}
    given(decider, *CLEARED).when(stand_down(-1)).refused("record.before")


@pytest.mark.parametrize("command", [stand_down(30), reinstate(30), void("k-1", 30)])
def test_only_the_coordinator_suspends_and_reinstates(command: StandDown | Reinstate) -> None:
    history = CLEARED if isinstance(command, StandDown) else STOOD_DOWN
    given(decider, *history).when(attrs.evolve(command, header=lee(30))).refused("right.role")
