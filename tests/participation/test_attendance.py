"""The share of a cycle's training that a person attended, and what of it counts in the next cycle."""

import attrs
import pytest
from tests.participation.stories import Story, attend, day, enrolled, host, in_cycle_two, kim, lee, office, plan, rosa

from pdflow import AGENCY_CADRE, LIGHT, Command
from pdflow.participation import (
    AttendanceRecorded,
    AttendanceShare,
    BeginNextCycle,
    BeginSupport,
    Complete,
    DropSession,
    Participation,
    ParticipationCompleted,
    SessionPlanned,
    SupportBegun,
    VoidRecord,
    Withdraw,
    Withdrawn,
    attendance_share,
    decider,
    latest_plan,
)
from pdflow.testing.spec import given


def void(record: str) -> Command:
    return VoidRecord(office(28), record=record, reason="mistake")


def drop(session: str = "d1") -> Command:
    return DropSession(office(2), session=session, reason="snow")


def counting_plan(state: Participation, session: str = "d1") -> str:
    found = latest_plan(state, session)
    assert found is not None
    return found[0]


def missed_some(there: int = 160) -> Story:
    return [*enrolled(policy=LIGHT), attend(lee(3), "a1", there=there)]


# Share


def short(*story: Command, policy: object = LIGHT) -> dict[str, object] | None:
    """The reason for which attendance refuses support; None if it does not."""
    lean = attrs.evolve(policy, name="ours", commitment_before_support=False)
    outcome = given(decider, *enrolled(policy=lean), *story).when(BeginSupport(kim(30)))
    return dict(outcome.reasons[0].parameters) if outcome.reasons else None


def test_the_share_is_of_planned_minutes() -> None:
    assert short(attend(lee(3), "a1", there=288)) is None
    assert short(attend(lee(3), "a1", there=287)) == {"cycle": 1, "have": 0.79, "needed": 0.8, "reachable": False}


def test_sessions_to_come_count_as_planned_and_as_reachable() -> None:
    second = plan(host(2), "p2", "d2", start=day(40))
    assert short(attend(lee(3), "a1"), second) == {"cycle": 1, "have": 0.5, "needed": 0.8, "reachable": True}
    missed = attend(lee(3), "a1", there=0)
    assert short(missed, second) == {"cycle": 1, "have": 0.0, "needed": 0.8, "reachable": False}


def test_a_first_cycle_without_any_session_is_short() -> None:
    assert short(drop()) == {"no_session": True, "cycle": 1, "have": 0.0, "needed": 0.8, "reachable": False}


def test_a_session_attended_but_never_planned_counts_as_planned() -> None:
    extra = attend(lee(5), "a2", "d2", held=1440, there=1440)
    assert short(attend(lee(3), "a1", there=0), extra) is None


def test_an_absence_recorded_counts_though_nobody_planned_the_session() -> None:
    absent = attend(lee(5), "a2", "d2", there=0)
    assert short(attend(lee(3), "a1"), absent) == {"cycle": 1, "have": 0.5, "needed": 0.8, "reachable": False}


def test_a_make_up_fills_its_session_and_adds_nothing_to_the_minutes() -> None:
    assert short(attend(lee(3), "a1", there=0), attend(lee(6), "a2", "d1b", makes_up="d1")) is None
    part = attend(lee(6), "a2", "d1b", there=180, makes_up="d1")
    assert short(attend(lee(3), "a1", there=0), part) == {
        "cycle": 1,
        "have": 0.5,
        "needed": 0.8,
        "reachable": False,
    }


def test_a_make_up_planned_is_no_further_session() -> None:
    assert short(attend(lee(3), "a1"), plan(host(4), "p2", "d1b", start=day(40), makes_up="d1")) is None


def test_a_dropped_session_is_not_required() -> None:
    second = [plan(host(1), "p2", "d2", start=day(5)), DropSession(host(2), session="d2")]
    assert short(attend(lee(3), "a1"), *second) is None


def test_minutes_held_count_where_they_differ_from_those_planned() -> None:
    assert short(attend(lee(3), "a1", held=200, there=170)) is None


def test_of_two_records_of_a_session_the_later_counts() -> None:
    first, later = attend(lee(3), "a1"), attend(lee(3), "a2", there=0)
    assert short(first, later) == {"cycle": 1, "have": 0.0, "needed": 0.8, "reachable": False}
    assert short(first, later, void("a2")) is None


def test_attendance_counts_from_when_it_happened_not_from_when_it_was_recorded() -> None:
    story = [*enrolled(policy=LIGHT), attend(lee(3), "a1", there=200), attend(lee(8), "a2", "d1b", makes_up="d1")]
    [reason] = given(decider, *story).when(BeginSupport(kim(7))).refused("training.attendance_short")
    assert reason.parameters["have"] == 0.55
    given(decider, *story).when(BeginSupport(kim(8))).then(SupportBegun)


@pytest.mark.parametrize("share", [0.28, 0.35, 0.55, 0.57])
def test_a_share_reached_exactly_is_reached(share: float) -> None:
    policy = attrs.evolve(LIGHT, name="ours", attendance_share=share)
    assert short(attend(lee(3), "a1", held=100, there=round(100 * share)), policy=policy) is None


def test_a_short_session_is_information_and_no_training() -> None:
    talk = plan(host(1), "p2", "d2", start=day(5), minutes=179)
    assert short(attend(lee(3), "a1"), talk, policy=AGENCY_CADRE) is None
    workshop = plan(host(1), "p2", "d2", start=day(5), minutes=180)
    found = short(attend(lee(3), "a1"), workshop, policy=AGENCY_CADRE)
    assert found is not None
    assert found["have"] == 0.66


def test_a_short_session_counts_where_it_makes_one_up() -> None:
    half = attend(lee(5), "a2", "d1b", held=90, there=90, makes_up="d1")
    assert short(attend(lee(3), "a1", there=200), half, policy=AGENCY_CADRE) is None


def test_a_short_session_counts_towards_hours() -> None:
    story = [*enrolled(policy=AGENCY_CADRE), attend(lee(5), "a2", "d2", held=90, there=90)]
    [event] = given(decider, *story).when(Withdraw(rosa(30), reason="left")).events
    assert isinstance(event, Withdrawn)
    assert event.summary.contact_hours == 1.5


def test_a_later_cycle_with_none_planned_has_nothing_to_attend() -> None:
    state = given(decider, *in_cycle_two(policy=LIGHT)).when(BeginSupport(kim(21))).then(SupportBegun)
    assert state.cycle == 2


def test_a_later_cycle_with_sessions_planned_has_those_to_attend() -> None:
    story = [*in_cycle_two(policy=LIGHT), plan(host(21), "p2", "d2", start=day(25))]
    [reason] = given(decider, *story).when(BeginSupport(kim(26))).refused("training.attendance_short")
    assert reason.parameters == {"cycle": 2, "have": 0.0, "needed": 0.8, "reachable": True}


# Into the next cycle


def at_the_end(*second_cycle: Command, first: Story | None = None) -> Story:
    """A first cycle under the light policy, a second one, and nothing left to do."""
    began = [*(first or missed_some(there=360)), BeginSupport(kim(9)), BeginNextCycle(kim(20), cycle=2)]
    return [*began, *second_cycle]


def test_a_dropped_session_stays_dropped_when_its_cycle_is_over() -> None:
    moved = [*missed_some(there=360), plan(host(4), "p2", "d2"), plan(host(5), "p3", "d2"), drop("d2")]
    given(decider, *at_the_end(first=moved)).when(Complete(kim(30))).then(ParticipationCompleted)


def test_a_session_of_a_closed_cycle_may_still_be_dropped_and_stays_so() -> None:
    forgotten = [plan(host(10), "p2", "d2", start=day(12)), BeginNextCycle(kim(20), cycle=2)]
    story = [*missed_some(there=360), BeginSupport(kim(9)), *forgotten]
    given(decider, *story).when(Complete(kim(30))).refused("training.attendance_short")
    dropped = [*story, DropSession(host(21), session="d2")]
    given(decider, *dropped).when(Complete(kim(30))).then(ParticipationCompleted)
    third = [*dropped, BeginSupport(kim(22)), BeginNextCycle(kim(23), cycle=3)]
    given(decider, *third).when(Complete(kim(30))).then(ParticipationCompleted)


def test_a_shortfall_of_a_closed_cycle_is_found_at_the_end_and_made_up_later() -> None:
    story = at_the_end(plan(host(21), "p2", "d2", start=day(5), cycle=1), attend(lee(25), "a9", "d2", there=0))
    [reason] = given(decider, *story).when(Complete(kim(30))).refused("training.attendance_short")
    assert reason.parameters == {"cycle": 1, "have": 0.5, "needed": 0.8, "reachable": False}
    made_up = attend(lee(27), "a10", "d2b", makes_up="d2")
    given(decider, *story, made_up).when(Complete(kim(30))).then(ParticipationCompleted)


def test_the_later_of_two_plans_counts_across_cycles() -> None:
    ahead = [*missed_some(there=360), plan(host(4), "p2", "d2", start=day(40), cycle=2)]
    moved = SessionPlanned.of(plan(host(5), "p3", "d2", start=day(6), minutes=60, cycle=1), supersedes="p2")
    assert counting_plan(given(decider, *at_the_end(first=[*ahead, moved])).state, "d2") == "p3"


def test_hours_count_each_session_once_in_all_cycles() -> None:
    story = at_the_end(attend(lee(4), "a2", there=300), attend(lee(26), "a3", "d2", held=60, there=60))
    [event] = given(decider, *story).when(Complete(kim(30))).events
    assert isinstance(event, ParticipationCompleted)
    assert event.summary.training_minutes == 360


def test_a_make_up_counts_for_the_cycle_of_what_it_makes_up() -> None:
    command = attend(lee(25), "a2", "d1b", makes_up="d1")
    story = at_the_end(first=missed_some(there=300))
    given(decider, *story).when(command).then(
        AttendanceRecorded.of(command, cycle=1, credited=60, supersedes=None, took_place=None)
    )


# A make-up names another session


def test_a_session_does_not_make_up_itself() -> None:
    again = attend(lee(4), "a2", there=10, makes_up="d1")
    [reason] = given(decider, *missed_some(there=10)).when(again).refused("attendance.nothing_missed")
    assert reason.parameters == {"session": "d1"}


def test_what_is_missed_of_a_make_up_is_missed_of_the_session_it_makes_up() -> None:
    half = attend(lee(5), "a2", "d1b", there=10, makes_up="d1")
    mutual = attend(lee(6), "a3", there=10, makes_up="d1b")
    story = given(decider, *missed_some(there=10), half)
    [reason] = story.when(mutual).refused("attendance.nothing_missed")
    assert reason.parameters == {"session": "d1b"}
    story.when(attend(lee(6), "a3", "d1c", there=340, makes_up="d1")).then(AttendanceRecorded)


def test_a_session_planned_for_itself_keeps_its_minutes_though_it_made_up_another() -> None:
    planned = plan(host(2), "p2", "d2", start=day(5))
    used = attend(lee(5), "a2", "d2", makes_up="d1")
    assert short(attend(lee(3), "a1", there=0), planned, used) == {
        "cycle": 1,
        "have": 0.5,
        "needed": 0.8,
        "reachable": False,
    }
    assert short(attend(lee(3), "a1", there=0), planned, plan(host(4), "p3", "d2", start=day(5), makes_up="d1")) == {
        "cycle": 1,
        "have": 0.0,
        "needed": 0.8,
        "reachable": False,
    }
    as_make_up = plan(host(4), "p3", "d2", start=day(5), makes_up="d1")
    assert short(attend(lee(3), "a1", there=0), planned, as_make_up, used) is None


def test_a_plan_that_names_its_own_session_is_the_plan_of_that_session() -> None:
    itself = plan(host(2), "p2", start=day(3), makes_up="d1")
    assert short(attend(lee(3), "a1", there=10), itself) == {
        "cycle": 1,
        "have": 0.02,
        "needed": 0.8,
        "reachable": False,
    }


def test_a_stored_record_that_makes_up_its_own_session_credits_no_more_than_was_attended() -> None:
    again = attend(lee(4), "a2", there=10, makes_up="d1")
    stored = AttendanceRecorded.of(again, cycle=1, credited=10, supersedes="a1", took_place=None)
    state = given(decider, *missed_some(there=10), stored).state
    assert attendance_share(state, 1) == AttendanceShare(credited=10, minutes=360, to_come=0)
