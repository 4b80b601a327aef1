"""People have an org and roles, in both versions of OneRoster."""

from pathlib import Path

import pytest
from tests.exchange.oneroster.exports import ROSTER, Rows, export_1_1, export_1_2, folder, problems

from pdflow.errors import OutOfRange
from pdflow.exchange.oneroster import Person, Post, read_roster


def test_a_person_works_at_the_first_org_listed_and_belongs_to_all() -> None:
    both = ROSTER.people[1]
    assert (both.role, both.site, both.orgs) == ("teacher", "org-2", ("org-2", "org-1"))


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
    with pytest.raises(OutOfRange, match=r"begins with metadata\."):
        read_roster(path, job_title="email")


def test_a_closed_account_and_a_main_teacher_are_marked(tmp_path: Path) -> None:
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
        "roles.csv, row 3, column role: unknown role 'wizard'",
        "roles.csv, row 3, column orgSourcedId: is blank",
        "roles.csv, row 3, column roleType: neither primary nor secondary: 'main'",
    ]


def test_in_1_2_a_missing_file_of_roles_is_one_problem(tmp_path: Path) -> None:
    files = export_1_2([], [{"sourcedId": "u-1"}])
    del files["roles.csv"]
    assert problems(folder(tmp_path, files)) == ["roles.csv: missing file"]


def test_a_missing_column_of_roles_is_one_problem(tmp_path: Path) -> None:
    role = {"userSourcedId": "u-1", "roleType": "primary", "role": "teacher", "orgSourcedId": "org-1"}
    files = export_1_2([role], [{"sourcedId": "u-1"}])
    files["roles.csv"] = files["roles.csv"].replace("userSourcedId", "user")
    assert problems(folder(tmp_path, files)) == ["roles.csv, row 1, column userSourcedId: missing column"]


def test_a_ragged_row_of_roles_leaves_nobody_without_a_role(tmp_path: Path) -> None:
    files = export_1_2([], [{"sourcedId": "u-1"}])
    files["roles.csv"] += "r-1,,,u-1\r\n"
    assert problems(folder(tmp_path, files)) == ["roles.csv, row 2: 4 cells for 9 headers"]
