"""The attendance roster: who is expected, and the minutes that each person attended."""

from tests.documents.decided_events import story
from tests.documents.example_engagement import engagement_year
from tests.documents.example_people import PEOPLE
from tests.engagement import stories
from tests.engagement.stories import day, host, lee, office

from pdflow.documents import (
    attendance_roster,
)
from pdflow.engagement import CancelTraining, RescheduleTraining


def test_a_roster_lists_who_is_expected() -> None:
    [roster] = attendance_roster(story(*stories.scheduled(), stories.join(host(4), "ana", site="North"))).sessions
    assert roster.session.start == day(10, 9)
    assert [(each.person, each.site, each.minutes) for each in roster.attendees] == [("ana", "North", None)]


def test_a_roster_shows_who_attended_and_who_was_absent() -> None:
    joined = [stories.join(host(4), person) for person in ("ana", "cleo")]
    [roster] = attendance_roster(story(*stories.scheduled(), *joined, stories.deliver(lee(10, 12)))).sessions
    assert [(each.person, each.minutes) for each in roster.attendees] == [("ana", 180), ("cleo", 0), ("bob", 180)]


def test_nobody_is_expected_who_left_before_or_joined_afterwards() -> None:
    leaving = (stories.join(host(4), "dan"), stories.end(host(6), "dan"))
    late = stories.join(host(20), "eli")
    [roster] = attendance_roster(story(*stories.scheduled(), *leaving, stories.deliver(lee(10, 12)), late)).sessions
    assert {each.person for each in roster.attendees} == {"ana", "bob"}


def test_a_delivery_recorded_again_counts() -> None:
    again = stories.deliver(lee(11), "d2", "s1", "ana", held=120)
    [roster] = attendance_roster(story(*stories.delivered(), again)).sessions
    assert (roster.session.held, roster.session.attendance) == (120, {"ana": 120})


def test_a_voided_delivery_leaves_a_form_to_sign() -> None:
    [roster] = attendance_roster(story(*stories.delivered(), stories.void(office(12), "d1"))).sessions
    assert roster.session.held is None
    assert {each.minutes for each in roster.attendees} == {None}


def test_a_rescheduled_session_has_its_new_date_and_a_cancelled_one_is_left_out() -> None:
    moved = RescheduleTraining(
        lee(5), training="tr1", sessions=(stories.session("s1", 20),), site="South", reason="snow"
    )
    [roster] = attendance_roster(story(*stories.scheduled(), moved)).sessions
    assert (roster.session.start, roster.session.site) == (day(20, 9), "South")
    assert (
        attendance_roster(story(*stories.scheduled(), CancelTraining(lee(5), training="tr1", reason="snow"))).sessions
        == ()
    )


def test_evaluations_are_counted_without_those_corrected() -> None:
    corrected = stories.collect(host(11), "ev2", returns=2, supersedes="ev1")
    [roster] = attendance_roster(story(*stories.evaluated(), corrected)).sessions
    assert roster.evaluations == 2


def test_a_roster_can_be_of_one_session() -> None:
    [roster] = attendance_roster(engagement_year(), ["s2"]).sessions
    assert roster.session.name == "Questioning that opens talk (2/3)"
    assert len(roster.attendees) == len(PEOPLE)
