"""The records that leave the state with a closed cycle cannot be restored by a later correction."""

import pytest
from tests.participation.stories import coached, day, host, kim, observe, office, plan, settled, supported

from pdflow import OutOfRange
from pdflow.participation import (
    BeginNextCycle,
    CarryGrowthArea,
    DropSession,
    ObservationRecorded,
    PriorityRetired,
    RecordVoided,
    RetirePriority,
    SessionPlanned,
    SetPriority,
    VoidRecord,
    attendance_share,
    decider,
    latest_plan,
)
from pdflow.testing.spec import given

the_next = BeginNextCycle(kim(20), cycle=2)


def void(days: float, record: str) -> VoidRecord:
    return VoidRecord(office(days), record=record, reason="mistake")


def test_a_growth_area_carried_on_is_no_longer_voided() -> None:
    carry = CarryGrowthArea(kim(18), growth_area="g1", reason="needs another round")
    given(decider, *coached(), carry).when(void(21, carry.header.id)).then(RecordVoided)
    [reason] = given(decider, *coached(), carry, the_next).when(void(21, "g1")).refused("record.relied_upon")
    assert reason.parameters == {"record": "g1", "by": "CycleBegun"}


def test_a_session_dropped_and_planned_again_stays_dropped_where_the_new_plan_is_voided() -> None:
    dropped = [plan(host(18), "p2", "d2", start=day(19)), DropSession(host(18), session="d2")]
    again = plan(host(18), "p3", "d2", start=day(19))
    without = given(decider, *settled(), *dropped, the_next).state
    counts = given(decider, *settled(), *dropped, again, the_next)
    assert attendance_share(counts.state, 1).minutes == 720
    state = counts.when(void(21, "p3")).then(RecordVoided)
    assert latest_plan(state, "d2") is None
    assert attendance_share(state, 1) == attendance_share(without, 1)


def test_a_session_that_a_former_build_moved_into_another_cycle_is_moved_again_but_no_longer_voided() -> None:
    moved = [
        SessionPlanned.of(plan(host(18), "p2", "d2", cycle=1), supersedes=None),
        SessionPlanned.of(plan(host(18), "p3", "d2", cycle=2), supersedes="p2"),
    ]
    given(decider, *settled(), *moved).when(void(19, "p3")).then(RecordVoided)
    story = given(decider, *settled(), *moved, the_next)
    for record in ("p2", "p3"):
        [reason] = story.when(void(21, record)).refused("record.relied_upon")
        assert reason.parameters["by"] == "CycleBegun"
    story.when(plan(host(21), "p4", "d2", cycle=2)).then(SessionPlanned)


def test_what_was_done_and_voided_is_not_brought_back_by_a_late_retry() -> None:
    story = [*supported(), SetPriority(kim(5), priority="pr1", statement="fewer referrals")]
    retire = RetirePriority(kim(6), priority="pr1", accomplished=True)
    voided = given(decider, *story, retire, void(7, retire.header.id))
    [reason] = voided.when(retire).refused("record.void")
    assert reason.parameters == {"record": retire.header.id}
    voided.when(RetirePriority(kim(8), priority="pr1", accomplished=True)).then(PriorityRetired)


def test_a_stored_record_without_a_name_is_relied_upon_like_any_other() -> None:
    with pytest.raises(OutOfRange, match=r"RecordObservation\.observation"):
        observe(kim(6), "", "pr1")
    stored = ObservationRecorded.of(observe(kim(6), "ob1", "pr1"), observation="")
    story = [*supported(), SetPriority(kim(5), priority="pr1", statement="fewer referrals"), stored]
    [reason] = given(decider, *story).when(void(7, "pr1")).refused("record.relied_upon")
    assert reason.parameters == {"record": "pr1", "by": ""}
