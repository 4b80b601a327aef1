"""Rosters, designs, duties, logistics and the request: folded from an engagement's events."""

from tests.documents.effort import effort, events_of
from tests.documents.people import PEOPLE
from tests.engagement import stories
from tests.engagement.stories import day, host, lee, office, on, payer

from pdflow import Audience, Command, Event
from pdflow.documents import (
    attendance_roster,
    cofacilitation_checklist,
    critical_elements_of_meetings,
    critical_elements_of_training,
    logistics_checklist,
    to_markdown,
    training_activities,
    workshop_request,
)
from pdflow.engagement import (
    AgreeDuties,
    CancelTraining,
    DeclineRequest,
    Duty,
    DutyTime,
    LogisticsItem,
    RescheduleTraining,
    TickLogistics,
    decider,
)


def told(*commands: Command) -> tuple[Event, ...]:
    return events_of(decider, commands)


def test_a_roster_names_whoever_is_expected() -> None:
    [roster] = attendance_roster(told(*stories.scheduled(), stories.join(host(4), "ana", site="North"))).sessions
    assert roster.session.start == day(10, 9)
    assert [(each.person, each.site, each.minutes) for each in roster.attendees] == [("ana", "North", None)]


def test_a_roster_tells_who_was_there_and_who_was_not() -> None:
    joined = [stories.join(host(4), person) for person in ("ana", "cleo")]
    [roster] = attendance_roster(told(*stories.scheduled(), *joined, stories.deliver(lee(10, 12)))).sessions
    assert [(each.person, each.minutes) for each in roster.attendees] == [("ana", 180), ("cleo", 0), ("bob", 180)]


def test_nobody_is_expected_who_left_before_or_joined_afterwards() -> None:
    leaving = (stories.join(host(4), "dan"), stories.end(host(6), "dan"))
    late = stories.join(host(20), "eli")
    [roster] = attendance_roster(told(*stories.scheduled(), *leaving, stories.deliver(lee(10, 12)), late)).sessions
    assert {each.person for each in roster.attendees} == {"ana", "bob"}


def test_a_delivery_recorded_again_counts() -> None:
    again = stories.deliver(lee(11), "d2", "s1", "ana", held=120)
    [roster] = attendance_roster(told(*stories.delivered(), again)).sessions
    assert (roster.session.held, roster.session.attendance) == (120, {"ana": 120})


def test_a_delivery_taken_back_leaves_a_sheet_to_sign() -> None:
    [roster] = attendance_roster(told(*stories.delivered(), stories.void(office(12), "d1"))).sessions
    assert roster.session.held is None
    assert {each.minutes for each in roster.attendees} == {None}


def test_a_session_stands_where_it_was_put_last_and_one_called_off_does_not() -> None:
    moved = RescheduleTraining(
        lee(5), training="tr1", sessions=(stories.session("s1", 20),), site="South", reason="snow"
    )
    [roster] = attendance_roster(told(*stories.scheduled(), moved)).sessions
    assert (roster.session.start, roster.session.site) == (day(20, 9), "South")
    assert (
        attendance_roster(told(*stories.scheduled(), CancelTraining(lee(5), training="tr1", reason="snow"))).sessions
        == ()
    )


def test_evaluations_are_counted_without_those_corrected() -> None:
    corrected = stories.collect(host(11), "ev2", returns=5, supersedes="ev1")
    [roster] = attendance_roster(told(*stories.evaluated(), corrected)).sessions
    assert roster.evaluations == 5


def test_a_roster_can_be_of_one_session() -> None:
    [roster] = attendance_roster(effort(), ["s2"]).sessions
    assert roster.session.name == "Questioning that opens talk (2/3)"
    assert len(roster.attendees) == len(PEOPLE)


def test_an_agenda_is_told_minute_by_minute() -> None:
    page = to_markdown(training_activities(effort()).for_reader(Audience.ALL))
    assert "| 100 | Plan three questions for next week's lesson | In pairs | [x] | 40 |" in page
    assert "- Practice: 45.4%" in page


def test_little_practice_is_noted() -> None:
    few = told(
        *stories.in_design(),
        stories.design(lee(3), agenda=(stories.Activity("talk", 90), stories.Activity("try", 10, practice=True))),
    )
    assert "Note: 10% of the minutes is practice, less than 30%." in to_markdown(
        training_activities(few).for_reader(Audience.ALL)
    )
    assert "Note:" not in to_markdown(training_activities(effort()).for_reader(Audience.ALL))


def test_trainings_and_meetings_have_elements_of_their_own() -> None:
    training, meeting = critical_elements_of_training(effort()), critical_elements_of_meetings(effort())
    assert [each.design.training for each in training.designs] == ["tr1"]
    assert [each.design.training for each in meeting.designs] == ["tr2"]
    assert "Objectives" in to_markdown(training.for_reader(Audience.ALL))
    assert "Objectives" not in to_markdown(meeting.for_reader(Audience.ALL))


def test_duties_stand_in_the_order_of_the_day() -> None:
    duties = (
        Duty(DutyTime.AFTER, "send", "lee"),
        Duty(DutyTime.BEFORE, "print", "eve"),
        Duty(DutyTime.DURING, "lead", "lee"),
    )
    agreed = AgreeDuties(lee(4), agreement="du1", training="tr1", duties=duties)
    page = to_markdown(cofacilitation_checklist(told(*stories.scheduled(), agreed)).for_reader(Audience.TEAM))
    assert page.index("print") < page.index("lead") < page.index("send")


def test_duties_agreed_anew_replace_the_former() -> None:
    every = [Duty(time, "old", "lee") for time in DutyTime], [Duty(time, "new", "lee") for time in DutyTime]
    agreed = [AgreeDuties(lee(4), agreement=f"du{n}", training="tr1", duties=tuple(d)) for n, d in enumerate(every)]
    [shared] = cofacilitation_checklist(told(*stories.scheduled(), *agreed)).trainings
    assert {duty.text for duty in shared.duties} == {"new"}


def test_what_is_arranged_is_ticked_and_the_earliest_stands_first() -> None:
    items = (LogisticsItem("late", "lunch", on(9)), LogisticsItem("early", "hall", on(5)), LogisticsItem("any", "pens"))
    booked = stories.schedule(lee(3), "sch2", "tr1", stories.session(), logistics=items)
    checklist = logistics_checklist(told(*stories.scheduled(), booked, TickLogistics(lee(4), item="early")))
    assert [(item.item, item.arranged) for item in checklist.items] == [
        ("early", day(4)),
        ("late", None),
        ("any", None),
    ]


def test_a_request_is_asked_answered_or_declined() -> None:
    asked, declined = workshop_request(told(*stories.requested())), DeclineRequest(payer(1), reason="no trainer free")
    assert "Not answered yet" in to_markdown(asked.for_reader(Audience.ALL))
    assert "Accepted on" in to_markdown(workshop_request(effort()).for_reader(Audience.ALL))
    page = to_markdown(workshop_request(told(*stories.requested(), declined)).for_reader(Audience.ALL))
    assert "- Reason: no trainer free" in page
