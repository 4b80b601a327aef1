"""Readers of others agree on what a calendar says: icalendar, recurring-ical-events and ical.js; each finds a fault."""

import json
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import recurring_ical_events
from icalendar import Calendar
from tests.exchange.icalendar.appointments.files import NAMED, read
from tests.exchange.xapi.statements import example_year
from tests.validators import run_node

from pdflow import Audience
from pdflow.exchange.icalendar.appointments import PersonalCalendar, personal_calendar, published

SCRIPT = Path(__file__).with_name("calendar.mjs")
AT = datetime(2026, 11, 1, tzinfo=UTC)
PEOPLE = ("ana", "kim", "joe", "lee")


def calendar(person: str) -> PersonalCalendar:
    return personal_calendar(example_year(), person, at=AT, audience=Audience.PAIR)


def file(person: str) -> bytes:
    return published(calendar(person), NAMED)


def expected(person: str) -> list[tuple[str, str, datetime, datetime, int | None, str]]:
    """Each event and to-do: kind, UID, when it begins and ends, SEQUENCE and STATUS."""
    has = calendar(person)
    return [
        ("VEVENT", each.uid, each.start, each.end, each.sequence, "CANCELLED" if each.cancelled else "CONFIRMED")
        for each in has.appointments
    ] + [("VTODO", each.uid, each.start, each.due, None, "NEEDS-ACTION") for each in has.to_dos]


@pytest.mark.parametrize("person", PEOPLE)
def test_given_a_calendar_when_icalendar_reads_it_then_every_instant_and_sequence_is_there(person: str) -> None:
    found = [
        (
            part.name,
            str(part["UID"]),
            part["DTSTART"].dt,
            part["DUE" if part.name == "VTODO" else "DTEND"].dt,
            part.get("SEQUENCE"),
            part["STATUS"],
        )
        for kind in ("VEVENT", "VTODO")
        for part in read(file(person), kind)
    ]
    assert found == expected(person)
    assert found


def test_given_an_instant_that_is_none_when_icalendar_reads_it_then_it_lists_the_fault() -> None:
    broken = Calendar.from_ical(file("ana").replace(b"DTSTART:2026", b"DTSTART:20x6", 1))
    assert any(part.errors for part in broken.walk())


@pytest.mark.parametrize("person", PEOPLE)
def test_given_two_days_when_recurring_ical_events_looks_between_them_then_it_finds_what_is_there(person: str) -> None:
    first, after = date(2026, 9, 1), date(2026, 10, 1)
    found = recurring_ical_events.of(Calendar.from_ical(file(person))).between(first, after)
    assert sorted(str(event["UID"]) for event in found) == sorted(
        each.uid for each in calendar(person).appointments if first <= each.start.date() < after
    )


def test_given_an_event_on_another_day_when_recurring_ical_events_looks_for_it_then_it_is_not_found() -> None:
    [one, *_] = calendar("kim").appointments
    day = one.start.date()
    moved = file("kim").replace(f"DTSTART:{one.start:%Y%m%d}".encode(), f"DTSTART:{day - timedelta(2):%Y%m%d}".encode())
    moved = moved.replace(f"DTEND:{one.start:%Y%m%d}".encode(), f"DTEND:{day - timedelta(2):%Y%m%d}".encode())
    for text, is_there in ((file("kim"), True), (moved, False)):
        found = recurring_ical_events.of(Calendar.from_ical(text)).between(day, day + timedelta(1))
        assert (one.uid in {str(event["UID"]) for event in found}) is is_there


def read_by_ical_js(text: bytes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run_node(SCRIPT, "ical.js", text.decode()))
    return found


@pytest.mark.long
@pytest.mark.parametrize("person", PEOPLE)
def test_given_a_calendar_when_ical_js_reads_it_then_every_instant_and_sequence_is_there(person: str) -> None:
    found = [
        (
            each["kind"].upper(),
            each["uid"],
            datetime.fromisoformat(each["start"]),
            datetime.fromisoformat(each["end"]),
            each.get("sequence"),
            each["status"],
        )
        for each in read_by_ical_js(file(person))
    ]
    assert found == expected(person)


@pytest.mark.long
def test_given_names_and_texts_when_ical_js_reads_them_then_they_are_those_that_icalendar_reads() -> None:
    found = [(each["summary"], each["organizer"]) for each in read_by_ical_js(file("kim"))]
    parts = [part for kind in ("VEVENT", "VTODO") for part in read(file("kim"), kind)]
    assert found == [(part["SUMMARY"], part["ORGANIZER"].params["CN"]) for part in parts]


@pytest.mark.long
@pytest.mark.parametrize(("whole", "planted"), [("END:VCALENDAR", ""), ("DTSTART:", "DTSTART ")])
def test_given_a_planted_fault_when_ical_js_reads_it_then_it_refuses_the_file(whole: str, planted: str) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        read_by_ical_js(file("ana").decode().replace(whole, planted, 1).encode())


@pytest.mark.long
def test_given_an_hour_planted_elsewhere_when_ical_js_reads_it_then_the_instant_is_another() -> None:
    start = calendar("ana").appointments[0].start
    planted = f"DTSTART:{start - timedelta(hours=1):%Y%m%dT%H%M%SZ}"
    [first, *_] = read_by_ical_js(file("ana").replace(f"DTSTART:{start:%Y%m%dT%H%M%SZ}".encode(), planted.encode(), 1))
    assert datetime.fromisoformat(first["start"]) == start - timedelta(hours=1)
