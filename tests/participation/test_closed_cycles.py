"""The records that leave the state with a closed cycle cannot be restored by a later correction."""

import pytest
from tests.participation.stories import (
    ana,
    attend,
    coached,
    commit,
    day,
    host,
    kim,
    lee,
    observe,
    office,
    plan,
    settled,
    supported,
)

from pdflow import Command, OutOfRange, Strategy
from pdflow.participation import (
    AnswerRequest,
    BeginNextCycle,
    CarryGrowthArea,
    DropSession,
    ObservationRecorded,
    PriorityRetired,
    ReceiveFollowUp,
    RecordVoided,
    RequestSupport,
    RetirePriority,
    SessionPlanned,
    SetPriority,
    VoidRecord,
    attendance_share,
    decider,
    latest_plan,
    participation_summary,
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


RECEIVED = {"follow_up": "fu1", "strategy": Strategy.DISCUSSION, "minutes": 600, "given_by": "lee"}
LATE: list[tuple[Command, str]] = [
    (ReceiveFollowUp(lee(9), **RECEIVED), "follow_ups"),
    (RequestSupport(ana(9), request="rq", topic="groups"), "requests"),
    (commit(ana(4), "c1", ask=20), "commitments"),
    (observe(kim(8), "ob1", "pr1"), "observations"),
]


@pytest.mark.parametrize(("again", "kind"), LATE, ids=[kind for _, kind in LATE])
def test_the_name_of_a_record_stays_taken_when_its_cycle_is_closed(again: Command, kind: str) -> None:
    received = ReceiveFollowUp(lee(9, 9), **RECEIVED)
    asked = [RequestSupport(ana(9, 9), request="rq", topic="groups"), AnswerRequest(kim(10), request="rq")]
    priority = SetPriority(kim(5), priority="pr1", statement="talk")
    story = given(decider, *settled(), priority, received, *asked, the_next)
    [reason] = story.when(again).refused("record.name_taken")
    assert reason.parameters["kind"] == kind
    assert participation_summary(story.state).support_minutes == 30 + 30 + 600


def test_the_name_of_a_record_voided_before_its_cycle_closed_stays_void() -> None:
    received = ReceiveFollowUp(lee(9), **RECEIVED)
    again = ReceiveFollowUp(lee(9), **RECEIVED)
    given(decider, *settled(), received, void(18, "fu1"), the_next).when(again).refused("record.void")


def test_names_of_records_that_go_on_into_the_next_cycle_are_compared_as_before() -> None:
    given(decider, *settled(), the_next).when(attend(lee(25), "a1")).nothing()
