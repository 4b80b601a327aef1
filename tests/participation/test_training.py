"""Training sessions: planned, moved, dropped, attended, missed and made up."""

from typing import Any

import pytest
from tests.participation.permissions import LIVE, people_allowed, phases_allowed, says_otherwise
from tests.participation.stories import (
    SUPPORTERS,
    Story,
    attend,
    day,
    enrolled,
    host,
    in_cycle_two,
    kim,
    lee,
    office,
    on,
    plan,
    rosa,
    trained,
)

from pdflow import LIGHT, Command
from pdflow.participation import (
    AttendanceRecorded,
    BeginSupport,
    DropSession,
    Participation,
    Pause,
    Phase,
    RecordVoided,
    SessionDropped,
    SessionPlanned,
    TrainingBegun,
    VoidRecord,
    Withdraw,
    decider,
    first_training_attended,
    latest_plan,
)
from pdflow.participation.state import minutes_attended
from pdflow.testing.spec import given


def recorded(command: Command, **values: Any) -> AttendanceRecorded:
    """The event of an attendance at its own time."""
    return AttendanceRecorded.of(command, **{"took_place": None, **values})


def void(record: str) -> Command:
    return VoidRecord(office(28), record=record, reason="mistake")


def drop(session: str = "d1") -> Command:
    return DropSession(office(2), session=session, reason="snow")


def counting_plan(state: Participation, session: str = "d1") -> str:
    found = latest_plan(state, session)
    assert found is not None
    return found[0]


# Planning


def test_a_session_is_planned_for_the_current_cycle() -> None:
    command = plan(host(1), "p2", "d2", start=day(10))
    given(decider, *enrolled()).when(command).then(SessionPlanned.of(command, cycle=1, supersedes=None))


def test_a_session_is_moved_by_planning_it_again() -> None:
    command = plan(host(2), "p2", start=day(9))
    state = given(decider, *enrolled()).when(command).then(SessionPlanned.of(command, cycle=1, supersedes="p1"))
    assert state.plans.keys() == {"p1", "p2"}
    assert counting_plan(state) == "p2"


def test_a_moved_session_stays_in_the_cycle_it_was_planned_for() -> None:
    story = [*enrolled(), plan(host(1), "p2", "d2", start=day(40), cycle=2)]
    command = plan(host(2), "p3", "d2", start=day(45))
    given(decider, *story).when(command).then(SessionPlanned.of(command, cycle=2, supersedes="p2"))


def test_voiding_the_later_plan_brings_the_former_back() -> None:
    state = given(decider, *enrolled(), plan(host(2), "p2", start=day(9))).when(void("p2")).then(RecordVoided)
    assert counting_plan(state) == "p1"


def test_the_same_plan_again_is_a_no_op() -> None:
    given(decider, *enrolled()).when(plan(host(2), "p1")).nothing()


def test_a_plan_of_the_same_name_that_says_something_else_is_refused() -> None:
    assert says_otherwise(given(decider, *enrolled()).when(plan(host(2), "p1", "d7", minutes=10))) == (
        "session",
        "minutes",
    )


def test_a_voided_plan_is_not_brought_back_by_a_late_retry() -> None:
    given(decider, *enrolled(), void("p1")).when(plan(host(29), "p1")).refused("record.void")


def test_sessions_are_planned_and_dropped_by_the_programme_while_a_participation_is_live() -> None:
    assert people_allowed(lambda header: plan(header, "p9", "d9")) == {"office", "host"}
    assert people_allowed(lambda header: DropSession(header, session="d1")) == {"office", "host"}
    assert phases_allowed(plan(host(200), "p9", "d9")) == LIVE
    assert phases_allowed(DropSession(host(200), session="d9")) == LIVE


def test_a_session_is_dropped_from_the_plan() -> None:
    command = drop()
    given(decider, *enrolled()).when(command).then(SessionDropped.of(command, plan="p1"))


def test_dropping_the_dropped_is_a_no_op() -> None:
    given(decider, *enrolled(), drop()).when(drop()).nothing()


def test_a_session_nobody_planned_cannot_be_dropped() -> None:
    [reason] = given(decider, *enrolled()).when(drop("d9")).refused("session.unknown")
    assert (reason.parameters, reason.remedy, reason.roles) == (
        {"session": "d9"},
        "PlanSession",
        ("COORDINATOR", "SYSTEM"),
    )


def test_a_dropped_session_may_be_planned_again() -> None:
    command = plan(host(2, 9), "p2", start=day(9))
    given(decider, *enrolled(), drop()).when(command).then(SessionPlanned.of(command, cycle=1, supersedes="p1"))


# Attendance


def test_the_first_attendance_begins_training() -> None:
    command = attend(lee(3), "a1", there=300)
    event = recorded(command, cycle=1, credited=300, supersedes=None)
    state = given(decider, *enrolled()).when(command).then(TrainingBegun(command.header), event)
    assert state.phase is Phase.TRAINING


def test_an_absence_is_recorded_and_begins_nothing() -> None:
    command = attend(lee(3), "a1", there=0)
    absent = recorded(command, cycle=1, credited=0, supersedes=None)
    assert given(decider, *enrolled()).when(command).then(absent).phase is Phase.ENROLLED


@pytest.mark.parametrize("phase_story", [trained(), in_cycle_two()])
def test_later_attendance_leaves_the_phase(phase_story: Story) -> None:
    before = given(decider, *phase_story)
    assert before.when(attend(lee(25), "a2", "d2")).then(AttendanceRecorded).phase is before.state.phase


def test_nobody_attends_for_longer_than_it_was_held() -> None:
    [reason] = given(decider, *enrolled()).when(attend(lee(3), "a1", there=361)).refused("attendance.more_than_held")
    assert reason.parameters == {"there": 361, "held": 360}


def test_the_same_attendance_again_is_a_no_op_in_any_phase() -> None:
    given(decider, *trained()).when(attend(lee(4), "a1")).nothing()
    given(decider, *trained(), Withdraw(rosa(9), reason="left")).when(attend(lee(3), "a1")).nothing()


def test_another_record_of_the_session_supersedes_the_former() -> None:
    command = attend(lee(3), "a2", there=200)
    state = given(decider, *trained()).when(command).then(recorded(command, cycle=1, credited=200, supersedes="a1"))
    assert state.attendance.keys() == {"a1", "a2"}


def test_attendance_is_taken_by_the_team_the_coordinator_or_the_programme() -> None:
    assert people_allowed(lambda header: attend(header, "a9", "d9")) == {*SUPPORTERS, "office", "host"}
    assert phases_allowed(attend(lee(200), "a9", "d9")) == LIVE


def test_attendance_belongs_to_the_cycle_the_session_was_planned_for() -> None:
    command = attend(lee(25), "a2", "d2")
    planned = plan(host(19), "p2", "d2", start=day(25), cycle=2)
    early = given(decider, *trained(), planned).when(command).events[0]
    assert isinstance(early, AttendanceRecorded)
    assert early.cycle == 2


def test_attendance_of_a_session_nobody_planned_belongs_to_the_cycle_of_its_day() -> None:
    for when, cycle in ((5, 1), (25, 2)):
        [event] = given(decider, *in_cycle_two()).when(attend(lee(when), "a2", "d2")).events
        assert isinstance(event, AttendanceRecorded)
        assert event.cycle == cycle


# Make-up sessions


def missed_some(there: int = 160) -> Story:
    return [*enrolled(policy=LIGHT), attend(lee(3), "a1", there=there)]


def test_a_make_up_is_credited_to_the_session_it_makes_up() -> None:
    command = attend(lee(6), "a2", "d1b", there=150, held=180, makes_up="d1")
    given(decider, *missed_some()).when(command).then(recorded(command, cycle=1, credited=150, supersedes=None))


def test_no_more_is_credited_than_was_missed() -> None:
    command = attend(lee(6), "a2", "d1b", makes_up="d1")
    given(decider, *missed_some()).when(command).then(recorded(command, cycle=1, credited=200, supersedes=None))


@pytest.mark.parametrize(
    ("story", "session"),
    [
        (missed_some(there=360), "d1"),
        (missed_some(), "d9"),
        ([*missed_some(), plan(host(4), "p2", "d2", start=day(20))], "d2"),
        ([*missed_some(), attend(lee(5), "a2", "d1b", makes_up="d1")], "d1"),
    ],
    ids=["there all along", "unknown session", "session to come", "made up already"],
)
def test_there_is_nothing_to_make_up(story: Story, session: str) -> None:
    command = attend(lee(6), "a9", "d9b", makes_up=session)
    [reason] = given(decider, *story).when(command).refused("attendance.nothing_missed")
    assert reason.parameters == {"session": session}


def test_a_planned_session_that_nobody_recorded_may_be_made_up() -> None:
    story = [*missed_some(), plan(host(4), "p2", "d2", start=day(5))]
    command = attend(lee(6), "a2", "d2b", makes_up="d2")
    given(decider, *story).when(command).then(recorded(command, cycle=1, credited=360, supersedes=None))


def test_nothing_is_made_up_before_it_was_missed() -> None:
    command = attend(lee(2), "a2", "d1b", makes_up="d1")
    given(decider, *missed_some()).when(command).refused("attendance.nothing_missed")


def test_a_make_up_recorded_wrongly_is_recorded_again() -> None:
    full = [*missed_some(), attend(lee(6), "a2", "d1b", makes_up="d1")]
    command = attend(lee(6), "a3", "d1b", there=90, makes_up="d1")
    given(decider, *full).when(command).then(recorded(command, cycle=1, credited=90, supersedes="a2"))


def test_what_turns_out_to_be_no_make_up_leaves_the_session_missed() -> None:
    story = [*missed_some(), attend(lee(6), "a2", "d1b", makes_up="d1"), attend(lee(6), "a3", "d1b")]
    command = attend(lee(7), "a4", "d1c", makes_up="d1")
    given(decider, *story).when(command).then(recorded(command, cycle=1, credited=200, supersedes=None))


# What the session's name, day and plan refuse


def test_nobody_attends_a_session_planned_for_later() -> None:
    for there in (0, 360):
        [reason] = (
            given(decider, *enrolled()).when(attend(lee(2), "a1", there=there)).refused("attendance.before_session")
        )
        assert reason.parameters == {"session": "d1", "start": day(3)}


def test_whoever_signs_in_before_the_hour_is_there_on_the_day() -> None:
    given(decider, *enrolled()).when(attend(lee(3, 7), "a1")).then(TrainingBegun, AttendanceRecorded)


def test_a_session_no_longer_planned_may_have_been_held_before() -> None:
    story = [*enrolled(), DropSession(host(1), session="d1")]
    given(decider, *story).when(attend(lee(2), "a1")).then(TrainingBegun, AttendanceRecorded)


def test_a_name_belongs_to_one_cycle() -> None:
    [reason] = given(decider, *enrolled()).when(plan(host(2), "p2", cycle=2)).refused("session.in_another_cycle")
    assert reason.parameters == {"session": "d1", "cycle": 1, "asked": 2}


def test_a_name_used_in_one_cycle_is_not_used_again_in_the_next() -> None:
    story = given(decider, *in_cycle_two())
    again = story.when(plan(host(21), "p2", "d1", start=day(25))).refused("session.in_another_cycle")
    assert again[0].parameters == {"session": "d1", "cycle": 1, "asked": 2}
    [reason] = story.when(attend(lee(25), "a2", "d1")).refused("session.in_another_cycle")
    assert reason.parameters == {"session": "d1", "cycle": 1, "asked": 2}


def test_a_sheet_of_the_closed_cycle_is_corrected_under_its_own_date() -> None:
    state = given(decider, *in_cycle_two()).when(attend(lee(4), "a2", "d1", there=300)).then(AttendanceRecorded)
    assert [(entry.cycle, entry.there) for entry in state.attendance.values()] == [(1, 300)]


def test_a_name_that_was_planned_and_dropped_is_free() -> None:
    story = [*enrolled(), plan(host(1), "p2", "d2", start=day(5)), DropSession(host(2), session="d2")]
    given(decider, *story).when(plan(host(2, 9), "p3", "d2", start=day(40), cycle=2)).then(SessionPlanned)


def test_a_make_up_is_planned_for_the_cycle_of_what_it_makes_up() -> None:
    command = plan(host(21), "p2", "d1b", start=day(25), makes_up="d1")
    given(decider, *in_cycle_two()).when(command).then(SessionPlanned.of(command, cycle=1, supersedes=None))


# Corrections


def test_a_correction_keeps_the_day_of_the_planned_session() -> None:
    late = attend(lee(24), "a2", there=300)
    state = (
        given(decider, *trained())
        .when(late)
        .then(AttendanceRecorded.of(late, cycle=1, credited=300, supersedes="a1", took_place=day(3)))
    )
    assert first_training_attended(state) == day(3)


def test_a_correction_of_what_nobody_planned_keeps_the_day_first_recorded() -> None:
    story = [*enrolled(), attend(lee(4), "a1", "d9"), attend(lee(20), "a2", "d9", there=100)]
    late = attend(lee(30), "a3", "d9", there=200)
    state = (
        given(decider, *story)
        .when(late)
        .then(AttendanceRecorded.of(late, cycle=1, credited=200, supersedes="a2", took_place=day(4)))
    )
    assert first_training_attended(state) == day(4)


def test_support_of_an_earlier_day_goes_by_the_corrected_sheet() -> None:
    story = [*trained(), attend(lee(24), "a2", there=100)]
    given(decider, *story).when(BeginSupport(kim(5))).refused("training.attendance_short")


def test_a_sheet_may_be_corrected_while_the_person_is_on_leave() -> None:
    story = [*trained(), Pause(rosa(10), until=on(60))]
    given(decider, *story).when(attend(lee(20), "a2", there=300)).then(AttendanceRecorded)


def test_voiding_the_correction_brings_the_former_back() -> None:
    state = given(decider, *trained(), attend(lee(24), "a2", there=300), void("a2")).state
    assert minutes_attended(state) == 360
