"""Corrections: a record of a trainer is taken back, unless others rely on it."""

import pytest
from tests.cadre.course import (
    CLEARED,
    PREPARING,
    STOOD_DOWN,
    TAUGHT,
    clear,
    critique,
    reinstate,
    taught,
    void,
)

from pdflow.cadre import (
    CadreStage,
    RecordVoided,
    VoidRecord,
    decider,
)
from pdflow.testing.spec import given


def test_a_record_is_voided_with_a_reason() -> None:
    given(decider, *TAUGHT).when(VoidRecord(void("t-1", 14).header, record="t-1", reason="")).refused(
        "record.relied_upon", "record.no_reason"
    )


def test_a_record_is_voided_by_its_name() -> None:
    command = void("e-1", 13)
    expected = RecordVoided(command.header, record="e-1", reason="typed wrongly", note=None)
    member = given(decider, *TAUGHT).when(command).then(expected)
    assert (member.evaluations, member.voided) == ({}, {"e-1"})


def test_a_record_others_rely_on_is_not_voided() -> None:
    taught_back = given(decider, *TAUGHT)
    for record, later in {"t-1": "c-1", "c-1": "d-1", "d-1": "e-1"}.items():
        [reason] = taught_back.when(void(record, 13)).refused("record.relied_upon")
        assert reason.parameters == {"record": record, "by": later}


@pytest.mark.parametrize("record", ["t-1", "c-1", "d-1", "e-1"])
def test_what_a_clearance_was_granted_on_is_not_voided(record: str) -> None:
    given(decider, *CLEARED).when(void(record, 14)).refused("record.relied_upon")


def test_a_superseded_critique_that_nothing_relies_on_can_be_voided() -> None:
    replaced = given(decider, *PREPARING, *taught()[:2], critique("c-2"), *taught()[2:], clear())
    replaced.when(void("c-1", 14)).then(RecordVoided)


def test_a_clearance_is_voided_only_of_somebody_stood_down() -> None:
    [reason] = given(decider, *CLEARED).when(void("k-1", 14)).refused("record.not_voidable")
    assert (reason.parameters, reason.remedy) == ({"record": "k-1", "undone_by": "StandDown"}, "StandDown")
    corrected = given(decider, *STOOD_DOWN, void("k-1", 21))
    [event] = corrected.when(reinstate(22)).events
    assert event.to is CadreStage.PREPARING


def test_an_unknown_record_is_not_voided() -> None:
    given(decider, *TAUGHT).when(void("t-7", 14)).refused("record.unknown")


def test_taking_back_again_is_a_no_op() -> None:
    given(decider, *TAUGHT, void("e-1", 13)).when(void("e-1", 14)).nothing()
