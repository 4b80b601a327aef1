"""Records voided, and what relies on them."""

from collections.abc import Iterable

import pytest
from tests.participation.permissions import people_allowed, phases_allowed, refused_rights
from tests.participation.stories import (
    Story,
    agree,
    ana,
    artifact,
    check_in,
    coached,
    commit,
    completed,
    day,
    debrief,
    evaluate,
    identify,
    in_coaching,
    in_cycle_two,
    kim,
    observe,
    observed,
    office,
    schedule,
    supported,
    trained,
    with_growth_area,
)

from pdflow import Command, Header, Level
from pdflow.participation import (
    CarryGrowthArea,
    OpenCoaching,
    Phase,
    PriorityProgress,
    Progress,
    RecordVoided,
    SetPriority,
    Shown,
    StepReview,
    VisitKind,
    VoidRecord,
    decider,
)
from pdflow.testing.spec import given


def void(record: str, header: Header | None = None) -> VoidRecord:
    return VoidRecord(header or office(120), record=record, reason="mistake")


def test_a_record_taken_back_leaves_what_a_replay_without_it_gives() -> None:
    command = void("e1")
    state = given(decider, *trained()).when(command).then(RecordVoided.of(command))
    without = [command for command in trained() if getattr(command, "evaluation", None) != "e1"]
    replayed = given(decider, *without).state
    assert state.voided == {"e1"}
    replayed.voided = {"e1"}
    assert state == replayed


def test_voiding_the_void_is_a_no_op() -> None:
    given(decider, *trained(), void("e1")).when(void("e1", office(121))).nothing()


def test_a_name_nobody_recorded_cannot_be_voided() -> None:
    [reason] = given(decider, *trained()).when(void("e9")).refused("record.unknown")
    assert reason.parameters == {"record": "e9"}


def test_a_voided_name_is_refused_so_that_a_late_retry_does_not_bring_it_back() -> None:
    [reason] = given(decider, *trained(), void("e1")).when(evaluate(ana(3, 16), "e1")).refused("record.void")
    assert reason.parameters == {"record": "e1"}


def test_a_name_in_use_for_something_else_is_refused() -> None:
    [reason] = given(decider, *trained()).when(commit(ana(4), "e1", wait=9)).refused("record.name_taken")
    assert reason.parameters == {"record": "e1", "kind": "evaluations"}


def checked_in() -> Story:
    """A check-in that keeps a visit and looks at a priority, a step and, without evidence, a growth area."""
    progress, review = PriorityProgress("pr1", Progress.UNDER_WAY), StepReview("st1", Progress.UNDER_WAY)
    values = {"progress": (progress,), "reviews": (review,), "shows": (Shown("g1", Level.PARTLY),), "visit": "v1"}
    return [
        *with_growth_area(),
        SetPriority(ana(9), priority="pr1", statement="questions"),
        agree(kim(9), "st1", "pr1"),
        schedule(kim(9), "v1", day(19), kind=VisitKind.CHECK_IN),
        check_in(kim(19), "k1", **values),
    ]


RELIED_UPON: list[tuple[Story, str, str]] = [
    (supported(), "a1", "SupportBegun"),
    (supported(), "e1", "SupportBegun"),
    (supported(), "c1", "SupportBegun"),
    (supported(), "b1", "SupportBegun"),
    (with_growth_area(), "ob1", "g1"),
    ([*observed(), debrief(kim(9), "f1", "ob1")], "ob1", "f1"),
    ([*observed(), artifact(ana(9), "ar1", observation="ob1")], "ob1", "ar1"),
    (in_coaching(), "g1", "s1"),
    ([*coached(), observe(kim(17), "ob2", "st1")], "st1", "ob2"),
    ([*observed(), schedule(kim(9), "v1", day(17)), observe(kim(17), "ob2", "ask", visit="v1")], "v1", "ob2"),
    (coached(), "v1", "CoachingClosed"),
    (checked_in(), "pr1", "k1"),
    (checked_in(), "st1", "k1"),
    (checked_in(), "g1", "k1"),
    (checked_in(), "v1", "k1"),
    ([*with_growth_area(), agree(kim(9), "st1", "g1")], "g1", "st1"),
]


@pytest.mark.parametrize(("story", "record", "by"), RELIED_UPON)
def test_what_a_later_record_or_turn_names_cannot_be_voided(story: Iterable[Command], record: str, by: str) -> None:
    [reason] = given(decider, *story).when(void(record)).refused("record.relied_upon")
    assert reason.parameters == {"record": record, "by": by}


def test_coaching_stands_on_the_observations_it_was_granted_on() -> None:
    story = [
        *observed(),
        observe(kim(8, 9), "ob2", "ask"),
        debrief(kim(8, 9), "f2", "ob2"),
        identify(kim(9), "g1", "ob1"),
    ]
    opened = [*story, OpenCoaching(kim(10), session="s1", growth_area="g1")]
    given(decider, *story, void("f2", office(9))).when(void("ob2")).then(RecordVoided)
    [reason] = given(decider, *opened, void("f2", office(10))).when(void("ob2")).refused("record.relied_upon")
    assert reason.parameters == {"record": "ob2", "by": "s1"}


def test_what_rests_on_nothing_any_more_can_be_voided() -> None:
    story = [*observed(), debrief(kim(9), "f1", "ob1"), void("f1", office(10))]
    given(decider, *story).when(void("ob1")).then(RecordVoided)


def test_an_open_session_is_not_voided_but_cut_short() -> None:
    [reason] = given(decider, *in_coaching()).when(void("s1")).refused("record.not_voidable")
    assert reason.parameters == {"record": "s1", "undone_by": "CutCoachingShort"}


def test_what_was_done_to_a_record_is_voided_by_the_id_of_its_command() -> None:
    carry = CarryGrowthArea(kim(20), growth_area="g1", reason="time")
    story = [*with_growth_area(), carry]
    assert given(decider, *story).state.open_growth_areas() == []
    assert given(decider, *story).when(void(carry.header.id)).then(RecordVoided).open_growth_areas() == ["g1"]


def test_a_correction_is_the_coordinators_and_possible_after_the_end() -> None:
    assert people_allowed(lambda header: void("e1", header)) == {"office"}
    assert people_allowed(lambda header: void("e9", header)) == {"office", "host"}
    assert phases_allowed(void("e9", office(300))) == set(Phase) - {Phase.NOTHING}
    given(decider, *completed()).when(void("r1")).then(RecordVoided)


def test_records_of_a_closed_cycle_can_no_longer_be_voided() -> None:
    for record in ("ob1", "g1", "s1", "m1", "st1", "c1"):
        given(decider, *in_cycle_two()).when(void(record)).refused("record.unknown")


def test_attendance_and_evaluations_of_a_closed_cycle_can() -> None:
    for record in ("a1", "e1", "b1"):
        given(decider, *in_cycle_two()).when(void(record)).then(RecordVoided)


def test_a_refusal_tells_facts_and_rights_at_once() -> None:
    reasons = given(decider, *supported()).when(VoidRecord(ana(9), record="nothing", reason="mistake")).reasons
    assert [reason.code for reason in reasons] == ["record.unknown", "right.role"]
    assert refused_rights(reasons) == ["right.role"]


def test_a_record_is_taken_back_with_a_reason() -> None:
    given(decider, *observed()).when(VoidRecord(office(12), record="ob1", reason="")).refused("record.no_reason")
