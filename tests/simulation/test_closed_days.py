"""A year in the working days of a calendar file: nothing happens on a closed day, and a broken file stops the run."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.simulation.example_run import CALENDAR, RunYear, rows, start

from pdflow.agenda import Terms
from pdflow.errors import DecodeError
from pdflow.exchange.icalendar import PassedOver
from pdflow.simulation.engagement.commissioned import Commissioned
from pdflow.simulation.report import Translator
from pdflow.simulation.report.passed_over import passed_over
from pdflow.simulation.world.closed_days import calendar_of
from pdflow.simulation.world.school_year import CENTRAL, MONDAY, SchoolYear

BROKEN = {
    "text": "not a calendar",
    "nothing": "",
    "half of one": "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260907\r\n",
    "a day that is none": "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20269999\nEND:VEVENT\nEND:VCALENDAR\n",
}


def test_the_example_districts_closed_days_are_those_of_its_file() -> None:
    calendar = calendar_of(CALENDAR)
    thanksgiving = {date(2026, 11, 23) + n * timedelta(days=1) for n in range(5)}
    assert {date(2026, 9, 7), date(2027, 1, 28), *thanksgiving} <= calendar.closed
    assert calendar.zone is CENTRAL
    assert min(calendar.closed) >= MONDAY
    assert not calendar.is_open(date(2027, 2, 9))
    assert calendar.is_open(date(2027, 2, 10))


def test_the_file_is_written_as_the_standard_asks() -> None:
    lines = CALENDAR.read_bytes().split(b"\r\n")
    assert (lines[0], lines[-2:]) == (b"BEGIN:VCALENDAR", [b"END:VCALENDAR", b""])
    assert not [line for line in lines if b"\n" in line or len(line) > 75]
    events = lines.count(b"BEGIN:VEVENT")
    assert len({line for line in lines if line.startswith(b"UID:")}) == events > 8
    for name in (b"UID:", b"DTSTAMP:", b"DTSTART;VALUE=DATE:", b"DTEND;VALUE=DATE:", b"SUMMARY:"):
        assert sum(line.startswith(name) for line in lines) == events


def test_nothing_happens_on_a_closed_day(run_year: RunYear) -> None:
    calendar = calendar_of(CALENDAR)
    events = rows(run_year(weeks=30, calendar=calendar, world=Commissioned).file)
    assert {row.occurred_at.date() for row in events if not calendar.is_open(row.occurred_at.date())} == set()
    assert max(row.occurred_at.date() for row in events) > date(2027, 2, 9)


def test_training_passes_over_a_closed_day() -> None:
    year = SchoolYear(4, calendar=Terms(CENTRAL, closed=(date(2026, 8, 27),)))
    assert [year.date_of(day) for day in year.training(1, 8, 2)[0]] == [date(2026, 8, 26), date(2026, 8, 28)]


TIMED = "BEGIN:VEVENT\nUID:{n}\nSUMMARY:Meeting {n}\nDTSTART:20260820T080000\nDTEND:20260820T090000\nEND:VEVENT\n"


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [
        ("en", "Meeting 0 (2026-08-20) closes no day: it has hours", "2 more events close no day"),
        ("es", "Meeting 0 (2026-08-20) no cierra ningún día: tiene horas", "2 eventos más no cierran ningún día"),
    ],
)
def test_the_console_names_the_events_that_close_nothing(language: str, first: str, last: str, tmp_path: Path) -> None:
    file, events = tmp_path / "ours.ics", list[PassedOver]()
    file.write_text(
        f"BEGIN:VCALENDAR\n{''.join(TIMED.format(n=n) for n in range(12))}END:VCALENDAR\n", encoding="utf-8"
    )
    assert calendar_of(file, 40, events.append).closed == frozenset()
    lines = [*passed_over(events, Translator(language))]
    assert (len(lines), lines[0], lines[-1]) == (11, first, last)
    out = tmp_path / "out"
    run = start(out, "--participants", 2, "--coaches", 1, "--weeks", 1, "--calendar", file, "--language", language)
    _, errors = run.communicate(timeout=60)
    assert errors.splitlines()[:11] == lines


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_calendar_is_named_and_read_no_further(what: str, tmp_path: Path) -> None:
    broken = tmp_path / "ours.ics"
    broken.write_text(BROKEN[what], encoding="utf-8")
    with pytest.raises(DecodeError, match=r"ours\.ics: cannot be read as iCalendar: .+") as raised:
        calendar_of(broken)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("exists", [True, False])
def test_a_calendar_that_cannot_be_read_stops_the_example_before_anything_is_written(
    exists: bool, tmp_path: Path
) -> None:
    calendar = tmp_path / "ours.ics"
    if exists:
        calendar.write_text(BROKEN["half of one"], encoding="utf-8")
    run = start(tmp_path / "out", "--calendar", calendar)
    printed, errors = run.communicate(timeout=60)
    assert (run.returncode, printed) == (1, "")
    (line,) = errors.splitlines()
    assert "ours.ics" in line
    assert not (tmp_path / "out").exists()


def test_a_year_without_a_school_day_is_refused(tmp_path: Path) -> None:
    closed = tmp_path / "closed.ics"
    event = "BEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:20280101\nEND:VEVENT\n"
    closed.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:ours\n{event}END:VCALENDAR\n", encoding="utf-8")
    with pytest.raises(DecodeError, match=r"closed\.ics: leaves no school day in 40 weeks from 2026-08-17"):
        calendar_of(closed)
