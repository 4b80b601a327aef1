"""``pdflow check``, ``import``, ``documents`` and ``catch-up``, and how far a command has come."""

import json
import shutil
import sqlite3
from pathlib import Path
from zipfile import ZipFile

import pytest
import sqlalchemy
from tests.command_line.stores import fill, year_file
from tests.exchange.oneroster.exports import EXAMPLE, export_1_2, folder

from pdflow import SqliteStore
from pdflow.command_line import ExitCode, main
from pdflow.command_line.made_files import LIST
from pdflow.command_line.store_documents import KINDS
from pdflow.coordination import default_stream_name
from pdflow.storage.sqlalchemy import SqlAlchemyBookmark, SqlAlchemyStore, metadata


def change(file: Path, statement: str) -> None:
    db = sqlite3.connect(file)
    with db:
        db.execute(statement)
    db.close()


def test_a_store_is_the_same_as_when_it_was_written_down(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, digests = str(year_file(tmp_path)), str(tmp_path / "before.json")
    assert main(["check", file, "--record", digests]) == ExitCode.DONE
    assert main(["check", file, "--compare", digests]) == ExitCode.DONE
    assert capsys.readouterr().out == "streams: 13 written down\nstreams: 13 same\n"


def test_a_stream_that_differs_or_cannot_be_read_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, digests = year_file(tmp_path), str(tmp_path / "before.json")
    main(["check", str(file), "--record", digests])
    change(file, "UPDATE events SET occurred_at = '2020-01-01T08:00:00+00:00' WHERE stream = 'participation-ana'")
    change(file, "UPDATE events SET data = '[]' WHERE stream = 'participation-ben' AND version = 2")
    capsys.readouterr()
    assert main(["check", str(file), "--compare", digests]) == ExitCode.PROBLEMS
    printed = capsys.readouterr()
    assert "participation-ana, version 1: it says something else\n" in printed.err
    assert "participation-ben, version 2: " in printed.err
    assert printed.out == "streams: 1 differs, 11 same, 1 unreadable\n"


def test_a_damaged_index_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = year_file(tmp_path)
    db = sqlite3.connect(file)
    db.executescript(
        "PRAGMA writable_schema = on; UPDATE sqlite_schema SET sql = 'CREATE INDEX events_of_command ON events (actor)'"
        " WHERE name = 'events_of_command';"
    )
    db.close()
    assert main(["check", str(file)]) == ExitCode.PROBLEMS
    assert "events_of_command" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["{", "[]", "{}", "[" * 100_000])
def test_a_file_to_compare_with_that_is_none_is_unreadable(text: str, tmp_path: Path) -> None:
    before = tmp_path / "before.json"
    before.write_text(text)
    assert main(["check", str(year_file(tmp_path)), "--compare", str(before)]) == ExitCode.UNREADABLE


ROSTER = ["--by", "lee", "--engagement", "Talk", "--at", "2026-09-01T08:00-05:00"]


def events_in(file: Path) -> int:
    with SqliteStore(file) as store:
        return len(store.feed(limit=10_000))


def test_a_roster_is_listed_and_only_carried_out_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "store.sqlite"
    SqliteStore(file).close()
    line = ["import", "roster", str(EXAMPLE), str(file), *ROSTER]
    assert main(line) == ExitCode.DONE
    printed = capsys.readouterr()
    listed = printed.out.splitlines()
    assert all(each.endswith((": Enrol", ": AssignTeam")) for each in listed)
    assert printed.err.splitlines()[-1] == f"commands: {len(listed)}, not carried out: add --apply"
    assert events_in(file) == 0
    assert main([*line, "--apply"]) == ExitCode.DONE
    assert capsys.readouterr().out == f"commands: {len(listed)} carried out\n"
    assert main([*line, "--apply"]) == ExitCode.DONE
    assert capsys.readouterr().out == f"commands: {len(listed)} known already\n"
    assert main([*line, "--apply", "--at", "2026-09-02T08:00-05:00"]) == ExitCode.DONE
    assert capsys.readouterr().out == f"commands: {len(listed)} known already\n"


def test_who_left_the_roster_leaves_the_stream_that_they_have(tmp_path: Path) -> None:
    roster, file = tmp_path / "roster", tmp_path / "store.sqlite"
    shutil.copytree(EXAMPLE, roster)
    SqliteStore(file).close()
    main(["import", "roster", str(roster), str(file), *ROSTER, "--apply"])
    rows = (roster / "users.csv").read_text().splitlines()
    [person, *_] = [row.partition(",")[0] for row in rows if ",teacher," in row]
    for file_name in ("users.csv", "enrollments.csv"):
        rows = (roster / file_name).read_text().splitlines()
        (roster / file_name).write_text("\n".join(row for row in rows if person not in row))
    later = ["--by", "lee", "--engagement", "Talk", "--at", "2026-10-01", "--before", str(EXAMPLE)]
    before = events_in(file)
    line = ["import", "roster", str(roster), str(file), *later, "--since", "2026-09-01", "--apply"]
    assert main(line) == ExitCode.DONE
    with SqliteStore(file) as store:
        new = store.feed(after=before)
    assert [row.type for row in new] == ["participation.withdrawn"]
    assert new[0].stream == default_stream_name("engagement-Talk", person)


def test_a_refused_command_is_explained_and_the_others_are_carried_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "store.sqlite"
    SqliteStore(file).close()
    ahead = ["--by", "lee", "--engagement", "Talk", "--at", "2190-09-01", "--apply", "--language", "es"]
    assert main(["import", "roster", str(EXAMPLE), str(file), *ahead]) == ExitCode.PROBLEMS
    assert ": Enrol: " in capsys.readouterr().err
    assert events_in(file) == 0


def test_closed_days_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    calendar = str(EXAMPLE.parent / "school-year.ics")
    line = ["import", "closed-days", calendar, "--first", "2026-09-01", "--last", "2026-09-30"]
    assert main(line) == ExitCode.DONE
    assert capsys.readouterr().out == "2026-09-07\n"
    assert main(["import", "closed-days", __file__, *line[3:]]) == ExitCode.UNREADABLE


@pytest.mark.parametrize(("form", "ending"), [("html", ".html"), ("md", ".md"), ("csv", ".csv")])
def test_documents_are_written_for_one_reader(form: str, ending: str, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    line = ["documents", str(year_file(tmp_path)), "--as", form, "--language", "es", "--out", str(folder)]
    assert main([*line, "--at", "2026-12-01"]) == ExitCode.DONE
    names = documents_of(folder)
    assert all(name.endswith(ending) for name in names)
    assert {kind for kind in KINDS if any(name.startswith(kind) for name in names)} == set(KINDS)
    assert main(line) == ExitCode.UNREADABLE


def test_a_document_names_people_as_the_host_does_and_holds_nothing_for_others(tmp_path: Path) -> None:
    names, folder = tmp_path / "names.csv", tmp_path / "documents"
    names.write_text("id,name\nana,Ana Ruiz\n")
    line = ["documents", str(year_file(tmp_path)), "--kind", "transcript", "--as", "md", "--names", str(names)]
    assert main([*line, "--out", str(folder)]) == ExitCode.DONE
    assert "Ana Ruiz" in (folder / "transcript-ana.md").read_text()
    assert main([*line, "--audience", "all", "--force", "--out", str(folder)]) == ExitCode.DONE
    assert "Ana Ruiz" not in (folder / "transcript-ana.md").read_text()


def test_read_models_and_reactions_catch_up_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, secret = str(year_file(tmp_path)), tmp_path / "secret"
    secret.write_bytes(b"sixteen bytes and more")
    lists = tmp_path / "lists.sqlite"
    line = ["catch-up", file, "--secret", str(secret), "--read-models", str(lists), "--at", "2027-08-01"]
    assert main(line) == ExitCode.DONE
    first = capsys.readouterr().out
    assert main(line) == ExitCode.DONE
    assert capsys.readouterr().out == "events reacted to: 0\nevents in the read models: 0\n"
    assert first != "events reacted to: 0\nevents in the read models: 0\n"
    assert main(["catch-up", file]) == ExitCode.USAGE
    assert capsys.readouterr().err == (
        "pdflow: catch-up: nothing to do: give --secret FILE, --read-models PLACE or both\n"
    )


def test_a_stream_that_cannot_be_read_is_named_and_the_others_catch_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = year_file(tmp_path)
    change(file, "UPDATE events SET data = '[]' WHERE stream = 'participation-ben' AND version = 1")
    assert main(["catch-up", str(file), "--read-models", str(file)]) == ExitCode.PROBLEMS
    printed = capsys.readouterr()
    assert printed.err.startswith("participation-ben: ")
    assert "events in the read models: " in printed.out


def test_progress_is_said_when_asked_and_only_on_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(year_file(tmp_path))
    count = events_in(Path(file))
    assert main(["check", file, "--progress"]) == ExitCode.DONE
    printed = capsys.readouterr()
    assert printed.err == f"read: {count:,} of {count:,} events\n"
    assert printed.out == "streams: 13 in order\n"
    assert main(["check", file]) == ExitCode.DONE
    assert capsys.readouterr().err == ""


def documents_of(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()} - {LIST}


def test_documents_of_somebody_erased_since_are_removed_and_no_file_of_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, folder = year_file(tmp_path), tmp_path / "documents"
    line = ["documents", str(file), "--as", "md", "--out", str(folder), "--force"]
    kinds = ["--kind", "certificate", "--kind", "transcript"]
    assert main([*line, *kinds]) == ExitCode.DONE
    before = documents_of(folder)
    (folder / "transcript-of-mine.md").write_text("mine")
    (folder / "transcript-ben.md").write_text("changed since")
    with SqliteStore(file) as store:
        store.erase_stream("participation-ana")
        store.erase_stream("participation-ben")
    capsys.readouterr()
    assert main([*line, "--kind", "certificate"]) == ExitCode.DONE
    removed = {"certificate-participation-ana.md", "certificate-participation-ben.md"}
    assert removed < before
    assert documents_of(folder) == before - removed | {"transcript-of-mine.md"}
    assert "removed, of documents that there are no more: 2\n" in capsys.readouterr().err
    assert main([*line, *kinds]) == ExitCode.DONE
    assert documents_of(folder) == before - removed - {"transcript-ana.md"} | {"transcript-of-mine.md"}
    printed = capsys.readouterr().err
    assert "transcript-ben.md: of a document that there is no more, but changed since it was made\n" in printed
    assert (folder / "transcript-of-mine.md").read_text() == "mine"


def test_another_form_of_a_document_stays_and_a_run_that_was_killed_is_remembered(tmp_path: Path) -> None:
    file, folder = year_file(tmp_path), tmp_path / "documents"
    line = ["documents", str(file), "--kind", "transcript", "--out", str(folder), "--force"]
    assert main([*line, "--as", "csv"]) == ExitCode.DONE
    tables = documents_of(folder)
    listed = (folder / LIST).read_text()
    assert main([*line, "--as", "md"]) == ExitCode.DONE
    assert tables < documents_of(folder)
    outside = {"file": "../year.sqlite", "kind": "transcript", "document": "x", "digest": ""}
    (folder / LIST).write_text(f'{listed}{json.dumps(outside)}\n[]\n{{"fi')
    with SqliteStore(file) as store:
        store.erase_stream("participation-ana")
    assert main([*line, "--as", "md"]) == ExitCode.DONE
    assert not any(name.startswith("transcript-ana-") for name in documents_of(folder))
    assert file.exists()


def test_a_relay_remembers_how_far_it_came_in_a_database_too(
    tmp_path: Path, postgres: str, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"sixteen bytes and more")
    for address in (f"sqlite:///{tmp_path}/tables.sqlite", postgres.replace("postgresql://", "postgresql+psycopg://")):
        engine = sqlalchemy.create_engine(address)
        metadata.create_all(engine)
        fill(SqlAlchemyStore(engine))
        with engine.begin() as connection:
            connection.execute(sqlalchemy.text("DROP TABLE pdflow_bookmarks"))
        line = ["catch-up", address, "--secret", str(secret)]
        assert main(line) == ExitCode.DONE
        assert capsys.readouterr().out != "events reacted to: 0\n"
        assert main(line) == ExitCode.DONE
        assert capsys.readouterr().out == "events reacted to: 0\n"
        last = SqlAlchemyStore(engine).feed(limit=10_000)[-1].position
        assert SqlAlchemyBookmark(engine).position() == last
        assert SqlAlchemyBookmark(engine, "another").position() == 0
        SqlAlchemyBookmark(engine).keep(1)
        assert SqlAlchemyBookmark(engine).position() == last
        engine.dispose()


def test_a_job_title_in_another_column_is_a_mistake_in_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["import", "roster", str(EXAMPLE), "store.sqlite", *ROSTER, "--job-title", "jobTitle"])
    assert ended.value.code == ExitCode.USAGE
    assert "--job-title: a column whose name begins with metadata. is needed" in capsys.readouterr().err


def test_a_first_roster_may_make_its_store_which_is_looked_at_before_the_roster(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "new.sqlite"
    line = ["import", "roster", str(EXAMPLE), str(file), *ROSTER]
    assert main([*line, "--apply"]) == ExitCode.UNREADABLE
    assert capsys.readouterr().err == f"pdflow: {file}: there is no such file\n"
    assert main([*line, "--create"]) == ExitCode.DONE
    assert not file.exists()
    nowhere = ["import", "roster", str(tmp_path / "nowhere"), str(file), *ROSTER]
    assert main([*nowhere, "--create", "--apply"]) == ExitCode.UNREADABLE
    assert not file.exists()
    assert main([*line, "--create", "--apply"]) == ExitCode.DONE
    made = events_in(file)
    assert main([*line, "--create", "--apply"]) == ExitCode.DONE
    assert events_in(file) == made > 0


@pytest.mark.parametrize("place", ["sqlite:///new.sqlite", "postgresql://host/pd"])
def test_no_database_at_an_address_is_made(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "roster", str(EXAMPLE), place, *ROSTER, "--create", "--apply"]) == ExitCode.USAGE
    assert capsys.readouterr().err.startswith("pdflow: --create: ")


def test_a_store_is_not_made_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    file = tmp_path / "nowhere" / "new.sqlite"
    assert main(["import", "roster", str(EXAMPLE), str(file), *ROSTER, "--create", "--apply"]) == ExitCode.UNREADABLE


def test_who_has_no_coach_is_enrolled_and_not_passed_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    roster = tmp_path / "roster"
    shutil.copytree(EXAMPLE, roster)
    line = ["import", "roster", str(roster), str(tmp_path / "s.sqlite"), *ROSTER, "--create", "--strict"]
    coached = [*line, "--job-title", "metadata.jobTitle"]
    assert main([*coached, "--apply"]) == ExitCode.DONE
    said = capsys.readouterr().err
    assert said == "enrolled without a coach: stf-f8db73: no coach at org-100\n"
    for file in roster.glob("*.csv"):
        file.write_text(file.read_text().replace("stf-f8db73", "x" * 2000))
    assert main(coached) == ExitCode.PROBLEMS
    assert "passed over: xxx" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_named_as_stores_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, missing = str(year_file(tmp_path)), str(tmp_path / "missing")
    days = ["--first", "2026-09-01", "--last", "2026-09-30"]
    attendance = ["--stream", "engagement-e1", "--session", "s1", "--delivery", "d", "--who", "w", "--by", "lee"]
    for line in (
        ["import", "closed-days", missing, *days],
        ["documents", file, "--out", str(tmp_path / "out"), "--as", "md", "--names", missing],
        ["check", file, "--compare", missing],
        ["catch-up", file, "--secret", missing],
        ["import", "attendance", missing, "report.csv", *attendance],
    ):
        assert main(line) == ExitCode.UNREADABLE
        assert capsys.readouterr().err == f"pdflow: {missing}: there is no such file\n"
    assert main(["import", "roster", missing, file, *ROSTER]) == ExitCode.UNREADABLE
    assert capsys.readouterr().err == f"pdflow: {missing}: there is no such folder or zip file\n"
    assert main(["check", file, "--compare", str(tmp_path)]) == ExitCode.UNREADABLE
    assert capsys.readouterr().err == f"pdflow: {tmp_path}: Is a directory\n"


def test_who_is_left_out_of_a_roster_is_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    post = {"roleType": "primary", "role": "teacher", "orgSourcedId": "org-2"}
    roles = [{"userSourcedId": "u-0", **post}]
    roles += [{"userSourcedId": f"u-{n}", "status": "ToBeDeleted", **post} for n in range(1, 23)]
    export, store = (
        folder(tmp_path / "export", export_1_2(roles, [{"sourcedId": f"u-{n}"} for n in range(23)])),
        tmp_path / "s",
    )
    SqliteStore(store).close()
    assert main(["import", "roster", str(export), str(store), *ROSTER]) == ExitCode.DONE
    printed = capsys.readouterr()
    assert printed.out == "u-0: Enrol\n"
    left_out = [line for line in printed.err.splitlines() if line.startswith("left out: ")]
    where = f"left out: {export}, users.csv, row 3, column sourcedId"
    assert left_out[0] == f"{where}: all roles are marked tobedeleted in roles.csv for 'u-1'"
    assert left_out[20:] == [f"left out: 2 more rows of {export}"]


def test_days_in_the_wrong_order_name_the_option(capsys: pytest.CaptureFixture[str]) -> None:
    line = ["import", "closed-days", "days.ics", "--first", "2026-09-30", "--last", "2026-09-01"]
    assert main(line) == ExitCode.USAGE
    assert capsys.readouterr().err == "pdflow: --last: 2026-09-01 is before --first, 2026-09-30\n"


def test_a_problem_of_a_roster_names_the_export(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, store = tmp_path / "before.zip", tmp_path / "s.sqlite"
    SqliteStore(store).close()
    with ZipFile(before, "w") as archive:
        archive.write(EXAMPLE / "users.csv", "users.csv")
    for given in ([str(before)], [str(EXAMPLE), "--before", str(before)]):
        export, *options = given
        assert main(["import", "roster", export, str(store), *ROSTER, *options]) == ExitCode.UNREADABLE
        assert f"{before}, orgs.csv: missing file" in capsys.readouterr().err


@pytest.mark.parametrize("option", [("--by", "x" * 201), ("--engagement", ""), ("--at", "1066-10-14T09:00+00:00")])
def test_what_no_command_may_have_is_a_mistake_in_use_and_makes_no_store(
    option: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "new.sqlite"
    assert (
        main(["import", "roster", str(EXAMPLE), str(file), *ROSTER, *option, "--create", "--apply"]) == ExitCode.USAGE
    )
    [said] = capsys.readouterr().err.splitlines()
    assert said.startswith(f"pdflow: {option[0]}: ")
    assert not file.exists()
