"""Sessions held in parts, and sessions held at the same hours."""

import pytest
from tests.participation.stories import Story, attend, day, enrolled, host, kim, lee, office, plan

from pdflow import LIGHT, Command
from pdflow.participation import (
    AttendanceRecorded,
    BeginSupport,
    RecordVoided,
    VoidRecord,
    attendance_share,
    decider,
    first_training_attended,
    latest_attendance,
)
from pdflow.participation.state import last_training_attended, minutes_attended
from pdflow.testing.spec import given


def half(days: float, attendance: str, *, hour: int = 8, there: int = 180, **more: object) -> Command:
    return attend(lee(days, hour), attendance, held=180, there=there, **more)


def in_two_parts(**more: object) -> Story:
    """The day planned for day 3: the morning then, the afternoon two days later."""
    return [*enrolled(policy=LIGHT), half(3, "a1"), half(5, "a2", continues="a1", **more)]


def minutes(*story: Command) -> tuple[int, int]:
    """Minutes held of session d1, and minutes there."""
    found = latest_attendance(given(decider, *story).state, "d1")
    assert found is not None
    return found[1].held, found[1].there


def test_what_continues_a_record_adds_its_minutes_held_and_there() -> None:
    assert minutes(*in_two_parts()) == (360, 360)
    assert minutes(*in_two_parts(there=90)) == (360, 270)
    share = attendance_share(given(decider, *in_two_parts(there=90)).state, 1)
    assert (share.credited, share.minutes) == (270, 360)


def test_a_session_goes_on_in_as_many_parts_as_were_agreed() -> None:
    assert minutes(*in_two_parts(), half(6, "a3", continues="a2")) == (540, 540)


def test_a_part_is_corrected_by_another_record_of_that_part() -> None:
    correction = half(9, "a3", continues="a1", there=60)
    assert minutes(*in_two_parts(), correction) == (360, 240)
    event = AttendanceRecorded.of(correction, cycle=1, credited=60, supersedes="a2", took_place=day(5))
    given(decider, *in_two_parts()).when(correction).then(event)


def test_the_first_part_is_corrected_without_losing_the_second() -> None:
    story = [*in_two_parts(), half(9, "a3", there=60)]
    assert minutes(*story) == (360, 240)
    assert minutes(*story, half(10, "a4", continues="a3", there=10)) == (360, 70)


def test_the_days_of_training_are_those_of_the_parts() -> None:
    state = given(decider, *in_two_parts()).state
    assert (first_training_attended(state), last_training_attended(state)) == (day(3), day(5))
    missed = given(decider, *enrolled(), half(3, "a1", there=0), half(5, "a2", continues="a1")).state
    assert first_training_attended(missed) == day(5)


def test_a_part_relied_upon_is_not_voided_before_the_one_that_continues_it() -> None:
    void = [VoidRecord(office(9), record=name, reason="mistake") for name in ("a1", "a2")]
    [reason] = given(decider, *in_two_parts()).when(void[0]).refused("record.relied_upon")
    assert reason.parameters == {"record": "a1", "by": "a2"}
    given(decider, *in_two_parts()).when(void[1]).then(RecordVoided)
    assert minutes(*in_two_parts(), void[1]) == (180, 180)


@pytest.mark.parametrize(("session", "continues"), [("d2", "a1"), ("d1", "no-such-record")])
def test_a_record_continues_one_of_its_own_session(session: str, continues: str) -> None:
    story = [*enrolled(policy=LIGHT), half(3, "a1")]
    [reason] = (
        given(decider, *story).when(half(5, "a2", session=session, continues=continues)).refused("record.unknown")
    )
    assert reason.parameters == {"unknown": (continues,)}


def test_the_second_part_does_not_precede_the_first() -> None:
    story = [*enrolled(policy=LIGHT), half(4, "a1")]
    given(decider, *story).when(half(3, "a2", continues="a1")).refused("record.before")


# At the same hours


def workshop(days: float, session: str, *, hour: int = 8, there: int = 120) -> Command:
    return attend(lee(days, hour), f"sheet-{session}", session, held=120, there=there)


@pytest.mark.parametrize(
    ("second", "credited"),
    [
        (workshop(5, "b"), 120),
        (workshop(5, "b", hour=9), 180),
        (workshop(5, "b", hour=10), 240),
        (workshop(6, "b"), 240),
        (workshop(5, "b", there=0), 120),
    ],
    ids=["the same hours", "an hour of both", "one after the other", "on another day", "missed"],
)
def test_hours_of_two_sessions_at_once_are_credited_once(second: Command, credited: int) -> None:
    state = given(decider, *enrolled(policy=LIGHT), workshop(5, "a"), second).state
    assert minutes_attended(state) == credited
    assert attendance_share(state, 1).credited == credited


def test_somebody_who_went_from_one_room_to_the_other_is_credited_for_both() -> None:
    state = given(decider, *enrolled(policy=LIGHT), workshop(5, "a", there=50), workshop(5, "b", there=70)).state
    assert minutes_attended(state) == 120
    assert [attended[1].there for name in "ab" if (attended := latest_attendance(state, name))] == [50, 70]


def test_a_planned_session_was_at_its_planned_hour_whenever_the_sheet_is_dated() -> None:
    planned = [plan(host(4), f"plan-{name}", name, start=day(5, hour)) for name, hour in (("a", 8), ("b", 10))]
    sheets = [workshop(5, "a", hour=18), workshop(5, "b", hour=18)]
    assert minutes_attended(given(decider, *enrolled(policy=LIGHT), *planned, *sheets).state) == 240


def test_the_share_counts_the_hours_once_too() -> None:
    planned = [plan(host(4), f"plan-{name}", name, start=day(5), minutes=120) for name in "ab"]
    story = [*enrolled(policy=LIGHT)[:2], *planned, workshop(5, "a"), workshop(5, "b")]
    [reason] = given(decider, *story).when(BeginSupport(kim(6))).refused("training.attendance_short")
    assert reason.parameters == {"cycle": 1, "have": 0.5, "needed": 0.8, "reachable": False}
