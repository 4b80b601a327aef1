"""OneRoster exports are read whole or refused with every problem they have."""

import csv
import io
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from attrs import asdict
from hypothesis import HealthCheck, given, settings, strategies as st

from pdflow.exchange.oneroster import (
    Class,
    Enrollment,
    Org,
    Person,
    Post,
    Problem,
    Roster,
    read_roster,
)
from pdflow.exchange.oneroster.problems import RosterError

EXAMPLE = Path(__file__).parents[2] / "examples" / "data" / "roster"
USERS_1_1 = (
    "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,"
    "middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,metadata.jobTitle"
)
USERS_1_2 = (
    "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,"
    "sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,"
    "preferredFamilyName,primaryOrgSourcedId,pronouns,metadata.jobTitle"
)
HEADERS = {
    "manifest.csv": "propertyName,value",
    "orgs.csv": "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId",
    "users.csv": USERS_1_1,
    "roles.csv": "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId",
    "classes.csv": (
        "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,"
        "termSourcedIds,subjects,subjectCodes,periods"
    ),
    "enrollments.csv": (
        "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate"
    ),
}
PERSONAL = {
    "username": "hidden-login",
    "userIds": "{LDAP:hidden-ldap}",
    "givenName": "HiddenGiven",
    "familyName": "HiddenFamily",
    "middleName": "HiddenMiddle",
    "identifier": "hidden-badge",
    "email": "hidden@example.org",
    "sms": "hidden-sms",
    "phone": "hidden-phone",
    "password": "hidden-password",
    "preferredGivenName": "HiddenNick",
    "preferredFamilyName": "HiddenOther",
    "pronouns": "hidden-pronouns",
}
Rows = list[dict[str, str]]


def sheet(file: str, rows: Rows, header: str = "") -> str:
    """A file as a district's system writes it, cells given by column name."""
    text = io.StringIO()
    writer = csv.DictWriter(text, (header or HEADERS[file]).split(","), extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def export_1_1() -> dict[str, str]:
    return {
        "manifest.csv": sheet("manifest.csv", [{"propertyName": "oneroster.version", "value": "1.1"}]),
        "orgs.csv": sheet(
            "orgs.csv",
            [
                {"sourcedId": "org-1", "name": "District", "type": "district"},
                {"sourcedId": "org-2", "name": "School", "type": "school", "parentSourcedId": "org-1"},
            ],
        ),
        "users.csv": sheet(
            "users.csv",
            [
                {"sourcedId": "u-1", "role": "administrator", "orgSourcedIds": "org-1", **PERSONAL},
                {"sourcedId": "u-2", "role": "teacher", "orgSourcedIds": "org-2,org-1", **PERSONAL},
            ],
        ),
        "classes.csv": sheet("classes.csv", [{"sourcedId": "c-1", "title": "HiddenTitle", "schoolSourcedId": "org-2"}]),
        "enrollments.csv": sheet(
            "enrollments.csv",
            [{"sourcedId": "e-1", "classSourcedId": "c-1", "userSourcedId": "u-2", "role": "teacher"}],
        ),
    }


def export_1_2(roles: Rows, users: Rows) -> dict[str, str]:
    return export_1_1() | {
        "manifest.csv": sheet("manifest.csv", [{"propertyName": "oneroster.version", "value": "1.2"}]),
        "users.csv": sheet("users.csv", users, USERS_1_2),
        "roles.csv": sheet("roles.csv", [{"sourcedId": f"r-{n}"} | role for n, role in enumerate(roles)]),
        "enrollments.csv": sheet("enrollments.csv", []),
    }


def folder(path: Path, files: dict[str, str]) -> Path:
    path.mkdir(exist_ok=True)
    for name, text in files.items():
        (path / name).write_bytes(text.encode())
    return path


def zipped(path: Path, files: dict[str, str], inside: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(inside + name, text)
    return path


def problems(path: Path, **options: str) -> list[str]:
    with pytest.raises(RosterError) as refusal:
        read_roster(path, **options)
    return [str(problem) for problem in refusal.value.problems]


def outcome(path: Path) -> Roster | tuple[Problem, ...]:
    try:
        return read_roster(path)
    except RosterError as refusal:
        return refusal.problems


ROSTER = Roster(
    orgs=(Org("org-1", "District", "district"), Org("org-2", "School", "school", "org-1")),
    people=(
        Person("u-1", "org-1", (Post("administrator", "org-1"),)),
        Person("u-2", "org-2", (Post("teacher", "org-2"), Post("teacher", "org-1"))),
    ),
    classes=(Class("c-1", "org-2"),),
    enrollments=(Enrollment("e-1", "c-1", "u-2", "teacher"),),
)


# What is read


def test_a_folder_and_a_zip_of_the_same_files_give_the_same_roster(tmp_path: Path) -> None:
    files = export_1_1()
    assert read_roster(folder(tmp_path / "export", files)) == ROSTER
    assert read_roster(str(zipped(tmp_path / "root.zip", files))) == ROSTER
    assert read_roster(zipped(tmp_path / "inside.zip", files, "export 2026/")) == ROSTER
    assert read_roster(zipped(tmp_path / "windows.zip", files, "export\\")) == ROSTER


def test_a_person_works_at_the_first_org_listed_and_belongs_to_all() -> None:
    both = ROSTER.people[1]
    assert (both.role, both.site, both.orgs) == ("teacher", "org-2", ("org-2", "org-1"))


def test_nothing_personal_is_read_into_a_roster_or_told_in_a_problem(tmp_path: Path) -> None:
    files = export_1_1()
    assert "hidden" not in repr(asdict(read_roster(folder(tmp_path / "a", files)))).lower()
    users: Rows = [{"sourcedId": "u-1", **PERSONAL}]
    roles: Rows = [{"userSourcedId": "u-1", "roleType": "primary", "role": "aide", "orgSourcedId": "org-1"}]
    assert "hidden" not in repr(read_roster(folder(tmp_path / "b", export_1_2(roles, users)))).lower()
    worst = files["users.csv"].replace("administrator", "x").replace("org-2,org-1", "org-9,").replace("u-2", "u-1")
    worst = worst.replace("HiddenMiddle", "Hidden\0Middle")
    told = problems(folder(tmp_path / "c", files | {"users.csv": worst + "u-3,,,,org-1,teacher,hidden,hidden\r\n"}))
    assert len(told) == 7
    assert "hidden" not in repr(told).lower()


def test_a_file_without_a_header_row_is_refused_without_quoting_it(tmp_path: Path) -> None:
    rows = export_1_1()["users.csv"].split("\r\n", 1)[1]
    assert problems(folder(tmp_path, export_1_1() | {"users.csv": rows})) == [
        "users.csv, row 1: no header row naming sourcedId, role, orgSourcedIds"
    ]


def test_an_error_carries_no_trace_of_the_bytes_it_stumbled_on(tmp_path: Path) -> None:
    path = folder(tmp_path, export_1_1())
    with (path / "users.csv").open("ab") as users:
        users.write("u-3,,,,org-1,teacher,,,Hidden\xe9,,,,,,,,,,\r\n".encode("latin-1"))
    with pytest.raises(RosterError) as refusal:
        read_roster(path)
    assert refusal.value.__context__ is None
    assert "Hidden" not in repr(refusal.value)


def test_a_job_title_is_kept_only_from_the_metadata_column_the_host_names(tmp_path: Path) -> None:
    path = folder(tmp_path, export_1_1())
    users = (path / "users.csv").read_text().replace("hidden-password,", "hidden-password,Instructional Coach")
    (path / "users.csv").write_text(users)
    assert {person.job_title for person in read_roster(path).people} == {""}
    kept = read_roster(path, job_title="metadata.jobTitle").people
    assert {person.job_title for person in kept} == {"Instructional Coach"}
    assert problems(path, job_title="metadata.position") == [
        "users.csv, row 1, column metadata.position: missing column"
    ]
    with pytest.raises(ValueError, match=r"must name a metadata\. column"):
        read_roster(path, job_title="email")


def test_a_byte_order_mark_unknown_columns_blank_cells_and_blank_rows_do_no_harm(tmp_path: Path) -> None:
    users = "\ufeffBadge,sourcedId , metadata.x,orgSourcedIds,role,,\r\n7, u-1,y, org-1 ,administrator ,,\r\n"
    files = export_1_1() | {"users.csv": users + '\r\n,,,,,,\r\n"8",u-2,,"org-2, org-1,,org-2",teacher,,\r\n'}
    assert read_roster(folder(tmp_path, files)) == ROSTER


def test_rows_marked_tobedeleted_are_left_out(tmp_path: Path) -> None:
    files = export_1_1()
    files["users.csv"] += "u-3,tobedeleted,,,nowhere,no role" + "," * 13 + "\r\n"
    files["enrollments.csv"] += "e-2,tobedeleted,,c-1,,u-3,teacher,,,\r\n"
    assert read_roster(folder(tmp_path, files)) == ROSTER


def test_a_closed_account_and_a_main_teacher_are_told_apart(tmp_path: Path) -> None:
    files = export_1_1()
    files["users.csv"] += "u-3,active,,FALSE,org-2,aide" + "," * 13 + "\r\n"
    files["enrollments.csv"] += "e-2,active,,c-1,org-2,u-2,teacher,true,,\r\n"
    roster = read_roster(folder(tmp_path, files))
    assert [person.enabled for person in roster.people] == [True, True, False]
    assert [enrollment.primary for enrollment in roster.enrollments] == [False, True]


def test_in_1_2_roles_come_from_their_own_file_and_the_primary_one_at_the_site_leads(tmp_path: Path) -> None:
    roles: Rows = [
        {"userSourcedId": "u-2", "roleType": "secondary", "role": "aide", "orgSourcedId": "org-2"},
        {"userSourcedId": "u-2", "roleType": "primary", "role": "ext:mentor", "orgSourcedId": "org-1"},
        {"userSourcedId": "u-2", "roleType": "primary", "role": "teacher", "orgSourcedId": "org-2"},
        {"userSourcedId": "u-1", "roleType": "secondary", "role": "teacher", "orgSourcedId": "org-2"},
        {"userSourcedId": "u-1", "roleType": "primary", "role": "principal", "orgSourcedId": "org-1"},
        {"userSourcedId": "u-1", "status": "tobedeleted", "role": "student", "orgSourcedId": "org-9"},
    ]
    roles += [roles[2], {"userSourcedId": "u-3", "roleType": "primary", "role": "aide", "orgSourcedId": "org-2"}]
    users: Rows = [{"sourcedId": "u-1"}, {"sourcedId": "u-2", "primaryOrgSourcedId": "org-2"}]
    users += [{"sourcedId": "u-3", "primaryOrgSourcedId": "org-1"}]
    assert read_roster(folder(tmp_path, export_1_2(roles, users))).people == (
        Person("u-1", "org-1", (Post("principal", "org-1"), Post("teacher", "org-2"))),
        Person("u-2", "org-2", (Post("teacher", "org-2"), Post("ext:mentor", "org-1"), Post("aide", "org-2"))),
        Person("u-3", "org-1", (Post("aide", "org-2"),)),
    )


def test_classes_and_enrollments_may_be_absent_where_the_manifest_says_so(tmp_path: Path) -> None:
    files = export_1_1()
    del files["classes.csv"], files["enrollments.csv"]
    files["manifest.csv"] += "file.classes,absent\r\nfile.enrollments,absent\r\n"
    roster = read_roster(folder(tmp_path, files))
    assert (roster.people, roster.classes, roster.enrollments) == (ROSTER.people, (), ())


def test_files_at_the_root_of_a_zip_go_before_those_in_its_folders(tmp_path: Path) -> None:
    path = zipped(tmp_path / "both.zip", {"users.csv": "an older export"}, "old/")
    with zipfile.ZipFile(path, "a") as archive:
        for name, text in export_1_1().items():
            archive.writestr(name, text)
    assert read_roster(path) == ROSTER


def test_a_zip_made_on_a_mac_and_names_that_lead_elsewhere_are_not_looked_at(tmp_path: Path) -> None:
    path = zipped(tmp_path / "mac.zip", export_1_1(), "export/")
    with zipfile.ZipFile(path, "a") as archive:
        for name in ("__MACOSX/users.csv", "__MACOSX/export/._users.csv", "../users.csv", "..\\orgs.csv"):
            archive.writestr(name, "not a roster")
        for name in ("/users.csv", "C:/users.csv", ".hidden/users.csv", "export/deep/users.csv", "export/../users.csv"):
            archive.writestr(name, "not a roster")
    assert read_roster(path) == ROSTER


def test_the_example_district_reads_as_its_description_says() -> None:
    roster = read_roster(EXAMPLE, job_title="metadata.jobTitle")
    roles = Counter(person.role for person in roster.people)
    titles = Counter(person.job_title for person in roster.people)
    assert [org.type for org in roster.orgs] == ["district", *["school"] * 6]
    assert (roles["teacher"], roles["administrator"], titles["Instructional Coach"]) == (111, 13, 4)
    assert {person.id for person in roster.people} >= {enrollment.person for enrollment in roster.enrollments}
    assert sum(len(person.orgs) > 1 for person in roster.people) == 4


def test_no_personal_cell_of_the_example_district_is_in_what_is_read() -> None:
    kept = repr(read_roster(EXAMPLE, job_title="metadata.jobTitle"))
    with (EXAMPLE / "users.csv").open(encoding="utf-8-sig", newline="") as users:
        cells = {row[column] for row in csv.DictReader(users) for column in PERSONAL if row.get(column)}
    assert len(cells) > 400
    assert not [cell for cell in cells if f"'{cell}'" in kept or "@" in kept]


# What is refused


def test_every_problem_of_every_file_is_told_at_once_and_in_order(tmp_path: Path) -> None:
    files = export_1_1()
    files["manifest.csv"] = sheet("manifest.csv", [{"propertyName": "oneroster.version", "value": "2.0"}])
    files["orgs.csv"] += "org-1,,,Again,school,,org-77\r\n,,,Nameless,school,,\r\n"
    files["users.csv"] += "u-3,,,maybe,org-99,wizard" + "," * 13 + "\r\nu-1,,,,,teacher" + "," * 13 + "\r\n"
    files["users.csv"] += 'u-4,pending,,,"org-2,org-98",teacher' + "," * 13 + '\r\nu-5,,,,",",aide' + "," * 13 + "\r\n"
    files["classes.csv"] += "c-2,,,,,,,,,org-66,,,,\r\n"
    files["enrollments.csv"] += "e-2,,,c-9,org-55,u-9,king,often,,\r\n"
    found = problems(folder(tmp_path, files))
    assert found == [
        "manifest.csv, row 2, column value: unknown OneRoster version '2.0'",
        "orgs.csv, row 4, column sourcedId: row 2 already has org 'org-1'",
        "orgs.csv, row 4, column parentSourcedId: no such org 'org-77'",
        "orgs.csv, row 5, column sourcedId: is blank",
        "users.csv, row 4, column role: unknown role 'wizard'",
        "users.csv, row 4, column orgSourcedIds: no such org 'org-99'",
        "users.csv, row 4, column enabledUser: neither true nor false: 'maybe'",
        "users.csv, row 5, column orgSourcedIds: is blank",
        "users.csv, row 5, column sourcedId: row 2 already has user 'u-1'",
        "users.csv, row 6, column status: unknown status 'pending'",
        "users.csv, row 6, column orgSourcedIds: no such org 'org-98'",
        "users.csv, row 7, column orgSourcedIds: no org in ','",
        "classes.csv, row 3, column schoolSourcedId: no such org 'org-66'",
        "enrollments.csv, row 3, column classSourcedId: no such class 'c-9'",
        "enrollments.csv, row 3, column schoolSourcedId: no such org 'org-55'",
        "enrollments.csv, row 3, column userSourcedId: no such user 'u-9'",
        "enrollments.csv, row 3, column role: unknown role 'king'",
        "enrollments.csv, row 3, column primary: neither true nor false: 'often'",
    ]


def test_in_1_2_a_user_without_a_role_and_a_role_of_nobody_are_problems(tmp_path: Path) -> None:
    roles: Rows = [
        {"userSourcedId": "u-9", "roleType": "primary", "role": "teacher", "orgSourcedId": "org-9"},
        {"userSourcedId": "u-2", "roleType": "main", "role": "wizard"},
    ]
    users: Rows = [{"sourcedId": "u-1", "primaryOrgSourcedId": "org-8"}, {"sourcedId": "u-2"}]
    assert problems(folder(tmp_path, export_1_2(roles, users))) == [
        "users.csv, row 2, column primaryOrgSourcedId: no such org 'org-8'",
        "users.csv, row 2, column sourcedId: no role, and so no org, in roles.csv for 'u-1'",
        "roles.csv, row 2, column userSourcedId: no such user 'u-9'",
        "roles.csv, row 2, column orgSourcedId: no such org 'org-9'",
        "roles.csv, row 3, column orgSourcedId: is blank",
        "roles.csv, row 3, column role: unknown role 'wizard'",
        "roles.csv, row 3, column roleType: neither primary nor secondary: 'main'",
    ]


def test_a_row_that_names_one_marked_tobedeleted_is_a_problem(tmp_path: Path) -> None:
    files = export_1_1()
    files["users.csv"] = files["users.csv"].replace("u-2,,", "u-2,tobedeleted,")
    assert problems(folder(tmp_path, files)) == [
        "enrollments.csv, row 2, column userSourcedId: marked tobedeleted is user 'u-2'"
    ]


def test_orgs_that_are_their_own_ancestors_are_told_once_for_each_loop(tmp_path: Path) -> None:
    files = export_1_1()
    for org, parent in (("a", "b"), ("b", "c"), ("c", "b"), ("d", "a"), ("e", "e")):
        files["orgs.csv"] += f"{org},,,Name,school,,{parent}\r\n"
    assert problems(folder(tmp_path, files)) == [
        "orgs.csv, row 5, column parentSourcedId: its parents lead back to it: 'b > c > b'",
        "orgs.csv, row 8, column parentSourcedId: its parents lead back to it: 'e > e'",
    ]


@pytest.mark.parametrize("file", ["manifest.csv", "orgs.csv", "users.csv", "classes.csv", "enrollments.csv"])
@pytest.mark.parametrize(
    ("content", "problem"), [(None, "missing file"), (b"", "empty file"), (b"\xef\xbb\xbf\r\n\r\n", "empty file")]
)
def test_a_missing_or_empty_file_is_one_problem_not_a_hundred(
    tmp_path: Path, file: str, content: bytes | None, problem: str
) -> None:
    path = folder(tmp_path, export_1_1())
    (path / file).unlink()
    if content is not None:
        (path / file).write_bytes(content)
    assert problems(path) == [f"{file}: {problem}"]


def test_in_1_2_a_missing_file_of_roles_is_one_problem(tmp_path: Path) -> None:
    files = export_1_2([], [{"sourcedId": "u-1"}])
    del files["roles.csv"]
    assert problems(folder(tmp_path, files)) == ["roles.csv: missing file"]


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


def test_a_missing_column_of_roles_is_one_problem(tmp_path: Path) -> None:
    role = {"userSourcedId": "u-1", "roleType": "primary", "role": "teacher", "orgSourcedId": "org-1"}
    files = export_1_2([role], [{"sourcedId": "u-1"}])
    files["roles.csv"] = files["roles.csv"].replace("userSourcedId", "user")
    assert problems(folder(tmp_path, files)) == ["roles.csv, row 1, column userSourcedId: missing column"]


def test_a_header_that_stands_twice_is_refused_even_where_nobody_reads_it(tmp_path: Path) -> None:
    files = export_1_1()
    files["users.csv"] = files["users.csv"].replace("sms,phone", "email,role")
    assert problems(folder(tmp_path, files))[:2] == [
        "users.csv, row 1, column email: duplicate header",
        "users.csv, row 1, column role: duplicate header",
    ]


def test_a_row_with_more_or_fewer_cells_than_headers_is_refused_and_misleads_no_other_file(tmp_path: Path) -> None:
    files = export_1_1()
    files["users.csv"] += "u-3,,,,org-9,teacher\r\nu-4,,,,org-9,teacher" + "," * 15 + "\r\n"
    files["enrollments.csv"] += "e-2,,,c-1,,u-3,teacher,,,\r\n"
    assert problems(folder(tmp_path, files)) == [
        "users.csv, row 4: 6 cells for 19 headers",
        "users.csv, row 5: 21 cells for 19 headers",
    ]


def test_a_ragged_row_of_roles_leaves_nobody_without_a_role(tmp_path: Path) -> None:
    files = export_1_2([], [{"sourcedId": "u-1"}])
    files["roles.csv"] += "r-1,,,u-1\r\n"
    assert problems(folder(tmp_path, files)) == ["roles.csv, row 2: 4 cells for 9 headers"]


def test_rows_count_as_a_spreadsheet_does_whatever_the_cells_hold(tmp_path: Path) -> None:
    files = export_1_1()
    files["classes.csv"] += 'c-2,,,"a title\r\nof two lines",,,,,,org-2,,,,\r\n\r\nc-3,,,,,,,,,org-9,,,,\r\n'
    assert problems(folder(tmp_path, files)) == ["classes.csv, row 5, column schoolSourcedId: no such org 'org-9'"]


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


def test_bytes_that_are_not_utf_8_are_told_with_their_row_and_the_likely_encoding(tmp_path: Path) -> None:
    path = folder(tmp_path, export_1_1())
    with (path / "orgs.csv").open("ab") as orgs:
        orgs.write("org-\xe9,,,\xc9cole,school,,org-\xe8\r\n".encode("latin-1"))
    assert problems(path) == [
        "orgs.csv, row 4: not UTF-8, perhaps Latin-1 or Windows-1252: save it as CSV UTF-8",
        "orgs.csv, row 4, column parentSourcedId: no such org 'org-?'",
    ]


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


def test_a_manifest_is_held_to_what_it_says(tmp_path: Path) -> None:
    files = export_1_1()
    del files["orgs.csv"]
    files["manifest.csv"] += "file.orgs,absent\r\nfile.users,delta\r\nfile.classes,absent\r\nfile.enrollments,some\r\n"
    assert problems(folder(tmp_path, files)) == [
        "manifest.csv, row 4, column value: changes only: ask for a bulk export, not 'delta'",
        "manifest.csv, row 5, column value: classes.csv is there, but the manifest says 'absent'",
        "manifest.csv, row 6, column value: neither bulk, delta nor absent: 'some'",
        "orgs.csv: missing file",
    ]


def test_a_manifest_that_names_no_version_is_refused(tmp_path: Path) -> None:
    files = export_1_1() | {"manifest.csv": "propertyName,value\r\nmanifest.version,1.0\r\n"}
    unknown = "manifest.csv, column value: unknown OneRoster version ''"
    assert problems(folder(tmp_path / "1.1", files)) == [unknown]
    role = {"userSourcedId": "u-1", "roleType": "primary", "role": "teacher", "orgSourcedId": "org-1"}
    later = export_1_2([role], [{"sourcedId": "u-1"}]) | {"manifest.csv": files["manifest.csv"]}
    assert problems(folder(tmp_path / "1.2", later)) == [unknown]


def test_a_path_that_cannot_be_read_is_a_problem_of_the_path(tmp_path: Path) -> None:
    (text := tmp_path / "users.csv").write_text("sourcedId\n")
    (broken := tmp_path / "broken.zip").write_bytes(zipped(tmp_path / "whole.zip", export_1_1()).read_bytes()[:-300])
    assert problems(tmp_path / "nowhere") == [f"{tmp_path / 'nowhere'}: no such folder or zip file"]
    assert len(problems(tmp_path / ("x" * 300))) == 1
    assert problems(text) == [f"{text}: File is not a zip file"]
    assert problems(broken) == [f"{broken}: File is not a zip file"]


def test_what_is_no_problem_of_the_roster_is_raised_as_it_is() -> None:
    with pytest.raises(TypeError):
        read_roster(None)  # type: ignore[arg-type]


def test_a_zip_file_that_is_encrypted_in_part_is_told_by_file(tmp_path: Path) -> None:
    path = zipped(tmp_path / "locked.zip", export_1_1())
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\1\2", content.index(b"PK\1\2") + 1) + 8] |= 1
    path.write_bytes(content)
    assert problems(path) == ["orgs.csv: encrypted"]


def test_a_file_damaged_inside_a_zip_is_told_and_nothing_of_it_quoted(tmp_path: Path) -> None:
    with zipfile.ZipFile(path := tmp_path / "torn.zip", "w") as archive:
        for name, text in export_1_1().items():
            archive.writestr(name, text)
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"HiddenGiven", b"HiddenTaken"))
    assert problems(path) == ["users.csv: Bad CRC-32 for file 'users.csv'"]
    path.write_bytes(whole.replace(b"PK\3\4", b"PK\3\5", 1).replace(b"orgs.csvsourced", b"orgs.txtsourced"))
    assert problems(path) == ["manifest.csv: damaged zip", "orgs.csv: damaged zip"]


def test_a_file_that_unpacks_to_an_absurd_size_is_not_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "bomb.zip", export_1_1())
    with zipfile.ZipFile(path, "a") as archive:
        archive.getinfo("users.csv").file_size = 2**30
        archive.writestr("notes.txt", "so that the directory is written anew")
    assert problems(path) == ["users.csv: unpacks to 1,073,741,824 bytes, more than 536,870,912"]


def test_a_zip_that_holds_two_of_a_file_or_two_exports_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "twice.zip", export_1_1())
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("orgs.csv", "another")
    assert problems(path) == ["orgs.csv: more than once in the zip"]
    path = zipped(tmp_path / "two.zip", export_1_1(), "new/")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("old/users.csv", "another")
    assert problems(path) == [f"{path}: the files are in several folders: new, old"]


def test_a_method_of_compression_that_is_not_everywhere_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(path := tmp_path / "lzma.zip", "w", zipfile.ZIP_LZMA) as archive:
        for name, text in export_1_1().items():
            archive.writestr(name, text)
    assert problems(path)[0] == "manifest.csv: compressed by another method than deflate"


def test_a_problem_says_where_it_is() -> None:
    assert str(Problem("users.csv", 14, "orgSourcedIds", "no such org", "org-99")) == (
        "users.csv, row 14, column orgSourcedIds: no such org 'org-99'"
    )


# Whatever the roster


words = st.text(st.characters(codec="utf-8", exclude_characters=",\0", exclude_categories=["Cs"]), max_size=8)
ids = words.map(str.strip).filter(bool)


@st.composite
def rosters(draw: st.DrawFn) -> Roster:
    """Rosters such as 1.1 can say: a person has one role, at every org listed."""
    org_ids = draw(st.lists(ids, min_size=1, max_size=4, unique=True))
    org = st.sampled_from(org_ids)
    parents = [draw(st.sampled_from([None, *org_ids[:n]])) for n in range(len(org_ids))]
    people = tuple(
        Person(id, held[0], tuple(Post(role, one) for one in held), draw(st.booleans()), draw(words).strip())
        for id in draw(st.lists(ids, min_size=1, max_size=4, unique=True))
        for role in [draw(st.sampled_from(["teacher", "administrator", "aide", "student"]))]
        for held in [draw(st.lists(org, min_size=1, unique=True))]
    )
    lists = st.lists(ids, max_size=3, unique=True).map(tuple)
    classes = tuple(
        Class(id, draw(org), draw(lists), draw(lists)) for id in draw(st.lists(ids, min_size=1, unique=True))
    )
    enrollments = tuple(
        Enrollment(
            id, draw(st.sampled_from(classes)).id, draw(st.sampled_from(people)).id, "teacher", draw(st.booleans())
        )
        for id in draw(st.lists(ids, unique=True))
    )
    orgs = tuple(Org(id, draw(ids), "school", parent) for id, parent in zip(org_ids, parents, strict=True))
    return Roster(orgs, people, classes, enrollments)


def written(roster: Roster, version: str) -> dict[str, str]:
    """A roster as an export in either version."""
    users: Rows = [
        {
            "sourcedId": person.id,
            "enabledUser": str(person.enabled).lower(),
            "role": person.role,
            "orgSourcedIds": ",".join(person.orgs),
            "primaryOrgSourcedId": person.site,
            "metadata.jobTitle": person.job_title,
        }
        | PERSONAL
        for person in roster.people
    ]
    roles: Rows = [
        {"userSourcedId": person.id, "roleType": "primary", "role": post.role, "orgSourcedId": post.org}
        for person in roster.people
        for post in person.posts
    ]
    classes: Rows = [
        {
            "sourcedId": one.id,
            "schoolSourcedId": one.school,
            "grades": ",".join(one.grades),
            "subjects": ",".join(one.subjects),
        }
        for one in roster.classes
    ]
    enrollments: Rows = [
        {
            "sourcedId": one.id,
            "classSourcedId": one.class_id,
            "userSourcedId": one.person,
            "role": one.role,
            "primary": str(one.primary),
        }
        for one in roster.enrollments
    ]
    orgs: Rows = [
        {"sourcedId": org.id, "name": org.name, "type": org.type, "parentSourcedId": org.parent or ""}
        for org in roster.orgs
    ]
    files = {
        "manifest.csv": sheet("manifest.csv", [{"propertyName": "oneroster.version", "value": version}]),
        "orgs.csv": sheet("orgs.csv", orgs),
        "users.csv": sheet("users.csv", users, USERS_1_1 if version == "1.1" else USERS_1_2),
        "classes.csv": sheet("classes.csv", classes),
        "enrollments.csv": sheet("enrollments.csv", enrollments),
    }
    if version == "1.2":
        files["roles.csv"] = sheet("roles.csv", [{"sourcedId": f"r-{n}"} | role for n, role in enumerate(roles)])
    return files


in_one_folder = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@in_one_folder
@given(rosters(), st.sampled_from(["1.1", "1.2"]))
def test_a_roster_written_in_either_version_is_read_back_from_folder_and_zip(
    tmp_path: Path, roster: Roster, version: str
) -> None:
    files = written(roster, version)
    assert read_roster(folder(tmp_path / version, files), job_title="metadata.jobTitle") == roster
    assert read_roster(zipped(tmp_path / "all.zip", files, "x/"), job_title="metadata.jobTitle") == roster


@in_one_folder
@given(st.sampled_from(sorted(export_1_1())), st.data())
def test_whatever_a_file_holds_it_is_read_or_refused(tmp_path: Path, file: str, data: st.DataObject) -> None:
    path = folder(tmp_path, export_1_1())
    whole = (path / file).read_bytes()
    at = data.draw(st.integers(0, len(whole)))
    after = at + data.draw(st.integers(0, 9))
    (path / file).write_bytes(whole[:at] + data.draw(st.binary(max_size=6)) + whole[after:])
    found = outcome(path)
    assert isinstance(found, Roster) or "\n".join(map(str, found)).encode()


@in_one_folder
@given(st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 255)), min_size=1, max_size=4))
def test_however_a_zip_is_damaged_it_is_read_right_or_refused(tmp_path: Path, hits: list[tuple[int, int]]) -> None:
    path = zipped(tmp_path / "hit.zip", export_1_1(), "e\u0301cole/")
    content = bytearray(path.read_bytes())
    for at, byte in hits:
        content[at % len(content)] = byte
    path.write_bytes(content)
    found = outcome(path)
    assert found == ROSTER or isinstance(found, tuple)
