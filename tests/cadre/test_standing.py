"""Standing: trainers are stood down and reinstated, and records are taken back."""

from datetime import date

import attrs
import pytest
from tests.cadre.course import (
    CLEARED,
    NOMINATED,
    PREPARING,
    READING,
    STOOD_DOWN,
    TAUGHT,
    at,
    clear,
    critique,
    lee,
    reinstate,
    stand_down,
    taught,
    void,
)

from pdflow.cadre import (
    ClearedFor,
    MemberReinstated,
    MemberStoodDown,
    RecordVoided,
    Reinstate,
    Stage,
    StandDown,
    VoidRecord,
    decider,
)
from pdflow.testing.spec import given


@pytest.mark.parametrize("history", [NOMINATED, PREPARING, CLEARED])
def test_anybody_in_the_cadre_is_stood_down(history: tuple[object, ...]) -> None:
    member = given(decider, *history).when(stand_down(20)).then(MemberStoodDown)
    assert member.phase is Stage.STOOD_DOWN


def test_standing_down_names_what_somebody_was_cleared_for() -> None:
    both = (*CLEARED, *taught(2, 20, "small groups"), clear("k-2", 23, "small groups"))
    asked = StandDown(stand_down(30).header, reason="leave", note="until spring")
    told = MemberStoodDown(
        asked.header, person="lee", subjects=(READING, "small groups"), reason="leave", note="until spring"
    )
    given(decider, *both).when(asked).then(told)


def test_standing_down_and_reinstating_need_a_reason() -> None:
    given(decider, *CLEARED).when(stand_down(20, "")).refused("cadre.no_reason")
    given(decider, *STOOD_DOWN).when(reinstate(21, "")).refused("cadre.no_reason")


def test_a_record_is_taken_back_with_a_reason() -> None:
    given(decider, *TAUGHT).when(VoidRecord(void("t-1", 14).header, record="t-1", reason="")).refused(
        "record.relied_upon", "record.no_reason"
    )


def test_while_a_clearance_runs_somebody_comes_back_cleared() -> None:
    asked = reinstate(30)
    runs = (ClearedFor(READING, date(2028, 9, 14)),)
    told = MemberReinstated(asked.header, person="lee", to=Stage.CLEARED, clearances=runs, reason="back", note=None)
    assert given(decider, *STOOD_DOWN).when(asked).then(told).phase is Stage.CLEARED


def test_after_every_clearance_has_run_out_somebody_comes_back_to_prepare() -> None:
    [event] = given(decider, *STOOD_DOWN).when(reinstate(800)).events
    assert (event.to, event.clearances) == (Stage.PREPARING, ())


def test_whoever_was_never_cleared_comes_back_to_prepare() -> None:
    member = given(decider, *PREPARING, stand_down(5)).when(reinstate(6)).then(MemberReinstated)
    assert member.phase is Stage.PREPARING


def test_repeating_what_is_so_is_silence() -> None:
    given(decider, *STOOD_DOWN).when(stand_down(40)).nothing()
    given(decider, *CLEARED).when(reinstate(40)).nothing()


def test_a_turn_does_not_precede_the_turn_before_it() -> None:
    [reason] = given(decider, *CLEARED).when(stand_down(12)).refused("record.before")
    assert reason.parameters == {"record": "MemberCleared", "at": at(13)}
    [reason] = given(decider, *STOOD_DOWN).when(reinstate(19)).refused("record.before")
    assert reason.parameters == {"record": "MemberStoodDown", "at": at(20)}
    given(decider, *CLEARED).when(stand_down(-1)).refused("record.before")


def test_a_record_is_taken_back_by_its_name() -> None:
    asked = void("e-1", 13)
    told = RecordVoided(asked.header, record="e-1", reason="typed wrongly", note=None)
    member = given(decider, *TAUGHT).when(asked).then(told)
    assert (member.evaluations, member.voided) == ({}, {"e-1"})


def test_a_record_others_rest_on_is_not_taken_back() -> None:
    taught_back = given(decider, *TAUGHT)
    for record, later in {"t-1": "c-1", "c-1": "d-1", "d-1": "e-1"}.items():
        [reason] = taught_back.when(void(record, 13)).refused("record.relied_upon")
        assert reason.parameters == {"record": record, "by": later}


@pytest.mark.parametrize("record", ["t-1", "c-1", "d-1", "e-1"])
def test_what_a_clearance_was_granted_on_is_not_taken_back(record: str) -> None:
    given(decider, *CLEARED).when(void(record, 14)).refused("record.relied_upon")


def test_a_superseded_critique_that_nothing_rests_on_can_be_taken_back() -> None:
    replaced = given(decider, *PREPARING, *taught()[:2], critique("c-2"), *taught()[2:], clear())
    replaced.when(void("c-1", 14)).then(RecordVoided)


def test_a_clearance_is_taken_back_only_of_somebody_stood_down() -> None:
    [reason] = given(decider, *CLEARED).when(void("k-1", 14)).refused("record.not_voidable")
    assert (reason.parameters, reason.remedy) == ({"record": "k-1", "undone_by": "StandDown"}, "StandDown")
    corrected = given(decider, *STOOD_DOWN, void("k-1", 21))
    [event] = corrected.when(reinstate(22)).events
    assert event.to is Stage.PREPARING


def test_an_unknown_record_is_not_taken_back() -> None:
    given(decider, *TAUGHT).when(void("t-7", 14)).refused("record.unknown")


def test_taking_back_again_is_silence() -> None:
    given(decider, *TAUGHT, void("e-1", 13)).when(void("e-1", 14)).nothing()


@pytest.mark.parametrize("asked", [stand_down(30), reinstate(30), void("k-1", 30)])
def test_only_the_coordinator_asks_for_standing(asked: StandDown | Reinstate) -> None:
    history = CLEARED if isinstance(asked, StandDown) else STOOD_DOWN
    given(decider, *history).when(attrs.evolve(asked, header=lee(30))).refused("right.role")
