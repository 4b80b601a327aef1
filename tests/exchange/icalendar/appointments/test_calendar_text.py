"""The text of calendars: what RFC 5545 and 5546 ask for, names as hosts have them, and messages to people."""

from typing import Any

import attrs
import pytest
from icalendar import Calendar
from tests.engagement import stories as told
from tests.exchange.icalendar.appointments.files import (
    NAMED,
    NAMES,
    events_of,
    of_engagement,
    of_person,
    personal,
    read,
)
from tests.participation.stories import day, kim, schedule, supported

from pdflow import OutOfRange
from pdflow.exchange.icalendar.appointments import Appointment, CalendarStyle, invitation, published
from pdflow.participation import CancelVisit

ASKED = {
    "PUBLISH": {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "ORGANIZER", "SEQUENCE"},
    "REQUEST": {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "ORGANIZER", "SEQUENCE", "ATTENDEE"},
    "CANCEL": {"UID", "DTSTAMP", "ORGANIZER", "SEQUENCE", "ATTENDEE"},
}
"""What a message of each method has in an event (RFC 5546, 3.2)."""
EMAILS = {"kim": "kim@example.org", "ana": "ana@example.org"}
VISIT = [*supported(), schedule(kim(5), "v1", day(10), minutes=45)]


def visit(*then: Any, **changes: Any) -> Appointment:
    return attrs.evolve(of_person([*VISIT, *then])["OBSERVATION 09-11"], **changes)


def message(appointment: Appointment, style: CalendarStyle = NAMED, to: Any = ("ana",)) -> tuple[str, Any]:
    file = invitation(appointment, style, to)
    [event] = read(file)
    return str(Calendar.from_ical(file)["METHOD"]), event


def test_given_a_feed_when_it_is_written_then_every_event_has_what_its_method_asks_for_and_no_attendee() -> None:
    file = published(personal("kim", events_of(of=VISIT, around=told.scheduled()), at=day(6)), NAMED)
    calendar = Calendar.from_ical(file)
    assert (calendar["METHOD"], calendar["VERSION"]) == ("PUBLISH", "2.0")
    assert str(calendar["X-WR-CALNAME"]) == "Professional development: Kim Coach"
    for event in read(file):
        assert ASKED["PUBLISH"] <= event.keys()
        assert "ATTENDEE" not in event
    for to_do in read(file, "VTODO"):
        assert {"UID", "DTSTAMP", "DTSTART", "DUE", "SUMMARY", "ORGANIZER", "PRIORITY"} <= to_do.keys()
    assert read(file, "VTODO")


def test_given_a_visit_when_it_is_sent_then_it_is_a_request_with_its_attendees() -> None:
    method, event = message(visit(), to=("ana", "kim"))
    assert method == "REQUEST"
    assert ASKED[method] <= event.keys()
    assert [each.params["CN"] for each in event["ATTENDEE"]] == ["Ana Example", "Kim Coach"]
    assert {each.params["PARTSTAT"] for each in event["ATTENDEE"]} == {"NEEDS-ACTION"}
    assert (event["SUMMARY"], event["STATUS"], event["SEQUENCE"]) == ("Observation", "CONFIRMED", 0)


def test_given_a_cancelled_visit_when_it_is_sent_then_it_is_a_cancellation_with_a_higher_sequence() -> None:
    method, event = message(visit(CancelVisit(kim(6), visit="v1")))
    assert (method, event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert ASKED[method] <= event.keys()
    assert event["TRANSP"] == "TRANSPARENT"


def test_given_nobody_when_an_appointment_is_sent_then_it_is_an_error() -> None:
    with pytest.raises(OutOfRange, match=r"invitation\.to"):
        invitation(visit(), NAMED, [])


def test_given_no_e_mail_when_an_organiser_is_named_then_by_a_urn_that_stays_the_same() -> None:
    first, second = (message(visit())[1]["ORGANIZER"] for _ in range(2))
    assert first == second
    assert first.startswith("urn:uuid:")
    assert first.params["CN"] == "Kim Coach"


def test_given_e_mails_when_people_are_named_then_by_these() -> None:
    _, event = message(visit(), CalendarStyle(names=NAMES, emails=EMAILS.get), to=["ana"])
    assert (event["ORGANIZER"], event["ATTENDEE"]) == ("mailto:kim@example.org", "mailto:ana@example.org")


def test_given_an_e_mail_with_marks_of_addresses_when_it_is_written_then_it_adds_nothing_to_the_address() -> None:
    _, event = message(visit(), CalendarStyle(emails={"ana": "a+b?cc=x@example.org"}))
    assert event["ATTENDEE"] == "mailto:a+b%3Fcc%3Dx@example.org"


def test_given_an_organiser_of_the_host_when_anything_is_written_then_it_is_the_organiser() -> None:
    office = CalendarStyle(names={"pd": "PD office"}, emails={"pd": "pd@example.org"}, organiser="pd")
    _, event = message(visit(), office)
    assert (event["ORGANIZER"], event["ORGANIZER"].params["CN"]) == ("mailto:pd@example.org", "PD office")


@pytest.mark.parametrize("wrong", ["kim", "a b@example.org", "a@b\r\nATTENDEE:x", "@", '"a"@b'])
def test_given_no_e_mail_address_where_one_is_due_when_it_is_written_then_the_error_does_not_quote_it(
    wrong: str,
) -> None:
    with pytest.raises(OutOfRange, match="an e-mail address") as refused:
        message(visit(), CalendarStyle(emails={"kim": wrong}))
    assert wrong not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ('Kim "K" Coach', "Kim 'K' Coach"),
        ("Kim\r\nATTENDEE:mailto:x@example.org", "Kim ATTENDEE:mailto:x@example.org"),
        ("Coach, Kim; the: first", "Coach, Kim; the: first"),
        ("Ñuñez \\ ^n 🙂\x00", "Ñuñez \\ ^n 🙂"),
        ("\ud800 Kim", "Kim"),
        ("é" * 300, "é" * 199 + "…"),
    ],
)
def test_given_any_name_when_it_is_written_then_it_is_read_back_on_one_line(name: str, shown: str) -> None:
    named = CalendarStyle(names={"kim": name, "North": name})
    file = invitation(visit(place="North"), named, ["kim"])
    [event] = read(file)
    assert (event["ORGANIZER"].params["CN"], event["ATTENDEE"].params["CN"]) == (shown, shown)
    assert event["LOCATION"] == shown.replace("'", '"')
    assert max(map(len, file.split(b"\r\n"))) <= 75


def test_given_spanish_when_a_calendar_is_written_then_it_speaks_it() -> None:
    style = attrs.evolve(NAMED, language="es-MX,es;q=0.9")
    assert style.summary(visit(cancelled=True), "ana") == "Cancelado: Observación con Kim Coach"
    assert style.calendar_name("ana") == "Desarrollo profesional: Ana Example"


def test_given_a_session_when_it_is_named_then_by_its_subject_and_which_it_is() -> None:
    [session] = of_engagement(told.scheduled()).values()
    assert NAMED.summary(session, "lee") == "Questions that open talk"
    assert NAMED.summary(attrs.evolve(session, part="(1/2)"), "lee") == "Questions that open talk (1/2)"


def test_given_a_debt_when_it_is_written_as_a_day_then_it_is_an_event_of_its_last_day_that_takes_no_time() -> None:
    calendar = personal("kim", events_of(of=VISIT), at=day(6))
    days = read(published(calendar, NAMED, due_days=True))[len(calendar.appointments) :]
    assert [(event["DTSTART"].dt, str(event["UID"])) for event in days] == [
        (each.owed.last_day, each.uid) for each in calendar.to_dos
    ]
    assert {event["TRANSP"] for event in days} == {"TRANSPARENT"}
    assert read(published(calendar, NAMED, due_days=True), "VTODO") == []
    assert days
