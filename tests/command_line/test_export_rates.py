"""Anybody may measure how fast every form is exported: the example makes a year, and a table of the rates."""

import subprocess
import sys
from pathlib import Path

from pdflow.command_line.export import FORMS
from pdflow.history import session_calendars, stored_participations
from pdflow.storage.sqlite import SqliteStore

EXAMPLES = Path(__file__).parents[2] / "examples"


def run(*arguments: str) -> str:
    line = [sys.executable, "-W", "error", str(EXAMPLES / arguments[0]), *arguments[1:]]
    done = subprocess.run(line, capture_output=True, text=True, timeout=170, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_a_year_of_two_districts_is_measured_in_every_form(tmp_path: Path) -> None:
    place = str(tmp_path / "year.sqlite")
    run("year_of_districts.py", place, "--people", "122", "--weeks", "1")
    with SqliteStore(place) as store:
        enrolled = [history.state.engagement for history in stored_participations(store)]
        assert session_calendars(store).keys() == {"school-year-1", "school-year-2"}
        events = len(store.feed(limit=1_000_000))
    assert set(enrolled) == {"school-year-1", "school-year-2"}
    head, columns, *rows = run("export_rates.py", place).strip().splitlines()
    assert head == f"{place}: {events:,} events"
    assert columns.split() == ["form", "items", "seconds", "events/s", "MiB"]
    named = [row[:24].strip() for row in rows]
    assert {name.partition(" ")[0].replace("calendar", "icalendar") for name in named} >= FORMS.keys()
    items = {row[:24].strip(): int(row[24:36].replace(",", "")) for row in rows}
    assert items["xes"] == items["event-csv"] == items["cloudevents"] == items["rows of a frame"] == events
