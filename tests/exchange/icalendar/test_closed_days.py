"""Closed days are read from iCalendar files as schools publish them."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import attrs
import pytest

import pdflow
from pdflow import DecodeError
from pdflow.agenda import Terms
from pdflow.exchange.icalendar import closed_days

YEAR = (date(2026, 8, 1), date(2027, 6, 30))


def calendar(*events: str) -> str:
    body = "".join(f"BEGIN:VEVENT\nUID:{n}\n{event}\nEND:VEVENT\n" for n, event in enumerate(events))
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:school\n{body}END:VCALENDAR\n".replace("\n", "\r\n")


def event(summary: str, *lines: str) -> str:
    return "\n".join([f"SUMMARY:{summary}", *lines])


LABOR_DAY = event("Labor Day", "DTSTART;VALUE=DATE:20260907")
FALL_BREAK = event("No school: fall break", "DTSTART;VALUE=DATE:20261123", "DTEND;VALUE=DATE:20261128")
SPIRIT_WEEK = event("Spirit week", "DTSTART;VALUE=DATE:20261005", "DTEND;VALUE=DATE:20261010")
BOARD = event("Board meeting", "DTSTART:20261012T230000Z", "DTEND:20261013T003000Z")


def test_a_whole_day_event_closes_its_days_up_to_the_one_before_its_end() -> None:
    closed = closed_days(calendar(LABOR_DAY, FALL_BREAK), *YEAR)
    assert closed == {date(2026, 9, 7), *(date(2026, 11, day) for day in range(23, 28))}


def test_events_with_hours_and_cancelled_ones_close_nothing() -> None:
    assert closed_days(calendar(BOARD, f"{LABOR_DAY}\nSTATUS:CANCELLED"), *YEAR) == frozenset()


def test_a_host_chooses_which_events_close_the_school() -> None:
    text = calendar(SPIRIT_WEEK, FALL_BREAK)
    assert date(2026, 10, 5) in closed_days(text, *YEAR)
    closed = closed_days(text, *YEAR, closes=lambda summary: summary.startswith("No school"))
    assert closed == {date(2026, 11, day) for day in range(23, 28)}


def test_a_recurring_event_closes_every_one_of_its_days_except_those_excluded() -> None:
    first_mondays = event("Labor Day", "DTSTART;VALUE=DATE:20200907", "RRULE:FREQ=YEARLY;BYMONTH=9;BYDAY=1MO")
    assert closed_days(calendar(first_mondays), *YEAR) == {date(2026, 9, 7)}
    fridays = event("Closed", "DTSTART;VALUE=DATE:20260904", "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE;VALUE=DATE:20260911")
    assert closed_days(calendar(fridays), *YEAR) == {date(2026, 9, 4), date(2026, 9, 18), date(2026, 9, 25)}


def test_only_days_within_the_span_are_closed() -> None:
    text = calendar(FALL_BREAK)
    assert closed_days(text, date(2026, 11, 25), date(2026, 11, 26)) == {date(2026, 11, 25), date(2026, 11, 26)}
    assert closed_days(text, date(2027, 1, 1), date(2027, 6, 30)) == frozenset()


def test_closed_days_go_into_a_calendar_of_terms() -> None:
    school = Terms(terms=((date(2026, 8, 17), date(2027, 6, 4)),), closed=closed_days(calendar(LABOR_DAY), *YEAR))
    assert not school.is_open(date(2026, 9, 7))
    assert school.is_open(date(2026, 9, 8))


@pytest.mark.parametrize("text", ["", "Labor Day, 7 September", b"\xff\xfe"], ids=["empty", "words", "bytes"])
def test_a_text_that_is_no_calendar_is_refused(text: str | bytes) -> None:
    with pytest.raises(DecodeError, match="iCalendar"):
        closed_days(text, *YEAR)


def test_where_icalendar_is_not_installed_the_error_names_the_extra(tmp_path: Path) -> None:
    for installed in Path(attrs.__file__).parents[1].iterdir():
        if not installed.name.startswith(("icalendar", "recurring_ical_events")):
            (tmp_path / installed.name).symlink_to(installed)
    path = os.pathsep.join([str(Path(pdflow.__file__).parents[1]), str(tmp_path)])
    line = [sys.executable, "-S", "-c", "import pdflow.exchange.icalendar"]
    run = subprocess.run(line, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False)
    assert "MissingExtra: icalendar is not installed: pip install 'pdflow[ical]'" in run.stderr


BAD = {
    "no start": "SUMMARY:Fair",
    "every second": event("Fair", "DTSTART;VALUE=DATE:20260907", "RRULE:FREQ=SECONDLY"),
    "interval 0": event("Fair", "DTSTART;VALUE=DATE:20260907", "RRULE:FREQ=DAILY;INTERVAL=0"),
    "no such day": event("Fair", "DTSTART;VALUE=DATE:20261399"),
    "beyond all time": event("Fair", "DTSTART;VALUE=DATE:00010101", "DTEND;VALUE=DATE:99991231"),
    "no such rule": event("Fair", "DTSTART;VALUE=DATE:20260907", "RRULE:FREQ=OFTEN"),
}


@pytest.mark.parametrize("name", BAD)
def test_an_event_that_makes_no_sense_is_refused(name: str) -> None:
    with pytest.raises(DecodeError, match="iCalendar"):
        closed_days(calendar(LABOR_DAY, BAD[name]), *YEAR)


def test_an_event_for_all_time_closes_the_days_asked_for() -> None:
    always = event("Closed for good", "DTSTART;VALUE=DATE:19000101", "DTEND;VALUE=DATE:29991231")
    closed = closed_days(calendar(always), date(2026, 9, 1), date(2026, 9, 3))
    assert closed == {date(2026, 9, day) for day in (1, 2, 3)}


def test_several_calendars_in_one_file_all_count() -> None:
    both = calendar(LABOR_DAY) + calendar(FALL_BREAK)
    assert closed_days(both, *YEAR) == closed_days(calendar(LABOR_DAY, FALL_BREAK), *YEAR)
