"""What is wrong with an argument is said by the name of the option, and no id may be blank."""

from pathlib import Path

import pytest
from tests.command_line.stores import year_file
from tests.exchange.xapi.statements import decided, stored
from tests.participation.stories import completed

from pdflow import SqliteStore, participation
from pdflow.command_line import ExitCode, main
from pdflow.history import stored_participations
from pdflow.storage.stored_streams import stored_streams

CALENDAR = Path(__file__).parents[2] / "examples/data/school-year.ics"
ED_FI = ["export", "ed-fi", "--namespace", "uri://district.example", "--source-system", "District"]
BADGES = [
    *("export", "open-badges", "--issuer", "https://district.example", "--issuer-name", "Example District"),
    *("--achievement", "https://district.example/talk", "--achievement-name", "Questions"),
    *("--description", "Asks open questions.", "--criteria", "Coaching."),
]
XAPI = ["export", "xapi", "--home-page", "https://people.example", "--activities", "https://pd.example"]
CLOUDEVENTS = ["export", "cloudevents", "--source", "https://pd.example"]
ICALENDAR = ["export", "icalendar", "--person", "ana"]
CATCH_UP = ["catch-up", "--read-models", "lists.sqlite"]


@pytest.mark.parametrize(
    ("line", "option", "value"),
    [
        (ED_FI, "--namespace", "x"),
        (ED_FI, "--namespace", "district.example"),
        (XAPI, "--language", "qq_!!"),
        (ICALENDAR, "--language", ""),
        (ED_FI, "--source-system", ""),
        (ED_FI, "--absent", "x" * 80),
        (XAPI, "--home-page", "x"),
        (XAPI, "--activities", "x"),
        (CLOUDEVENTS, "--source", " "),
        (CLOUDEVENTS, "--after", "-1"),
        (BADGES, "--issuer", "x"),
        (BADGES, "--achievement", "x"),
        (ICALENDAR, "--person", "x" * 201),
        (ICALENDAR, "--at", "1066-10-14"),
        (CATCH_UP, "--at", "1066-10-14"),
        (CATCH_UP, "--secret", "/dev/null"),
    ],
)
def test_an_argument_that_cannot_be_is_named_by_its_option(
    line: list[str],
    option: str,
    value: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    file = year_file(tmp_path)
    out = ["--out", str(tmp_path / "out")] if line[0] == "export" else []
    assert main([*line, str(file), option, value, *out]) == ExitCode.USAGE
    assert capsys.readouterr().err.startswith(f"pdflow: {option}: ")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("line", [ED_FI, BADGES])
def test_ids_that_another_system_does_not_take_are_those_of_a_file(
    line: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, people = tmp_path / "pd.sqlite", tmp_path / "people.csv"
    [rows] = [rows for _, rows in stored_streams(stored({"p1": decided(participation.decider, completed())}))]
    with SqliteStore(file) as store:
        store.append("p1", rows, expected=0)
        [history] = stored_participations(store)
    people.write_text(f"id,name\n{history.state.person},{'x' * 40}\n")
    assert main([*line, str(file), "--people", str(people), "--out", str(tmp_path / "out")]) == ExitCode.USAGE
    assert capsys.readouterr().err.startswith("pdflow: --people: ")


def test_a_folder_is_no_place_for_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, out = year_file(tmp_path), tmp_path / "out"
    out.mkdir()
    for form in ("xes", "ocel-sqlite"):
        assert main(["export", form, str(file), "--out", str(out), "--force"]) == ExitCode.UNREADABLE
        assert (
            capsys.readouterr().err == f"pdflow: {out}: there is a folder of that name, and a file is to be written\n"
        )
    assert [*out.iterdir()] == []


@pytest.mark.parametrize("days", [("0001-01-01", "9999-12-31", "--first"), ("2026-09-01", "9999-12-31", "--last")])
def test_days_beyond_all_calendars_are_a_mistake_in_use(
    days: tuple[str, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    first, last, option = days
    assert main(["import", "closed-days", str(CALENDAR), "--first", first, "--last", last]) == ExitCode.USAGE
    assert capsys.readouterr().err.startswith(f"pdflow: {option}: ")


@pytest.mark.parametrize(
    "line",
    [
        ["export", "icalendar", "pd.sqlite", "--person", "  "],
        ["documents", "pd.sqlite", "--out", "folder", "--reader", " "],
        ["import", "roster", "export.zip", "pd.sqlite", "--engagement", "talk", "--by", "\t"],
        [*"import attendance pd.sqlite zoom.csv --stream e --session s --delivery d --who who.csv --by".split(), ""],
    ],
)
def test_the_id_of_a_person_is_not_blank(line: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(line)
    assert ended.value.code == ExitCode.USAGE
    assert f"argument {line[-2]}: a person's id is needed" in capsys.readouterr().err


@pytest.mark.parametrize("row", ["ana,  ", " ,Ana Ruiz", ","])
def test_a_blank_cell_in_a_file_of_ids_is_named_with_its_line(
    row: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, names = year_file(tmp_path), tmp_path / "people.csv"
    names.write_text(f"id,name\nben,Ben\n{row}\n")
    line = ["export", "learning-history", str(file), "--provider", "District", "--people", str(names)]
    assert main([*line, "--out", str(tmp_path / "out")]) == ExitCode.UNREADABLE
    assert capsys.readouterr().err == "pdflow: people.csv, field 'line 3': id and name must not be blank\n"


BAD_NAMES = [None, b"id,name\nana,\xff\n", b"person,name\nana,Ana\n", b"id,name\nana,Ana\nana,Anna\n", b""]


@pytest.mark.parametrize("option", ["--names", "--people"])
@pytest.mark.parametrize("line", [["export", "event-csv"], ["export", "xes"], ["export", "ocel-xml"], CLOUDEVENTS])
@pytest.mark.parametrize("content", BAD_NAMES)
def test_a_file_of_names_is_read_whatever_the_form(
    content: bytes | None, line: list[str], option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names, out = tmp_path / "names.csv", tmp_path / "out"
    if content is not None:
        names.write_bytes(content)
    assert main([*line, str(year_file(tmp_path)), option, str(names), "--out", str(out)]) == ExitCode.UNREADABLE
    assert "names.csv" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(("person", "near"), [("nobody", ""), ("Ana", "; did you mean ana?")])
def test_a_calendar_of_nobody_in_the_store_is_a_mistake_in_use(
    person: str, near: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = year_file(tmp_path), tmp_path / "out"
    assert main(["export", "icalendar", str(file), "--person", person, "--out", str(out)]) == ExitCode.USAGE
    assert capsys.readouterr().err == f"pdflow: --person: there is no such person in the store: {person}{near}\n"
    assert not out.exists()


@pytest.mark.parametrize(("language", "is_said"), [("fr", True), ("fr-CA,fr;q=0.8", True), ("es-MX", False)])
def test_a_language_without_texts_is_said(
    language: str, is_said: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = [*ICALENDAR, str(year_file(tmp_path)), "--language", language, "--out", str(tmp_path / "out")]
    assert main(line) == ExitCode.DONE
    assert ("only in en, es; English is used\n" in capsys.readouterr().err) == is_said


def test_a_folder_is_no_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "xes", str(tmp_path)]) == ExitCode.UNREADABLE
    assert capsys.readouterr().err.startswith(f"pdflow: {tmp_path}: this is a folder; ")


@pytest.mark.parametrize("more", [["--nosuch"], ["--lang", "es"]])
def test_an_unknown_option_or_half_of_one_is_said_with_the_usage_of_its_form(
    more: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["export", "credit", "pd.sqlite", *more])
    assert ended.value.code == ExitCode.USAGE
    said = capsys.readouterr().err
    assert said.startswith("usage: pdflow export credit ")
    assert said.endswith(f"error: unrecognized arguments: {' '.join(more)}\n")


def test_a_hyphen_is_standard_output_of_a_text_and_no_place_for_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    file = str(year_file(tmp_path))
    assert main(["export", "event-csv", file, "--out", "-"]) == ExitCode.DONE
    assert b"participation.enrolled" in capfdbinary.readouterr().out
    for line in ([*ED_FI, file], ["export", "ocel-sqlite", file], ["documents", file]):
        with pytest.raises(SystemExit) as ended:
            main([*line, "--out", "-"])
        assert ended.value.code == ExitCode.USAGE
    assert not Path("-").exists()


def test_the_help_names_all_that_is_imported(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "rosters, attendance, closed days" in " ".join(capsys.readouterr().out.split())
