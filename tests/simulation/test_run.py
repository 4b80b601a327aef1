"""A run as a process: the same seed, a new file each time, a broken roster, a process killed half-way."""

import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from tests.simulation.example_run import CALENDAR, ROSTER, RunYear, rows, start

from pdflow.exchange.oneroster.problems import RosterError
from pdflow.simulation.engagement.commissioned import Commissioned
from pdflow.simulation.report.histories import histories
from pdflow.simulation.run import cast_of, encoder
from pdflow.simulation.world.closed_days import calendar_of
from pdflow.simulation.world.day_batch import DayBatch, EveningClock
from pdflow.simulation.world.school_year import SchoolYear
from pdflow.storage.sqlite import SqliteStore

YEAR = SchoolYear(calendar=calendar_of(CALENDAR))


def test_the_same_seed_gives_the_same_rows_and_another_seed_others(run_year: RunYear) -> None:
    first, again, other = run_year("a", seed=7), run_year("b", seed=7), run_year("c", seed=8)
    assert rows(first.file) == rows(again.file)
    assert {row.id for row in rows(first.file)}.isdisjoint(row.id for row in rows(other.file))


def test_the_example_prints_tables_and_draws_pictures_whatever_the_hash_seed(run_year: RunYear, tmp_path: Path) -> None:
    run = start(tmp_path / "out", "--participants", 30, "--coaches", 1, "--weeks", 12, PYTHONHASHSEED="77")
    printed, errors = run.communicate(timeout=60)
    assert run.returncode == 0, errors
    assert errors.splitlines()[-1] == "School year: week 12 of 12"
    assert printed.startswith("30 people")
    for title in (
        "Who is where",
        "What was owed",
        "What was refused",
        "ready for coaching",
        "first follow-up",
        "a second",
    ):
        assert title in printed
    for picture in ("people-by-phase.png", "coach-load.png", "first-follow-up.png", "practice-in-use.png"):
        assert (tmp_path / "out" / picture).read_bytes().startswith(b"\x89PNG")
    assert rows(tmp_path / "out" / "cohort.sqlite") == rows(
        run_year(seed=1, calendar=YEAR.calendar, world=Commissioned).file
    )
    assert (tmp_path / "out" / "documents" / "index.html").exists()


def test_a_run_replaces_the_file_of_the_run_before(run_year: RunYear) -> None:
    assert len(rows(run_year(weeks=4).file)) > len(rows(run_year(weeks=2).file))


def test_a_broken_roster_stops_before_anything_is_written(tmp_path: Path) -> None:
    broken, out = tmp_path / "roster", tmp_path / "out"
    shutil.copytree(ROSTER, broken)
    users = (broken / "users.csv").read_text(encoding="utf-8").replace("org-101", "org-nowhere")
    (broken / "users.csv").write_text(users, encoding="utf-8")
    with pytest.raises(RosterError, match="org-nowhere"):
        cast_of(broken)
    run = start(out, "--roster", broken)
    _, errors = run.communicate(timeout=60)
    assert run.returncode == 1
    assert "users.csv" in errors
    assert "Traceback" not in errors
    assert not out.exists()


@pytest.mark.parametrize("option", [("--weeks", "0"), ("--participants", "-3"), ("--coaches", "many")])
def test_a_number_that_makes_no_sense_is_refused(option: tuple[str, str], tmp_path: Path) -> None:
    run = start(tmp_path / "out", *option)
    _, errors = run.communicate(timeout=60)
    assert (run.returncode, "Traceback" in errors) == (2, False)
    assert f"argument {option[0]}: invalid count value: '{option[1]}'" in errors
    assert not (tmp_path / "out").exists()


def test_a_process_killed_half_way_leaves_whole_days(tmp_path: Path) -> None:
    file = tmp_path / "out" / "cohort.sqlite"
    run = start(tmp_path / "out", "--participants", 400)
    while _count(file) < 3000:
        assert run.poll() is None
        time.sleep(0.02)
    run.send_signal(signal.SIGKILL)
    run.communicate()
    kept = rows(file)
    deciders = {decider.name: decider for decider in Commissioned.aggregates}
    for stream, events in histories(file).items():
        deciders[stream.partition("-")[0]].fold(events)
    assert [row.position for row in kept] == [*range(1, len(kept) + 1)]
    elapsed = max(row.recorded_at for row in kept) - kept[0].recorded_at
    whole = _first_days(tmp_path / "whole.sqlite", Commissioned.first_day + elapsed.days)
    assert kept == whole


def _first_days(file: Path, days: int) -> list[object]:
    """Return the events of the same cohort up to the evening of a day, when nobody kills it."""
    clock = EveningClock()
    with SqliteStore(file, clock=clock) as store:
        batch = DayBatch(store, clock, encoder(Commissioned))
        for day in Commissioned(cast_of(ROSTER, 400), batch, year=YEAR).days():
            if day == days:
                break
    return [*rows(file)]


def _count(file: Path) -> int:
    try:
        with closing(sqlite3.connect(file)) as db:
            return int(db.execute("SELECT count(*) FROM events").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


@pytest.mark.parametrize(
    ("module", "package", "extra"),
    [
        ("pdflow.simulation.world.stories", "simpy", "simulation"),
        ("pdflow.simulation.report.charts", "matplotlib", "simulation"),
        ("pdflow.simulation.world.closed_days", "icalendar", "ical"),
        ("pdflow.simulation.experiment.questions", "scipy", "planning"),
        ("pdflow.simulation.experiment.pictures", "matplotlib", "planning"),
    ],
)
def test_where_a_package_is_missing_the_error_names_the_extra(module: str, package: str, extra: str) -> None:
    line = f"import sys; sys.modules[{package!r}] = None; import pdflow.simulation; import {module}"
    run = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=False)
    assert f"MissingExtra: {package} is not installed: pip install 'pdflow[{extra}]'" in run.stderr


def test_the_room_itself_needs_nothing_optional() -> None:
    line = "import sys, pdflow.simulation; print({'simpy', 'matplotlib', 'rich'} & sys.modules.keys())"
    run = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
