"""``pdflow export``: files that appear when they are whole, counts and what was passed over on standard error."""

import json
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import attrs
import icalendar
import pytest
import sqlalchemy
from tests.command_line.stores import fill, year_file
from tests.exchange.test_every_export import ARGUMENTS

from pdflow import SqliteStore, participation
from pdflow.command_line import ExitCode, main
from pdflow.exchange.lifecycle import scxml
from pdflow.storage.codec import Codec
from pdflow.storage.sqlalchemy import metadata

XAPI = ["--home-page", "https://people.example.org", "--activities", "https://pd.example.org/xapi"]
PDFLOW = [sys.executable, "-W", "error", "-m", "pdflow"]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(year_file(tmp_path_factory.mktemp("year")))


def test_statements_are_written_to_a_file_and_counted(
    year: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "xapi.jsonl"
    assert main(["export", "xapi", year, *XAPI, "--out", str(file)]) == ExitCode.DONE
    statements = [json.loads(line) for line in file.read_text().splitlines()]
    printed = capsys.readouterr()
    assert printed.out == ""
    assert f"statements: {len(statements):,}\npassed over, no verb: " in printed.err
    assert [*tmp_path.iterdir()] == [file]


def test_without_a_file_the_text_is_on_standard_output_and_nothing_else(year: str) -> None:
    run = subprocess.run([*PDFLOW, "export", "xes", year], capture_output=True, text=True, timeout=60, check=True)
    assert run.stderr.startswith("events: ")
    assert len(ElementTree.fromstring(run.stdout).findall("{*}trace")) == 13


def test_a_reader_that_has_gone_ends_the_export_without_a_traceback(year: str) -> None:
    shell = f"{sys.executable} -m pdflow export cloudevents {year} --audience PAIR --source https://a.example | head -1"
    run = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, timeout=60, check=True)
    assert json.loads(run.stdout)["specversion"] == "1.0"
    assert run.stderr in ("", "events: 0\n")


def test_what_was_passed_over_is_a_problem_only_where_one_is_strict(year: str, tmp_path: Path) -> None:
    line = ["export", "xapi", year, *XAPI, "--strict", "--out", str(tmp_path / "xapi.jsonl")]
    assert main(line) == ExitCode.PROBLEMS
    assert main(["export", "xes", year, "--strict", "--out", str(tmp_path / "log.xes")]) == ExitCode.DONE


@pytest.mark.parametrize("form", ["xes", "ocel-sqlite", "ed-fi"])
def test_what_is_there_is_replaced_only_when_asked(
    form: str, year: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "there"
    if form == "ed-fi":
        place.mkdir()
    mine = place / "mine.txt" if form == "ed-fi" else place
    mine.write_text("mine")
    more = ["--namespace", "uri://district.example", "--source-system", "District"] if form == "ed-fi" else []
    line = ["export", form, year, *more, "--out", str(place)]
    assert main(line) == ExitCode.UNREADABLE
    assert mine.read_text() == "mine"
    assert "--force replaces it" in capsys.readouterr().err
    assert main([*line, "--force"]) == ExitCode.DONE
    if form == "ed-fi":
        assert mine.read_text() == "mine"
        assert (place / "professionalDevelopmentEvents.jsonl").exists()
    else:
        assert mine.read_bytes() != b"mine"


def test_the_store_is_not_replaced_by_what_is_made_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = year_file(tmp_path)
    before, link = file.read_bytes(), tmp_path / "link"
    link.symlink_to(file)
    for place in (file, link):
        line = ["export", "xes", str(file), "--out", str(place), "--force"]
        assert main(line) == ExitCode.UNREADABLE
        assert "this is the store itself" in capsys.readouterr().err
    assert file.read_bytes() == before


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal"])
@pytest.mark.parametrize("address", ["{}", "sqlite:///{}", "sqlite+pysqlite:///{}", "sqlite:///file:{}?uri=true"])
def test_a_store_by_its_address_is_not_replaced_either_nor_what_is_beside_it(
    address: str, ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "year.sqlite"
    engine = sqlalchemy.create_engine(f"sqlite:///{file}")
    metadata.create_all(engine)
    engine.dispose()
    before = file.read_bytes()
    place = file.with_name(f"{file.name}{ending}")
    line = ["export", "xes", address.format(file), "--out", str(place), "--force"]
    assert main(line) == ExitCode.UNREADABLE
    assert "this is the store itself" in capsys.readouterr().err
    assert file.read_bytes() == before


def test_a_store_with_the_name_of_an_unfinished_file_is_not_removed(tmp_path: Path) -> None:
    file = year_file(tmp_path).rename(tmp_path / "log.unfinished")
    assert main(["export", "xes", str(file), "--out", str(tmp_path / "log")]) == ExitCode.UNREADABLE
    assert file.exists()


@pytest.mark.parametrize("place", ["sqlite:///year.sqlite", "postgresql://host/pd", "file:/year.xes"])
def test_an_address_is_no_place_to_write_to(
    place: str, year: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["export", "xes", year, "--out", place, "--force"]) == ExitCode.UNREADABLE
    assert "this is an address" in capsys.readouterr().err
    assert [*tmp_path.iterdir()] == []


def test_events_for_queues_are_those_for_the_team_and_what_another_reader_does_not_get_is_said(
    year: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["export", "cloudevents", year, "--source", "uri:pd", "--force", "--out", str(tmp_path / "events.jsonl")]
    assert main(line) == ExitCode.DONE
    text = capsys.readouterr().err
    with SqliteStore(year) as store:
        assert f"events: {len(store.feed(limit=10_000)):,}\n" in text
    assert main([*line, "--audience", "all"]) == ExitCode.DONE
    assert "passed over, nothing for this reader: " in capsys.readouterr().err


def test_badges_that_a_reader_does_not_get_are_said(
    tmp_path: Path, year: str, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["export", "open-badges", year, "--issuer", "uri:d", "--issuer-name", "D", "--achievement", "uri:a"]
    line += ["--achievement-name", "A", "--description", "Asks.", "--criteria", "Training.", "--force"]
    line += ["--out", str(tmp_path / "badges.jsonl")]
    assert main(line) == ExitCode.DONE
    assert "passed over, not completed: 12 (participation 12)" in capsys.readouterr().err
    assert main([*line, "--audience", "all", "--strict"]) == ExitCode.PROBLEMS
    assert "passed over, not for this reader: 12 (participation 12)" in capsys.readouterr().err


def test_days_are_those_of_the_zone_that_is_given(year: str, tmp_path: Path) -> None:
    found = []
    for zone in ("UTC", "Pacific/Midway"):
        out = tmp_path / zone.partition("/")[0]
        line = ["export", "learning-history", year, "--provider", "Example", "--zone", zone, "--out", str(out)]
        assert main(line) == ExitCode.DONE
        found.append(out.read_text())
    assert found[0] != found[1]
    with pytest.raises(SystemExit):
        main(["export", "learning-history", year, "--provider", "Example", "--zone", "Nowhere"])


def test_names_and_ids_of_the_other_system_come_from_files(year: str, tmp_path: Path) -> None:
    people, out = tmp_path / "people.csv", tmp_path / "history.csv"
    people.write_text("id,name\nana,T-4711\n", encoding="utf-8-sig")
    line = ["export", "learning-history", year, "--provider", "Example", "--people", str(people), "--out", str(out)]
    assert main(line) == ExitCode.DONE
    rows = out.read_text().splitlines()
    assert any(row.startswith("T-4711,") for row in rows)
    assert not any(row.startswith("ana,") for row in rows)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "line 1"),
        ("id;name\nana;Ana Secret\n", "line 1"),
        ("id,name\nana,Ana Secret,more\n", "line 2"),
        ("id,name\nana,Ana Secret\nana,Ana Secret\n", "line 3"),
        ('id,name\nana,"Ana Secret\n', "line 2"),
    ],
)
def test_a_file_of_names_that_is_none_is_named_with_its_line_and_not_quoted(
    text: str, place: str, year: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names, out = tmp_path / "names.csv", tmp_path / "out.jsonl"
    names.write_text(text)
    assert main(["export", "xapi", year, *XAPI, "--names", str(names), "--out", str(out)]) == ExitCode.UNREADABLE
    printed = capsys.readouterr().err
    assert "names.csv" in printed
    assert place in printed
    assert "Secret" not in printed
    assert [*tmp_path.iterdir()] == [names]


def test_an_export_killed_half_way_leaves_no_file_of_that_name(tmp_path: Path) -> None:
    """The same again, afterwards, is not disturbed by what was left."""
    with SqliteStore(tmp_path / "long.sqlite") as store, store.batch():
        fill(store)
        for number in range(150):
            event = store.load("participation-ana")[0]
            store.append(f"person-{number}", [attrs.evolve(event, id=f"copy-{number}")], expected=0)
    out, unfinished = tmp_path / "log", "log.unfinished"
    for form, by in product(("event-csv", "ocel-sqlite"), (signal.SIGKILL, signal.SIGINT)):
        line = [*PDFLOW, "export", form, str(tmp_path / "long.sqlite"), "--out", str(out)]
        with subprocess.Popen(line, stderr=subprocess.DEVNULL) as process:
            while not (tmp_path / unfinished).exists():
                assert process.poll() is None
                time.sleep(0.001)
            process.send_signal(by)
        left = [unfinished] if by is signal.SIGKILL else []
        assert [each.name for each in tmp_path.glob("log*")] == left
        subprocess.run(line, timeout=60, check=True, capture_output=True)
        assert out.stat().st_size > 1000
        out.unlink()


def test_an_error_half_way_leaves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, out = year_file(tmp_path), tmp_path / "log.xes"
    with sqlite3.connect(file) as db:
        db.execute("UPDATE events SET data = '{broken' WHERE position = (SELECT max(position) FROM events)")
    db.close()
    with SqliteStore(file) as store:
        last = store.feed(limit=10_000)[-1]
    assert main(["export", "xes", str(file), "--out", str(out)]) == ExitCode.UNREADABLE
    printed = capsys.readouterr().err
    assert printed.startswith(f"pdflow: {last.type} version {last.type_version}, field 'data': damaged: ")
    assert printed.endswith(f", in stream {last.stream!r} at version {last.version}\n")
    assert [*tmp_path.iterdir()] == [file]


@pytest.mark.parametrize("form", sorted(ARGUMENTS))
def test_streams_that_cannot_be_read_are_listed_and_left_out_when_asked(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = year_file(tmp_path), tmp_path / "out"
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("UPDATE events SET data = '{broken' WHERE stream = 'participation-ben' AND version = 3")
        db.execute("UPDATE events SET type = 'lunch.eaten' WHERE stream = 'participation-cleo'")
    line = ["export", form, *ARGUMENTS[form], str(file), "--out", str(out), "--pass-over-unreadable"]
    assert main(line) == ExitCode.PROBLEMS
    printed = capsys.readouterr().err
    assert printed.startswith("participation-ben, version 3: participation.")
    assert "\nparticipation-cleo, version 1: lunch.eaten: " in printed
    assert printed.count("participation-ben") == 1
    assert out.exists()


@pytest.mark.parametrize("aggregate", ["participation", "engagement", "cadre"])
def test_a_lifecycle_needs_no_store(aggregate: str, tmp_path: Path) -> None:
    for form in ("scxml", "xstate", "pnml"):
        assert main(["export", form, aggregate, "--out", str(tmp_path / form)]) == ExitCode.DONE
    assert json.loads((tmp_path / "xstate").read_text())["id"] == aggregate
    if aggregate == "participation":
        assert (tmp_path / "scxml").read_text() == scxml(participation.decider)


def test_a_wrong_argument_is_a_mistake_in_use(year: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "cloudevents", year, "--source", "no uri"]) == ExitCode.USAGE
    assert "--source: " in capsys.readouterr().err
    assert main(["export", "cloudevents", year, "--source", "uri:pd", "--after", "9" * 20]) == ExitCode.USAGE
    assert "--after: " in capsys.readouterr().err
    for line in ([], ["--source", "uri:pd", "--audience", "nobody"]):
        with pytest.raises(SystemExit) as ended:
            main(["export", "cloudevents", year, *line])
        assert ended.value.code == ExitCode.USAGE
    assert capsys.readouterr().err.endswith("argument --audience: one of ALL, TEAM, PAIR is needed\n")


def test_an_argument_that_is_no_text_is_named_and_leaves_no_file(
    year: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["export", "learning-history", year, "--provider", "\udcff", "--out", str(tmp_path / "out.csv")]
    assert main(line) == ExitCode.UNREADABLE
    assert "characters that are no text" in capsys.readouterr().err
    assert not [*tmp_path.iterdir()]


def test_cells_of_the_flat_log_are_no_formulas(tmp_path: Path) -> None:
    file, out = tmp_path / "formula.sqlite", tmp_path / "log.csv"
    with SqliteStore(file) as store:
        fill(store)
        [first, *_] = store.load("participation-ana")
        event = Codec(participation.decider).from_row(first)
        [row] = Codec(participation.decider).to_rows([attrs.evolve(event, site="=1+1", person="eve")])
        store.append("=cmd", [attrs.evolve(row, id="a-formula")], expected=0)
    assert main(["export", "event-csv", str(file), "--out", str(out)]) == ExitCode.DONE
    [line] = [line for line in out.read_text().splitlines() if "cmd" in line]
    assert line.startswith("'=cmd,")
    assert ",'=1+1," in line


def test_a_calendar_is_one_persons(year: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names, out = tmp_path / "names.csv", tmp_path / "ana.ics"
    names.write_text("id,name\nana,Ana Ruiz\n")
    line = ["export", "icalendar", year, "--person", "ana", "--language", "es", "--names", str(names)]
    assert main([*line, "--at", "2026-11-02T08:00Z", "--out", str(out)]) == ExitCode.DONE
    calendar = icalendar.Calendar.from_ical(out.read_bytes())
    assert "Ana Ruiz" in calendar["NAME"]
    counts = dict(each.split(": ") for each in capsys.readouterr().err.splitlines()[:2])
    assert {"appointments": str(len(calendar.walk("VEVENT"))), "to-dos": str(len(calendar.walk("VTODO")))} == counts
    assert "0" not in counts.values()
