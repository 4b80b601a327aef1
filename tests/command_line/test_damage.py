"""A damaged file: where SQLite hides events and says nothing, an export says so, and drops none unsaid."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.command_line.stores import year_file
from tests.command_line.test_stores import database
from tests.exchange.test_every_export import ARGUMENTS

from pdflow.command_line import ExitCode, main
from pdflow.command_line.export import FORMS

PAGE = 4096
LEAF_OF_AN_INDEX = 10


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file whose index of streams has one entry less than there are events: a stream ends too early."""
    file = year_file(tmp_path)
    content = bytearray(file.read_bytes())
    page = next(
        start
        for start in range(PAGE, len(content), PAGE)
        if content[start] == LEAF_OF_AN_INDEX and b"participation-" in content[start : start + PAGE]
    )
    entries = int.from_bytes(content[page + 3 : page + 5])
    content[page + 3 : page + 5] = (entries - 1).to_bytes(2)
    file.write_bytes(content)
    return file


@pytest.mark.parametrize("form", FORMS)
def test_an_export_of_a_damaged_file_ends_with_what_is_wrong(
    form: str, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["export", form, *ARGUMENTS.get(form, []), str(file), "--out", str(out)]) == ExitCode.UNREADABLE
    assert capsys.readouterr().err.startswith(f"pdflow: {file}: the file is damaged, which check lists; ")
    assert not out.exists()


def test_what_can_be_read_is_exported_when_asked_and_the_damage_is_listed(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(file)]) == ExitCode.PROBLEMS
    listed = capsys.readouterr().err
    assert " missing from index " in listed
    line = ["export", "event-csv", str(file), "--out", str(tmp_path / "log.csv"), "--pass-over-unreadable"]
    assert main(line) == ExitCode.PROBLEMS
    assert capsys.readouterr().err.startswith(listed)
    assert (tmp_path / "log.csv").exists()


def test_documents_of_a_damaged_file_are_not_written_unsaid(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["documents", str(file), "--kind", "caseload", "--as", "md", "--out", str(tmp_path / "documents")]
    assert main(line) == ExitCode.UNREADABLE
    assert "the file is damaged" in capsys.readouterr().err
    assert main([*line, "--pass-over-unreadable"]) == ExitCode.PROBLEMS


def test_an_event_whose_times_are_gone_is_no_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, tables = year_file(tmp_path), tmp_path / "tables.sqlite"
    database(f"sqlite:///{tables}")
    for place, table in ((str(file), "events"), (f"sqlite:///{tables}", "pdflow_events")):
        for column in ("occurred_at", "recorded_at"):
            with closing(sqlite3.connect(place.removeprefix("sqlite:///"))) as db, db:
                db.execute(f"UPDATE {table} SET {column} = '' WHERE position = 40")
            assert main(["check", place]) == ExitCode.UNREADABLE
            assert "no time: the row is damaged" in capsys.readouterr().err


def test_a_file_that_cannot_be_looked_through_is_exported_as_far_as_it_can_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """SQLite's own check gives up where the first page of an index is lost; the events are all there."""
    file = year_file(tmp_path)
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA journal_mode = delete")
        [(page,)] = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'events_of_command'")
        [(events,)] = db.execute("SELECT count(*) FROM events")
    content = bytearray(file.read_bytes())
    content[(page - 1) * PAGE : page * PAGE] = bytes(PAGE)
    file.write_bytes(content)
    line = ["export", "event-csv", str(file), "--out", str(tmp_path / "log.csv")]
    assert main(line) == ExitCode.UNREADABLE
    assert "--pass-over-unreadable" in capsys.readouterr().err
    assert main([*line, "--pass-over-unreadable"]) == ExitCode.PROBLEMS
    assert "cannot look through the file to its end" in capsys.readouterr().err
    assert (tmp_path / "log.csv").read_text().count("\n") > events
    assert main(["check", str(file)]) == ExitCode.PROBLEMS
