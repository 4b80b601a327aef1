"""Files are read by the names of their columns, and every row that cannot be read is a problem."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.exchange.oneroster.exports import ROSTER, export_1_1, folder, problems, zipped

from pdflow.exchange.oneroster import RosterError, read_roster

FILES = ("manifest.csv", "orgs.csv", "users.csv", "classes.csv", "enrollments.csv")


def test_a_file_without_a_header_row_is_refused_without_quoting_it(tmp_path: Path) -> None:
    rows = export_1_1()["users.csv"].split("\r\n", 1)[1]
    assert problems(folder(tmp_path, export_1_1() | {"users.csv": rows})) == [
        "users.csv, row 1: no header row naming sourcedId, role, orgSourcedIds"
    ]


def test_an_error_holds_nothing_of_the_bytes_that_could_not_be_read(tmp_path: Path) -> None:
    path = folder(tmp_path, export_1_1())
    with (path / "users.csv").open("ab") as users:
        users.write("u-3,,,,org-1,teacher,,,Hidden\xe9,,,,,,,,,,\r\n".encode("latin-1"))
    with pytest.raises(RosterError) as refusal:
        read_roster(path)
    assert refusal.value.__context__ is None
    assert "Hidden" not in repr(refusal.value)


def test_a_byte_order_mark_unknown_columns_blank_cells_and_blank_rows_do_no_harm(tmp_path: Path) -> None:
    users = "\ufeffBadge,sourcedId , metadata.x,orgSourcedIds,role,,\r\n7, u-1,y, org-1 ,administrator ,,\r\n"
    files = export_1_1() | {"users.csv": users + '\r\n,,,,,,\r\n"8",u-2,,"org-2, org-1,,org-2",teacher,,\r\n'}
    assert read_roster(folder(tmp_path, files)) == ROSTER


def test_rows_marked_tobedeleted_are_left_out(tmp_path: Path) -> None:
    files = export_1_1()
    files["users.csv"] += "u-3,tobedeleted,,,nowhere,no role" + "," * 13 + "\r\n"
    files["enrollments.csv"] += "e-2,tobedeleted,,c-1,,u-3,teacher,,,\r\n"
    assert read_roster(folder(tmp_path, files)) == ROSTER


def test_a_row_that_names_one_marked_tobedeleted_is_a_problem(tmp_path: Path) -> None:
    files = export_1_1()
    files["orgs.csv"] += "org-3,tobedeleted,,Old,school,,\r\n"
    files["enrollments.csv"] += "e-2,,,c-1,org-3,u-2,teacher,,,\r\n"
    assert problems(folder(tmp_path, files)) == [
        "enrollments.csv, row 3, column schoolSourcedId: marked tobedeleted is org 'org-3'"
    ]


@pytest.mark.parametrize(
    ("file", "content", "problem"),
    [
        *((file, None, "missing file") for file in FILES if file != "manifest.csv"),
        *((file, empty, "empty file") for file in FILES for empty in (b"", b"\xef\xbb\xbf\r\n\r\n")),
    ],
)
def test_a_missing_or_empty_file_is_one_problem_not_a_hundred(
    tmp_path: Path, file: str, content: bytes | None, problem: str
) -> None:
    path = folder(tmp_path, export_1_1())
    (path / file).unlink()
    if content is not None:
        (path / file).write_bytes(content)
    assert problems(path) == [f"{file}: {problem}"]


@pytest.mark.parametrize(
    ("file", "column"),
    [
        *[("manifest.csv", "value"), ("orgs.csv", "name"), ("orgs.csv", "sourcedId"), ("users.csv", "sourcedId")],
        *[("users.csv", "role"), ("users.csv", "orgSourcedIds"), ("classes.csv", "sourcedId")],
        *[("classes.csv", "schoolSourcedId"), ("enrollments.csv", "userSourcedId"), ("enrollments.csv", "role")],
    ],
)
def test_a_missing_column_is_one_problem_not_one_for_each_row(tmp_path: Path, file: str, column: str) -> None:
    files = export_1_1()
    files[file] = files[file].replace(column, "another", 1)
    assert problems(folder(tmp_path, files)) == [f"{file}, row 1, column {column}: missing column"]


def test_a_duplicate_header_is_refused_even_where_nobody_reads_it(tmp_path: Path) -> None:
    files = export_1_1()
    files["users.csv"] = files["users.csv"].replace("sms,phone", "email,role")
    assert problems(folder(tmp_path, files))[:2] == [
        "users.csv, row 1, column email: duplicate header",
        "users.csv, row 1, column role: duplicate header",
    ]


def test_a_row_with_more_or_fewer_cells_than_headers_is_refused_and_misleads_no_other_file(tmp_path: Path) -> None:
    files = export_1_1()
    files["users.csv"] += "u-3,,,,org-9,teacher\r\nu-4,,,,org-9,teacher" + "," * 15 + "x\r\n"
    files["enrollments.csv"] += "e-2,,,c-1,,u-3,teacher,,,\r\n"
    assert problems(folder(tmp_path, files)) == [
        "users.csv, row 4: 6 cells for 19 headers",
        "users.csv, row 5: 21 cells for 19 headers",
    ]


def test_rows_count_as_a_spreadsheet_does_whatever_the_cells_hold(tmp_path: Path) -> None:
    files = export_1_1()
    files["classes.csv"] += 'c-2,,,"a title\r\nof two lines",,,,,,org-2,,,,\r\n\r\nc-3,,,,,,,,,org-9,,,,\r\n'
    [warning] = read_roster(folder(tmp_path, files)).warnings
    assert str(warning) == "classes.csv, row 5, column schoolSourcedId: no such org 'org-9'"


@pytest.mark.parametrize("bad", ['u-3,,,,org-2,teacher,"ab"c,', 'u-3,,,,org-2,teacher,"never closed,'])
def test_a_stray_quote_is_refused_before_it_swallows_rows(tmp_path: Path, bad: str) -> None:
    files = export_1_1()
    files["users.csv"] += bad + "," * 11 + "\r\n"
    files["enrollments.csv"] += "e-2,,,c-1,,u-77,teacher,,,\r\n"
    (found,) = problems(folder(tmp_path, files))
    assert found.startswith("users.csv, row 4: ")


def test_a_cell_of_absurd_length_is_refused(tmp_path: Path) -> None:
    files = export_1_1()
    files["orgs.csv"] += f"org-3,,,{'x' * 200_000},school,,\r\n"
    assert problems(folder(tmp_path, files)) == ["orgs.csv, row 4: field larger than field limit (131072)"]


def test_bytes_that_are_not_utf_8_are_a_problem_with_their_row_and_the_likely_encoding(tmp_path: Path) -> None:
    path = folder(tmp_path, export_1_1())
    with (path / "orgs.csv").open("ab") as orgs:
        orgs.write("org-\xe9,,,\xc9cole,school,,org-\xe8\r\n".encode("latin-1"))
    assert problems(path) == [
        "orgs.csv, row 4: not UTF-8, perhaps Latin-1 or Windows-1252: save it as CSV UTF-8",
    ]


def test_cells_without_a_header_are_no_problem_while_they_are_blank(tmp_path: Path) -> None:
    files = {name: text.replace("\r\n", ",, ,\r\n") for name, text in export_1_1().items()}
    assert read_roster(folder(tmp_path, files)) == ROSTER
    header, rows = export_1_1()["users.csv"].split("\r\n", 1)
    wider = export_1_1() | {"users.csv": header + "\r\n" + rows.replace("\r\n", ",,,\r\n")}
    assert read_roster(folder(tmp_path / "wider", wider)) == ROSTER


def test_the_case_of_headers_and_of_words_does_not_matter(tmp_path: Path) -> None:
    files = export_1_1()
    for name, text in files.items():
        header, rows = text.split("\r\n", 1)
        files[name] = header[0].upper() + header[1:].replace("Sourced", "SOURCED") + "\r\n" + rows
    files["manifest.csv"] += "File.Users,Bulk\r\nfile.orgs,BULK\r\n"
    files["users.csv"] = files["users.csv"].replace("teacher", "Teacher").replace("administrator", "ADMINISTRATOR")
    files["users.csv"] = (
        files["users.csv"].replace("u-1,,,", "u-1,Active,,True") + "u-3,ToBeDeleted,," + "," * 16 + "\r\n"
    )
    files["enrollments.csv"] = files["enrollments.csv"].replace("teacher", "Teacher")
    assert read_roster(folder(tmp_path, files)) == ROSTER


@pytest.mark.parametrize("spelling", [str.title, str.upper])
def test_the_case_of_file_names_does_not_matter(tmp_path: Path, spelling: Callable[[str], str]) -> None:
    files = {spelling(name): text for name, text in export_1_1().items()}
    assert read_roster(folder(tmp_path / "folder", files)) == ROSTER
    assert read_roster(zipped(tmp_path / "all.zip", files, "Export/")) == ROSTER


def test_utf_16_and_nul_bytes_are_refused(tmp_path: Path) -> None:
    files = export_1_1()
    path = folder(tmp_path, files | {"classes.csv": files["classes.csv"].replace("HiddenTitle", "a\0b")})
    (path / "orgs.csv").write_text(files["orgs.csv"], encoding="utf-16")
    assert problems(path) == [
        "orgs.csv, row 1: holds NUL bytes",
        "orgs.csv, row 1: not UTF-8, perhaps Latin-1 or Windows-1252: save it as CSV UTF-8",
        "orgs.csv, row 1: no header row naming sourcedId, name, type",
        "classes.csv, row 2: holds NUL bytes",
    ]
