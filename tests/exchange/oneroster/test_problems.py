"""All problems are listed with their place, up to a limit, and without personal data."""

import pickle
import tracemalloc
from pathlib import Path

import pytest
from attrs import asdict
from tests.exchange.oneroster.exports import PERSONAL, Rows, csv_text, export_1_1, export_1_2, folder, problems, zipped

from pdflow.exchange.oneroster import Problem, RosterError, read_roster


def test_nothing_personal_is_in_a_roster_or_in_a_problem(tmp_path: Path) -> None:
    files = export_1_1()
    assert "hidden" not in repr(asdict(read_roster(folder(tmp_path / "a", files)))).lower()
    users: Rows = [{"sourcedId": "u-1", **PERSONAL}]
    roles: Rows = [{"userSourcedId": "u-1", "roleType": "primary", "role": "aide", "orgSourcedId": "org-1"}]
    assert "hidden" not in repr(read_roster(folder(tmp_path / "b", export_1_2(roles, users)))).lower()
    worst = files["users.csv"].replace("administrator", "x").replace("org-2,org-1", "org-9,").replace("u-2", "u-1")
    worst = worst.replace("HiddenMiddle", "Hidden\0Middle")
    found = problems(folder(tmp_path / "c", files | {"users.csv": worst + "u-3,,,,org-1,teacher,hidden,hidden\r\n"}))
    assert len(found) == 7
    assert "hidden" not in repr(found).lower()


def test_every_problem_of_every_file_is_listed_at_once_and_in_order(tmp_path: Path) -> None:
    files = export_1_1()
    files["manifest.csv"] = csv_text("manifest.csv", [{"propertyName": "oneroster.version", "value": "2.0"}])
    files["orgs.csv"] += "org-1,,,Again,school,,org-77\r\n,,,Nameless,school,,\r\n"
    files["users.csv"] += "u-3,,,maybe,org-99,wizard" + "," * 13 + "\r\nu-1,,,,,teacher" + "," * 13 + "\r\n"
    files["users.csv"] += 'u-4,pending,,,"org-2,org-98",teacher' + "," * 13 + '\r\nu-5,,,,",",aide' + "," * 13 + "\r\n"
    files["classes.csv"] += "c-2,,,,,,,,,org-66,,,,\r\n"
    files["enrollments.csv"] += "e-2,,,c-9,org-55,u-9,king,often,,\r\n"
    found = problems(folder(tmp_path, files))
    assert found == [
        "manifest.csv, row 2, column value: unknown OneRoster version '2.0'",
        "orgs.csv, row 4, column sourcedId: row 2 already has org 'org-1'",
        "orgs.csv, row 5, column sourcedId: is blank",
        "users.csv, row 4, column role: unknown role 'wizard'",
        "users.csv, row 4, column orgSourcedIds: no such org 'org-99'",
        "users.csv, row 4, column enabledUser: neither true nor false: 'maybe'",
        "users.csv, row 5, column sourcedId: row 2 already has user 'u-1'",
        "users.csv, row 5, column orgSourcedIds: is blank",
        "users.csv, row 6, column status: unknown status 'pending'",
        "users.csv, row 6, column orgSourcedIds: no such org 'org-98'",
        "users.csv, row 7, column orgSourcedIds: no org in ','",
        "enrollments.csv, row 3, column role: unknown role 'king'",
        "enrollments.csv, row 3, column classSourcedId: no such class 'c-9'",
        "enrollments.csv, row 3, column schoolSourcedId: no such org 'org-55'",
        "enrollments.csv, row 3, column userSourcedId: no such user 'u-9'",
        "enrollments.csv, row 3, column primary: neither true nor false: 'often'",
    ]


def test_a_problem_names_its_place() -> None:
    assert str(Problem("users.csv", 14, "orgSourcedIds", "no such org", "org-99")) == (
        "users.csv, row 14, column orgSourcedIds: no such org 'org-99'"
    )


def test_the_first_thousand_problems_are_listed_and_all_others_counted(tmp_path: Path) -> None:
    files = export_1_1()
    files["classes.csv"] += "c-9,too,short\r\n" * 3_000
    files["enrollments.csv"] += "e-9,,,c-1,,u-77,teacher,,,\r\n"
    with pytest.raises(RosterError) as refusal:
        read_roster(folder(tmp_path, files))
    assert len(refusal.value.problems) == 1_000
    assert refusal.value.problems[-1].row == 1_002
    assert refusal.value.more == 2_001
    assert refusal.value.message().startswith("3,001 problems; the first 1,000 of them:\n")


def test_a_thousand_problems_leave_no_others_to_count(tmp_path: Path) -> None:
    files = export_1_1()
    files["classes.csv"] += "c-9,too,short\r\n" * 1_000
    with pytest.raises(RosterError) as refusal:
        read_roster(folder(tmp_path, files))
    assert (len(refusal.value.problems), refusal.value.more) == (1_000, 0)


def test_a_hostile_file_takes_no_more_memory_the_more_bad_rows_it_has(tmp_path: Path) -> None:
    """Kept, the problems of 100,000 rows would take more than 20 MB."""
    path = folder(tmp_path, export_1_1())
    with (path / "classes.csv").open("a") as classes:
        classes.writelines("c-9,too,short\n" for _ in range(100_000))
    tracemalloc.start()
    try:
        with pytest.raises(RosterError) as refusal:
            read_roster(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert refusal.value.more == 99_000
    assert peak < 2_000_000


def test_an_error_made_of_too_many_problems_lists_the_first_thousand() -> None:
    error = RosterError([Problem("orgs.csv", row, None, "is blank") for row in range(1_200)], more=5)
    assert (len(error.problems), error.more) == (1_000, 205)
    copy = pickle.loads(pickle.dumps(error))
    assert (copy.problems, copy.more) == (error.problems, error.more)


def test_a_value_of_absurd_length_is_cut_where_a_problem_quotes_it(tmp_path: Path) -> None:
    files = export_1_1()
    files["users.csv"] += f"u-3,,,,org-{'9' * 100_000},{'x' * 100_000}" + "," * 13 + "\r\n"
    found = problems(folder(tmp_path, files))
    assert found[0] == f"users.csv, row 4, column role: unknown role '{'x' * 200}...'"
    assert max(map(len, found)) < 300


@pytest.mark.parametrize("file", ["manifest.csv", "users.csv"])
def test_a_zip_of_nothing_but_x_takes_little_memory(tmp_path: Path, file: str) -> None:
    files = export_1_1()
    files[file] = files[file].split("\r\n", 1)[0] + "\n" + "x\n" * 50_000
    path = zipped(tmp_path / "x.zip", files)
    tracemalloc.start()
    try:
        with pytest.raises(RosterError) as refusal:
            read_roster(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (len(refusal.value.problems), peak < 3_000_000) == (1_000, True)
    assert len(refusal.value.problems) + refusal.value.more >= 50_000
