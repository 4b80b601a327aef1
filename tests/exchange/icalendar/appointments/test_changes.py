"""What each event makes of appointments: moved, cancelled and brought back, each with its own versions."""

from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from tests.engagement import stories as told
from tests.exchange.icalendar.appointments.files import of_engagement, of_person
from tests.participation.stories import (
    TEAM,
    Story,
    coached,
    completed,
    day,
    enrolled,
    host,
    in_cycle_two,
    kim,
    observe,
    office,
    on,
    plan,
    ready,
    rosa,
    schedule,
    supported,
    withdrawn,
)

from pdflow import Command, Handover, Supporter
from pdflow.engagement import Cancel, CancelTraining, LoseSlot, Reopen as ReopenEngagement, RescheduleTraining, UseSlot
from pdflow.exchange.icalendar.appointments import Appointment, AppointmentKind
from pdflow.participation import (
    AssignTeam,
    CancelVisit,
    Complete,
    DropSession,
    MissVisit,
    Pause,
    Reopen,
    Resume,
    Transfer,
    VisitKind,
    VoidRecord,
    Withdraw,
)

VISIT = "OBSERVATION 09-11"
SESSION = "SESSION 09-04"


def with_visit(*then: Command) -> Story:
    return [*supported(), schedule(kim(5), "v1", day(10)), schedule(kim(5), "v2", day(15)), *then]


def visit(*then: Command) -> Appointment:
    """The visit of day 10 after these commands, by which no other appointment was changed."""
    before, after = of_person(with_visit()), of_person(with_visit(*then))
    assert {name: each for name, each in after.items() if name != VISIT} == {
        name: each for name, each in before.items() if name != VISIT
    }
    assert (after[VISIT].uid, after[VISIT].made_at) == (before[VISIT].uid, before[VISIT].made_at)
    return after[VISIT]


def test_given_a_visit_when_it_is_scheduled_then_it_says_when_where_and_with_whom() -> None:
    found = of_person([*enrolled(site="North"), schedule(kim(5), "v1", day(10), minutes=45)])[VISIT]
    assert (found.kind, found.start, found.end) == (AppointmentKind.OBSERVATION, day(10), day(10, 8.75))
    assert (found.place, found.organiser, found.people) == ("North", "kim", ("ana", "kim"))
    assert (found.made_at, found.changed_at, found.sequence, found.cancelled) == (day(5), day(5), 0, False)


@pytest.mark.parametrize("kind", VisitKind)
def test_given_a_visit_of_any_kind_when_it_is_scheduled_then_the_appointment_is_of_that_kind(kind: VisitKind) -> None:
    [found] = [each for name, each in of_person([*supported(), schedule(kim(5), "v1", day(10), kind=kind)]).items()
               if not name.startswith("SESSION")]  # fmt: skip
    assert found.kind.value == kind.value


def test_given_a_visit_when_it_is_cancelled_then_it_alone_is_and_has_a_higher_sequence() -> None:
    found = visit(CancelVisit(kim(6), visit="v1", reason="fog"))
    assert (found.cancelled, found.sequence, found.changed_at) == (True, 1, day(6))


def test_given_a_visit_when_somebody_missed_it_then_it_is_cancelled() -> None:
    assert visit(MissVisit(kim(11), visit="v1", missed_by="kim")).cancelled


def test_given_a_visit_when_its_record_is_voided_then_it_is_cancelled() -> None:
    found = visit(VoidRecord(office(6), record="v1", reason="typo"))
    assert (found.cancelled, found.sequence) == (True, 1)


def test_given_a_cancelled_visit_when_the_cancellation_is_voided_then_it_is_back_with_a_higher_sequence() -> None:
    cancel = CancelVisit(kim(6), visit="v1", reason="fog")
    found = visit(cancel, VoidRecord(office(7), record=cancel.header.id, reason="typo"))
    assert (found.cancelled, found.sequence, found.changed_at) == (False, 2, day(7))


def test_given_a_visit_when_it_is_kept_then_it_is_as_it_was() -> None:
    assert visit(observe(kim(10), "ob1", "ask", visit="v1")).sequence == 0


def test_given_a_visit_in_a_leave_when_the_leave_is_recorded_then_it_is_cancelled_and_others_are_not() -> None:
    found = visit(Pause(rosa(9), until=on(12)))
    assert (found.cancelled, found.changed_at) == (True, day(9))


def test_given_a_leave_that_ends_before_a_visit_when_it_ends_then_the_visit_is_back() -> None:
    story = [Pause(rosa(6), until=on(12)), Resume(rosa(8))]
    found = visit(*story)
    assert (found.cancelled, found.sequence) == (False, 2)


def test_given_visits_to_come_when_the_participation_is_completed_then_they_are_cancelled() -> None:
    story = [*ready(), schedule(kim(100), "v9", day(120)), schedule(kim(100), "v8", day(101, 7))]
    found = of_person([*story, Complete(kim(101))])
    assert (found["OBSERVATION 12-30"].cancelled, found["OBSERVATION 12-11"].cancelled) == (True, False)


def test_given_visits_and_sessions_to_come_when_somebody_withdraws_and_is_reopened_then_they_go_and_come_back() -> None:
    story = [*with_visit(plan(host(5), "p2", "d2", start=day(12))), Withdraw(rosa(6), reason="left")]
    gone, back = of_person(story), of_person([*story, Reopen(office(7), reason="a mistake")])
    ahead = [VISIT, "OBSERVATION 09-16", "SESSION 09-13"]
    assert [(gone[name].cancelled, gone[name].sequence) for name in ahead] == [(True, 1)] * 3
    assert [(back[name].cancelled, back[name].sequence) for name in ahead] == [(False, 2)] * 3
    assert (gone[SESSION].sequence, back[SESSION].sequence) == (0, 0)


def test_given_a_kept_visit_when_the_next_cycle_begins_then_it_is_as_it_was() -> None:
    before, after = of_person(coached()), of_person(in_cycle_two())
    assert (before["OBSERVATION 09-18"], before[SESSION]) == (after["OBSERVATION 09-18"], after[SESSION])


def test_given_a_visit_when_another_takes_over_then_it_is_theirs_and_cancelled_for_the_former() -> None:
    others = tuple(each for each in TEAM if each.person != "kim")
    team = (*others, Supporter("joe", TEAM[0].role))
    takes_over = AssignTeam(
        office(7), team=team, coach="joe", handovers=(Handover(predecessor="kim", successor="joe"),)
    )
    found = of_person(with_visit(takes_over))[VISIT]
    assert (found.people, found.former, found.organiser, found.sequence) == (("ana", "joe"), ("kim",), "joe", 1)
    assert found.seen_by("kim").cancelled
    assert not found.seen_by("joe").cancelled


def test_given_visits_when_the_person_is_transferred_between_them_then_only_the_later_is_elsewhere() -> None:
    move = Transfer(office(6), role_title="", site="South", from_day=on(12))
    found = of_person(with_visit(move))
    places = [(found[name].place, found[name].sequence) for name in (VISIT, "OBSERVATION 09-16")]
    assert places == [("", 0), ("South", 1)]


def test_given_a_planned_session_when_it_is_planned_anew_then_it_is_moved_with_the_same_uid() -> None:
    before = of_person(enrolled())[SESSION]
    moved = of_person([*enrolled(), plan(host(1), "p2", start=day(6), minutes=90)])["SESSION 09-07"]
    assert (moved.uid, moved.sequence, moved.minutes) == (before.uid, 1, 90)
    again = of_person([*enrolled(), plan(host(1), "p2", start=day(6)), plan(host(2), "p3")])[SESSION]
    assert (again.uid, again.sequence, again.start) == (before.uid, 2, before.start)


def test_given_a_planned_session_when_it_is_dropped_and_planned_again_then_it_is_cancelled_and_back() -> None:
    dropped = [*enrolled(), DropSession(host(1), session="d1", reason="snow")]
    assert of_person(dropped)[SESSION].cancelled
    back = of_person([*dropped, plan(host(2), "p2", start=day(6))])["SESSION 09-07"]
    assert (back.cancelled, back.sequence) == (False, 2)


def test_given_a_session_planned_anew_when_that_plan_is_voided_then_it_is_back_at_its_former_time() -> None:
    story = [*enrolled(), plan(host(1), "p2", start=day(6)), VoidRecord(office(2), record="p2", reason="typo")]
    found = of_person(story)[SESSION]
    assert (found.sequence, found.cancelled) == (2, False)


def engaged(*then: Command) -> dict[str, Appointment]:
    return of_engagement([*told.scheduled(), told.protect(told.payer(4)), *then])


def test_given_a_training_when_it_is_scheduled_then_its_session_says_subject_site_and_trainers() -> None:
    found = engaged()["SESSION 09-11"]
    assert (found.title, found.part, found.place, found.people) == ("questioning", "", "North", ("lee",))
    assert (found.start, found.minutes, found.organiser) == (told.day(10, 9), 180, "lee")


def test_given_a_training_of_two_sessions_when_it_is_scheduled_then_each_says_which_it_is() -> None:
    both = [told.session("s1", 10), told.session("s2", 11)]
    story = [*told.commissioned(), told.design(told.lee(3), "tr1", "s1", "s2")]
    found = of_engagement([*story, told.schedule(told.lee(3), "sch1", "tr1", *both)])
    assert [each.part for each in found.values()] == ["(1/2)", "(2/2)"]


def only_the_session(*then: Command) -> Appointment:
    """The session after these commands, which change nothing else."""
    before, after = engaged(), engaged(*then)
    [now] = [each for each in after.values() if each.kind is AppointmentKind.SESSION]
    assert now.uid == before["SESSION 09-11"].uid
    assert [*after.values()][1:] == [*before.values()][1:]
    return now


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ({"sessions": (told.session(n=12),)}, ("North", ("lee",), told.day(12, 9))),
        ({"site": "South"}, ("South", ("lee",), told.day(10, 9))),
        ({"sessions": (told.session("s1", 10, "pat"),)}, ("North", ("pat",), told.day(10, 9))),
    ],
)
def test_given_a_session_when_it_is_rescheduled_then_it_has_a_higher_sequence(
    change: dict[str, object], shown: tuple[object, ...]
) -> None:
    found = only_the_session(RescheduleTraining(told.lee(5), training="tr1", reason="snow", **change))
    assert (found.place, found.people, found.start, found.sequence) == (*shown, 1)


def test_given_a_session_when_it_is_cancelled_and_rescheduled_then_it_is_cancelled_and_back() -> None:
    cancel = CancelTraining(told.lee(5), training="tr1", reason="snow")
    assert only_the_session(cancel).cancelled
    anew = RescheduleTraining(told.lee(6), training="tr1", sessions=(told.session(n=12),), reason="thaw")
    found = only_the_session(cancel, anew)
    assert (found.cancelled, found.sequence) == (False, 2)


def test_given_a_session_when_its_schedule_is_voided_then_it_is_cancelled() -> None:
    assert only_the_session(told.void(told.office(5), "sch1")).cancelled


def test_given_protected_time_when_it_is_lost_then_it_is_cancelled_and_when_used_it_is_not() -> None:
    use, lose = UseSlot(told.payer(15), slot="slot1"), LoseSlot(told.payer(15), slot="slot2", put_first="a test")
    found = engaged(use, lose)
    assert [(found[f"PROTECTED_TIME {on}"].cancelled) for on in ("09-15", "09-29")] == [False, True]


def test_given_a_session_when_it_is_seen_from_a_participation_and_its_engagement_then_its_uid_is_one() -> None:
    engagement = engaged()["SESSION 09-11"]
    name = told.request().engagement or "e-1"
    own = of_person([*enrolled(engagement=name), plan(host(1), "p2", "s1", start=told.day(10, 9))])["SESSION 09-11"]
    assert own.uid == engagement.uid
    other = of_person([*enrolled(engagement="another"), plan(host(1), "p2", "s1", start=told.day(10, 9))])
    assert other["SESSION 09-11"].uid != engagement.uid


def test_given_any_order_of_changes_when_they_are_recorded_then_no_appointment_ever_has_a_lower_sequence() -> None:
    for story in (withdrawn(), completed(), with_visit(CancelVisit(kim(6), visit="v1")), in_cycle_two()):
        assert sequences_rise(story)


def sequences_rise(story: Iterable[Command]) -> bool:
    commands = [*story]
    seen: dict[str, int] = {}
    for length in range(1, len(commands) + 1):
        now = {each.uid: each.sequence for each in of_person(commands[:length]).values()}
        if any(now[uid] < sequence for uid, sequence in seen.items()):
            return False
        seen = now
    return bool(seen)


@pytest.mark.parametrize(("fold", "hour"), [(0, 5), (1, 6)])
def test_given_the_night_on_which_an_hour_comes_twice_when_a_visit_is_in_it_then_it_is_at_the_hour_meant(
    fold: int, hour: int
) -> None:
    start = datetime(2026, 11, 1, 1, 30, fold=fold, tzinfo=ZoneInfo("America/New_York"))
    found = of_person([*supported(), schedule(kim(5), "v1", start, minutes=60)])["OBSERVATION 11-01"]
    assert found.start == datetime(2026, 11, 1, hour, 30, tzinfo=UTC)
    assert found.end == datetime(2026, 11, 1, hour + 1, 30, tzinfo=UTC)


def test_given_the_night_on_which_an_hour_is_skipped_when_a_visit_crosses_it_then_it_lasts_as_long() -> None:
    start = datetime(2027, 3, 14, 1, 30, tzinfo=ZoneInfo("America/New_York"))
    found = of_person([*supported(), schedule(kim(5), "v1", start, minutes=60)])["OBSERVATION 03-14"]
    assert (found.start, found.end) == (
        datetime(2027, 3, 14, 6, 30, tzinfo=UTC),
        datetime(2027, 3, 14, 7, 30, tzinfo=UTC),
    )


def test_given_an_engagement_when_it_is_cancelled_and_reopened_then_sessions_and_slots_go_and_come_back() -> None:
    off = Cancel(told.payer(5), reason="no money")
    gone, back = engaged(off), engaged(off, ReopenEngagement(told.payer(6), reason="money"))
    assert [(each.cancelled, each.sequence) for each in gone.values()] == [(True, 1)] * 3
    assert [(each.cancelled, each.sequence) for each in back.values()] == [(False, 2)] * 3
