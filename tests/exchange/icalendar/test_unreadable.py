"""A file or an event that cannot be read is one error, whose text is short and names the event."""

import tracemalloc
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from tests.exchange.icalendar.calendars import YEAR, calendar, closed, days, event, refusal

from pdflow import DecodeError
from pdflow.exchange.icalendar import closed_days

LABOR = event("Labor Day", "DTSTART;VALUE=DATE:20260907")
WHOLE = calendar(LABOR)

NO_CALENDAR: dict[str, Any] = {
    "nothing": b"",
    "blanks": "\r\n \r\n",
    "words": "Labor Day, 7 September",
    "bytes": b"\xff\xfe",
    "a page": "<!DOCTYPE html><html><body>Sign in</body></html>",
    "a table": "Subject,Start Date\r\nLabor Day,09/07/2026\r\n",
    "an event alone": f"BEGIN:VEVENT\r\n{LABOR}\r\nEND:VEVENT\r\n",
    "a card": "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\nEND:VCARD\r\n",
    "a calendar and a card": f"{WHOLE}BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\nEND:VCARD\r\n",
    "a calendar and an event": f"{WHOLE}BEGIN:VEVENT\r\n{LABOR}\r\nEND:VEVENT\r\n",
    "half of one": WHOLE[:-20],
    "one and a half": WHOLE + WHOLE[:-20],
    "one end too many": f"{WHOLE}END:VCALENDAR\r\n",
    "an event without an end": WHOLE.replace("END:VEVENT\r\n", ""),
    "a line of nothing": WHOLE.replace("VERSION:2.0", "VERSION"),
    "a calendar of another scale": WHOLE.replace("VERSION:2.0", "CALSCALE:JULIAN"),
    "no text": 5,
    "no text at all": None,
}


@pytest.mark.parametrize("what", NO_CALENDAR)
def test_a_text_that_is_no_calendar_is_refused(what: str) -> None:
    assert len(refusal(NO_CALENDAR[what])) < 500


READABLE: dict[str, str | bytes] = {
    "with a byte order mark": "\ufeff" + WHOLE,
    "with a byte order mark, in bytes": ("\ufeff" + WHOLE).encode(),
    "in UTF-16": WHOLE.encode("utf-16"),
    "in Latin-1": WHOLE.replace("Labor Day", "Día del Trabajo").encode("latin-1"),
    "with blank lines before": "\r\n\r\n" + WHOLE,
    "with line feeds": WHOLE.replace("\r\n", "\n"),
    "with carriage returns": WHOLE.replace("\r\n", "\r"),
    "in lower case": WHOLE.lower(),
    "with the scale in lower case": WHOLE.replace("VERSION:2.0", "CALSCALE:gregorian"),
    "without a version": WHOLE.replace("VERSION:2.0\r\n", ""),
    "with folded lines": WHOLE.replace("VALUE=DATE", "VALU\r\n E=DATE"),
    "with lines at its end": WHOLE + "\r\n\r\n",
}


@pytest.mark.parametrize("how", READABLE)
def test_a_calendar_is_read_however_it_is_encoded(how: str) -> None:
    assert closed(READABLE[how]) == days("9/7")


def test_a_calendar_without_events_closes_nothing() -> None:
    assert closed(calendar()) == frozenset()


UNCLEAR = {
    "no start": [],
    "two starts": ["DTSTART;VALUE=DATE:20260907", "DTSTART;VALUE=DATE:20260908"],
    "two ends": ["DTSTART;VALUE=DATE:20260907", "DTEND;VALUE=DATE:20260908", "DTEND;VALUE=DATE:20260909"],
    "no such day": ["DTSTART;VALUE=DATE:20261399"],
    "no such end": ["DTSTART;VALUE=DATE:20260907", "DTEND;VALUE=DATE:20260931"],
    "an empty start": ["DTSTART:"],
    "a start in another form": ["DTSTART:2026-09-07"],
    "a start in words": ["DTSTART;VALUE=DATE:Monday"],
    "a start that is a period": ["DTSTART;VALUE=PERIOD:20260907T000000Z/P1D"],
    "a start that is a time of day": ["DTSTART;VALUE=TIME:080000"],
    "a start that is a length": ["DTSTART:P1D"],
    "a start without a colon": ["DTSTART 20260907"],
    "an end without a colon": ["DTSTART;VALUE=DATE:20261123", "DTEND 20261128"],
    "an end that is a period": ["DTSTART;VALUE=DATE:20260907", "DTEND;VALUE=PERIOD:20260907T000000Z/P1D"],
    "a length in words": ["DTSTART;VALUE=DATE:20260907", "DURATION:a week"],
    "a length that is a date": ["DTSTART;VALUE=DATE:20260907", "DURATION:20260908"],
    "a length beyond all time": ["DTSTART;VALUE=DATE:20260907", "DURATION:P99999999D"],
    "an end and a length": ["DTSTART;VALUE=DATE:20260907", "DTEND;VALUE=DATE:20260908", "DURATION:P3D"],
    "all of time": ["DTSTART;VALUE=DATE:00010101", "DTEND;VALUE=DATE:99991231"],
    "a changed day in words": ["DTSTART;VALUE=DATE:20260907", "RECURRENCE-ID:Monday"],
}


@pytest.mark.parametrize("what", UNCLEAR)
def test_an_event_whose_days_are_unclear_is_a_problem_that_names_it(what: str) -> None:
    assert refusal(calendar(LABOR, event("Fair", *UNCLEAR[what]))).startswith("the event 'Fair' ")


def test_an_event_without_a_name_is_named_by_its_uid_or_its_place() -> None:
    assert refusal(calendar("UID:7@school\nDTSTART:")).startswith("the event '7@school' ")
    assert refusal(calendar(LABOR, "DTSTART:")).startswith("the event 'event 2' ")


def test_all_problems_are_named_up_to_ten_and_the_text_is_bounded() -> None:
    problem = refusal(calendar(*(event(f"Fair {n} " + "x" * 9_000, f"DTSTART:{'9' * 9_000}") for n in range(45))))
    assert problem.count("the event 'Fair ") == 10
    assert problem.endswith("; and 35 more")
    assert len(problem) < 5_000


def test_a_file_of_a_million_lines_is_refused_before_it_takes_any_memory() -> None:
    text = "BEGIN:VCALENDAR\n" + "x\n" * 1_000_000
    tracemalloc.start()
    try:
        assert refusal(text) == "it has 1,000,001 lines, more than 500,000"
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 10_000_000


parts = st.sampled_from(
    [
        *("BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "END:VTIMEZONE"),
        *("UID:1", "SUMMARY:x", "SEQUENCE:1", "SEQUENCE:-", "STATUS:CANCELLED", "METHOD:CANCEL", "junk", ""),
        *("DTSTART;VALUE=DATE:20260907", "DTSTART:20260907T000000Z", "DTSTART;TZID=Europe/Berlin:20260907T080000"),
        *("DTEND;VALUE=DATE:20260909", "DTEND:20260910T000000", "DTEND:", "DURATION:P2D", "DURATION:-P2D"),
        *(
            "RRULE:FREQ=DAILY;COUNT=3",
            "RRULE:FREQ=WEEKLY",
            "RRULE:COUNT=3",
            "RRULE:FREQ=MONTHLY;UNTIL=20270101T000000Z",
        ),
        *("RDATE;VALUE=DATE:20261014", "EXDATE;VALUE=DATE:20260908", "EXDATE:20260908T000000Z", "EXDATE:"),
        *("RECURRENCE-ID;VALUE=DATE:20260908", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260908T080000Z"),
        *("X-WR-TIMEZONE:America/Chicago", "TZID:Europe/Berlin", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"),
    ]
)


@settings(max_examples=300)
@given(st.lists(parts, max_size=14), st.booleans())
def test_whatever_lines_a_file_has_it_is_read_or_refused(lines: list[str], framed: bool) -> None:
    body = "\r\n".join(lines)
    text = calendar(body.replace("\r\n", "\n")) if framed else body
    try:
        found = closed_days(text, *YEAR).days
    except DecodeError:
        found = frozenset()
    assert all(YEAR[0] <= day <= YEAR[1] for day in found)


@pytest.mark.parametrize("rule", ["COUNT=3", "FREQ=MONTHLY;BYDAY=54MO", "FREQ=YEARLY;COUNT=2;X-MOON=1"])
def test_a_rule_that_cannot_be_read_is_said_as_the_file_has_it(rule: str) -> None:
    said = refusal(calendar(event("Labor Day", "DTSTART;VALUE=DATE:20260907", f"RRULE:{rule}")))
    assert "'Labor Day'" in said
    assert said.endswith(f"cannot be read: {rule}")
