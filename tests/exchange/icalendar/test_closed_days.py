"""Closed days are read from iCalendar files as schools publish them."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import attrs
import pytest
from tests.exchange.icalendar.calendars import YEAR, calendar, closed, days, event

import pdflow
from pdflow.agenda import Terms
from pdflow.errors import OutOfRange
from pdflow.exchange.icalendar import PassedOver, closed_days

LABOR_DAY = event("Labor Day", "DTSTART;VALUE=DATE:20260907")
FALL_BREAK = event("No school: fall break", "DTSTART;VALUE=DATE:20261123", "DTEND;VALUE=DATE:20261128")
SPIRIT_WEEK = event("Spirit week", "DTSTART;VALUE=DATE:20261005", "DTEND;VALUE=DATE:20261010")
BOARD = event("Board meeting", "DTSTART:20261012T230000Z", "DTEND:20261013T003000Z")


def test_a_whole_day_event_closes_its_days_up_to_the_one_before_its_end() -> None:
    assert closed(calendar(LABOR_DAY, FALL_BREAK)) == days("9/7 11/23-27")


def test_whatever_closes_nothing_is_listed_with_its_reason() -> None:
    task = "BEGIN:VTODO\nUID:t\nSUMMARY:Order keys\nEND:VTODO\n"
    found = closed_days(calendar(FALL_BREAK, BOARD, f"{LABOR_DAY}\nSTATUS:CANCELLED", head=task), *YEAR)
    assert found.days == days("11/23-27")
    assert found.passed_over == (
        PassedOver("VTODO", "it is no event"),
        PassedOver("Board meeting (2026-10-12)", "it has hours"),
        PassedOver("Labor Day (2026-09-07)", "it is cancelled"),
    )


def test_a_host_chooses_which_events_close_the_school() -> None:
    text = calendar(SPIRIT_WEEK, FALL_BREAK)
    assert date(2026, 10, 5) in closed(text)
    found = closed_days(text, *YEAR, closes=lambda summary: summary.startswith("No school"))
    assert found.days == days("11/23-27")
    assert found.passed_over == (PassedOver("Spirit week (2026-10-05)", "it was not chosen"),)


def test_an_event_that_the_host_does_not_choose_may_hold_anything() -> None:
    text = calendar(FALL_BREAK, event("Fair", "DTSTART;VALUE=DATE:20261399"))
    found = closed_days(text, *YEAR, closes=lambda summary: summary.startswith("No school"))
    assert found.days == days("11/23-27")
    assert found.passed_over == (PassedOver("Fair", "it was not chosen"),)


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        (date.min, date.max, "first"),
        (date(2026, 9, 1), date.max, "last"),
        (date(1899, 12, 31), date(2026, 9, 1), "first"),
        (date(2026, 9, 1), date(2200, 1, 1), "last"),
    ],
)
def test_days_in_years_that_no_event_has_are_out_of_range(first: date, last: date, name: str) -> None:
    with pytest.raises(OutOfRange, match=f"^{name}: .* is not within 1900 and 2199$"):
        closed_days(calendar(LABOR_DAY), first, last)


def test_an_error_of_the_hosts_choice_is_the_hosts() -> None:
    with pytest.raises(ZeroDivisionError):
        closed_days(calendar(LABOR_DAY), *YEAR, closes=lambda summary: 1 / 0 > 0)


def test_a_changed_day_of_a_series_may_be_one_that_the_host_does_not_choose() -> None:
    fridays = event("No school", "DTSTART;VALUE=DATE:20260904", "RRULE:FREQ=WEEKLY;COUNT=3", uid="1")
    make_up = "UID:1\nSUMMARY:Make-up day\nRECURRENCE-ID;VALUE=DATE:20260911\nDTSTART;VALUE=DATE:20260911"
    found = closed_days(calendar(fridays, make_up), *YEAR, closes=lambda summary: summary == "No school")
    assert found.days == days("9/4 9/18")


def test_closed_days_go_into_a_calendar_of_terms() -> None:
    school = Terms(terms=((date(2026, 8, 17), date(2027, 6, 4)),), closed=closed(calendar(LABOR_DAY)))
    assert not school.is_open(date(2026, 9, 7))
    assert school.is_open(date(2026, 9, 8))


def test_several_calendars_in_one_file_all_count() -> None:
    both = calendar(LABOR_DAY) + calendar(FALL_BREAK)
    assert closed(both) == closed(calendar(LABOR_DAY, FALL_BREAK))


def test_where_icalendar_is_not_installed_the_error_names_the_extra(tmp_path: Path) -> None:
    for installed in Path(attrs.__file__).parents[1].iterdir():
        if not installed.name.startswith(("icalendar", "recurring_ical_events")):
            (tmp_path / installed.name).symlink_to(installed)
    path = os.pathsep.join([str(Path(pdflow.__file__).parents[1]), str(tmp_path)])
    line = [sys.executable, "-S", "-c", "import pdflow.exchange.icalendar"]
    run = subprocess.run(line, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False)
    assert "MissingExtra: icalendar is not installed: pip install 'pdflow[ical]'" in run.stderr
