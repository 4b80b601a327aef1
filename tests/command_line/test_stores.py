"""Stores by path and by address: what is none is said without a password, and nothing is made."""

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy
from tests.command_line.stores import fill, year_file

from pdflow.command_line import ExitCode, main
from pdflow.command_line.stores import without_secrets
from pdflow.projections import sqlalchemy as lists
from pdflow.storage.sqlalchemy import SqlAlchemyStore, metadata


def database(address: str) -> None:
    """Make the tables and record the year."""
    engine = sqlalchemy.create_engine(address)
    metadata.create_all(engine)
    lists.metadata.create_all(engine)
    fill(SqlAlchemyStore(engine))
    engine.dispose()


def test_a_database_gives_the_same_export_as_a_file(tmp_path: Path, postgres: str) -> None:
    file = year_file(tmp_path)
    addresses = [postgres, f"sqlite:///{tmp_path}/tables.sqlite"]
    database(postgres.replace("postgresql://", "postgresql+psycopg://"))
    database(addresses[1])
    for number, place in enumerate([str(file), *addresses]):
        assert main(["export", "ocel-json", place, "--out", str(tmp_path / f"{number}.json")]) == ExitCode.DONE
    first, *others = ((tmp_path / f"{number}.json").read_bytes() for number in range(3))
    assert others == [first, first]
    assert main(["check", postgres]) == ExitCode.DONE


@pytest.mark.parametrize("line", [["check"], ["export", "xes", "--out", "log.xes"], ["catch-up", "--secret", "secret"]])
def test_a_file_by_an_address_and_tables_by_a_path_are_said_to_be_what_they_are(
    line: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("secret").write_bytes(bytes(16))
    file, tables = year_file(tmp_path), tmp_path / "tables.sqlite"
    database(f"sqlite:///{tables}")
    assert main([*line, f"sqlite:///{file}"]) == ExitCode.UNREADABLE
    assert capsys.readouterr().err == (
        f"pdflow: sqlite:///{file}: an SQLite file of pdflow; give it by its path: {file}\n"
    )
    assert main([*line, str(tables)]) == ExitCode.UNREADABLE
    assert capsys.readouterr().err == (
        f"pdflow: {tables}: its events are in the tables of a database; give it by its address: sqlite:///{tables}\n"
    )
    assert not Path("log.xes").exists()


def test_a_file_with_read_models_beside_its_events_is_given_by_its_path(tmp_path: Path) -> None:
    file = str(year_file(tmp_path))
    assert main(["catch-up", file, "--read-models", file]) == ExitCode.DONE
    assert main(["check", file]) == ExitCode.DONE


@pytest.mark.parametrize("place", ["missing.sqlite", "sqlite:///missing.sqlite", "sqlite://"])
def test_a_file_that_is_not_there_is_not_made(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check", place]) == ExitCode.UNREADABLE
    assert "no such file" in capsys.readouterr().err
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(5000)])
def test_a_file_that_is_no_store_stays_as_it_is(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    assert main(["export", "xes", str(file), "--out", str(tmp_path / "log.xes")]) == ExitCode.UNREADABLE
    assert capsys.readouterr().err.startswith(f"pdflow: {file}: ")
    assert file.read_bytes() == content
    assert not (tmp_path / "log.xes").exists()


@pytest.mark.parametrize(
    "address",
    [
        "mysql://me:s3cret@host/db",
        "nothing://me:s3cret@host/db",
        "postgresql://me:s3cret@127.0.0.1:1/db?password=s3cret",
        "postgresql://me:s3cret@host:port/db",
        "postgresql://me:s3 cret@127.0.0.1:1/db",
        "postgresql://me:a@s3cret@127.0.0.1:1/db",
    ],
)
def test_no_message_holds_a_password(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    for line in (["check", address], ["catch-up", "missing.sqlite", "--read-models", address]):
        assert main(line) == ExitCode.UNREADABLE
    for line in (
        ["check", "file", address],
        ["export", address, "xes"],
        [address],
        ["documents", "f", "--kind", address],
    ):
        with pytest.raises(SystemExit):
            main(line)
    printed = capsys.readouterr()
    assert "pdflow: " in printed.err
    for word in ("cret", "me:"):
        assert word not in printed.out + printed.err


def test_an_address_is_shown_without_its_user() -> None:
    assert without_secrets("at postgresql://me:pw@host:5432/db?sslmode=off now") == "at postgresql://host:5432/db now"
    assert without_secrets("https://example.org/a is fine") == "https://example.org/a is fine"


@pytest.mark.parametrize(
    ("package", "line", "extra"),
    [
        ("sqlalchemy", ["check", "sqlite:///a"], "sqlalchemy"),
        ("icalendar", ["import", "closed-days", "a", "--first", "2026-01-01", "--last", "2026-01-02"], "ical"),
        ("jinja2", ["documents", "a", "--out", "b"], "documents"),
    ],
)
def test_a_package_that_is_not_installed_has_an_exit_code_of_its_own(package: str, line: list[str], extra: str) -> None:
    code = f"import sys; sys.modules[{package!r}] = None; from pdflow.command_line import main; sys.exit(main({line}))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (run.returncode, run.stdout) == (ExitCode.NOT_INSTALLED, "")
    assert run.stderr == f"pdflow: {package} is not installed: pip install 'pdflow[{extra}]'\n"
