"""What is wrong with rows of people who are no staff is a warning, and does not keep a staff roster from being read."""

from pathlib import Path

from attrs import evolve
from tests.exchange.oneroster.exports import ROSTER, Rows, export_1_1, export_1_2, folder, problems

from pdflow.exchange.oneroster import Roster, read_roster


def warnings(roster: Roster) -> list[str]:
    return [str(warning) for warning in roster.warnings]


def test_a_guardian_without_an_org_is_left_out_with_a_warning(tmp_path: Path) -> None:
    files = export_1_1()
    files["users.csv"] += "g-1,,,,,Guardian" + "," * 13 + "\r\n" + 'g-2,,,,",",parent' + "," * 13 + "\r\n"
    files["users.csv"] += 's-1,,,,"org-2,org-9",student' + "," * 13 + "\r\n"
    roster = read_roster(folder(tmp_path, files))
    assert [person.id for person in roster.people] == ["u-1", "u-2", "s-1"]
    assert roster.people[-1].orgs == ("org-2",)
    assert warnings(roster) == [
        "users.csv, row 4, column orgSourcedIds: is blank",
        "users.csv, row 5, column orgSourcedIds: no org in ','",
        "users.csv, row 6, column orgSourcedIds: no such org 'org-9'",
    ]


def test_an_enrollment_of_a_student_that_leads_nowhere_is_left_out_with_a_warning(tmp_path: Path) -> None:
    files = export_1_1()
    files["enrollments.csv"] += "e-2,,,c-1,,s-1,Student,,,\r\ne-3,,,c-9,org-9,u-2,student,maybe,soon,\r\n"
    roster = read_roster(folder(tmp_path, files))
    assert roster.enrollments == ROSTER.enrollments
    assert warnings(roster) == [
        "enrollments.csv, row 3, column userSourcedId: no such user 's-1'",
        "enrollments.csv, row 4, column classSourcedId: no such class 'c-9'",
        "enrollments.csv, row 4, column schoolSourcedId: no such org 'org-9'",
        "enrollments.csv, row 4, column primary: neither true nor false: 'maybe'",
        "enrollments.csv, row 4, column beginDate: no date such as 2026-09-30: 'soon'",
    ]


def test_an_enrollment_in_a_class_to_be_deleted_is_left_out_with_a_warning(tmp_path: Path) -> None:
    files = export_1_1()
    files["classes.csv"] += "c-2,tobedeleted,,Old,,,,,,org-2,,,,\r\n"
    files["enrollments.csv"] += "e-2,,,c-2,,u-2,teacher,,,\r\n"
    roster = read_roster(folder(tmp_path, files))
    assert roster.enrollments == ROSTER.enrollments
    assert warnings(roster) == ["enrollments.csv, row 3, column classSourcedId: marked tobedeleted is class 'c-2'"]


def test_a_class_of_a_school_that_is_not_there_is_left_out_with_its_enrollments_and_a_warning(tmp_path: Path) -> None:
    files = export_1_1()
    files["orgs.csv"] += "org-4,tobedeleted,,Old,school,,\r\n"
    files["classes.csv"] += "c-2,,,,,,,,,org-9,,,,\r\nc-3,,,,,,,,,org-4,,,,\r\n"
    files["enrollments.csv"] += "e-2,,,c-2,org-9,u-2,teacher,,,\r\n"
    roster = read_roster(folder(tmp_path, files))
    assert evolve(roster, warnings=()) == ROSTER
    assert warnings(roster) == [
        "classes.csv, row 3, column schoolSourcedId: no such org 'org-9'",
        "classes.csv, row 4, column schoolSourcedId: marked tobedeleted is org 'org-4'",
        "enrollments.csv, row 3, column classSourcedId: left out is class 'c-2'",
        "enrollments.csv, row 3, column schoolSourcedId: no such org 'org-9'",
    ]


def test_an_enrollment_of_a_teacher_to_be_deleted_is_left_out_with_a_warning(tmp_path: Path) -> None:
    files = export_1_1()
    files["users.csv"] += "u-3,tobedeleted,,,org-2,teacher" + "," * 13 + "\r\n"
    files["enrollments.csv"] += "e-2,,,c-1,,u-3,teacher,,,\r\n"
    roster = read_roster(folder(tmp_path, files))
    assert evolve(roster, warnings=()) == ROSTER
    assert warnings(roster) == ["enrollments.csv, row 3, column userSourcedId: marked tobedeleted is user 'u-3'"]


def test_a_user_of_1_2_all_of_whose_roles_are_to_be_deleted_is_left_out_with_a_warning(tmp_path: Path) -> None:
    gone = {"status": "ToBeDeleted", "roleType": "primary", "role": "teacher", "orgSourcedId": "org-2"}
    roles: Rows = [
        {"userSourcedId": "u-1", "roleType": "primary", "role": "teacher", "orgSourcedId": "org-2"},
        {"userSourcedId": "u-1", **gone},
        {"userSourcedId": "u-2", **gone},
        {"userSourcedId": "u-2", **gone, "orgSourcedId": "org-9"},
    ]
    users: Rows = [{"sourcedId": "u-1"}, {"sourcedId": "u-2", "primaryOrgSourcedId": "org-8"}]
    files = export_1_2(roles, users)
    files["enrollments.csv"] += "e-1,,,c-1,org-2,u-2,teacher,,,\r\n"
    roster = read_roster(folder(tmp_path, files))
    assert [person.id for person in roster.people] == ["u-1"]
    assert roster.enrollments == ()
    assert warnings(roster) == [
        "users.csv, row 3, column primaryOrgSourcedId: no such org 'org-8'",
        "users.csv, row 3, column sourcedId: all roles are marked tobedeleted in roles.csv for 'u-2'",
        "enrollments.csv, row 2, column userSourcedId: left out is user 'u-2'",
    ]


def test_a_parent_org_that_was_not_exported_is_a_warning(tmp_path: Path) -> None:
    files = export_1_1()
    files["orgs.csv"] = files["orgs.csv"].replace("school,,org-1", "school,,state-7")
    files["orgs.csv"] += "org-3,,,Annex,school,,org-4\r\norg-4,tobedeleted,,Old,school,,\r\n"
    roster = read_roster(folder(tmp_path, files))
    assert [org.parent for org in roster.orgs] == [None, None, None]
    assert warnings(roster) == [
        "orgs.csv, row 3, column parentSourcedId: no such org 'state-7'",
        "orgs.csv, row 4, column parentSourcedId: marked tobedeleted is org 'org-4'",
    ]


def test_in_1_2_roles_of_those_who_are_no_staff_are_warnings(tmp_path: Path) -> None:
    teacher = {"userSourcedId": "u-1", "roleType": "primary", "role": "teacher", "orgSourcedId": "org-1"}
    roles: Rows = [
        teacher,
        {"userSourcedId": "g-1", "roleType": "primary", "role": "guardian"},
        {"userSourcedId": "s-9", "roleType": "main", "role": "student", "orgSourcedId": "org-9"},
    ]
    users: Rows = [{"sourcedId": "u-1"}, {"sourcedId": "g-1", "primaryOrgSourcedId": "org-9"}]
    roster = read_roster(folder(tmp_path, export_1_2(roles, users)))
    assert [person.id for person in roster.people] == ["u-1"]
    assert warnings(roster) == [
        "users.csv, row 3, column primaryOrgSourcedId: no such org 'org-9'",
        "roles.csv, row 3, column orgSourcedId: is blank",
        "roles.csv, row 4, column userSourcedId: no such user 's-9'",
        "roles.csv, row 4, column orgSourcedId: no such org 'org-9'",
        "roles.csv, row 4, column roleType: neither primary nor secondary: 'main'",
    ]


def test_the_same_of_staff_is_a_problem(tmp_path: Path) -> None:
    files = export_1_1()
    files["users.csv"] += "a-1,,,,,aide" + "," * 13 + "\r\n" + "a-2,,,,org-9,ext:mentor" + "," * 13 + "\r\n"
    files["enrollments.csv"] += "e-2,,,c-9,,u-2,teacher,,,\r\n"
    assert problems(folder(tmp_path, files)) == [
        "users.csv, row 4, column orgSourcedIds: is blank",
        "users.csv, row 5, column orgSourcedIds: no such org 'org-9'",
        "enrollments.csv, row 3, column classSourcedId: no such class 'c-9'",
    ]


def test_the_first_thousand_warnings_are_listed_and_all_others_counted(tmp_path: Path) -> None:
    files = export_1_1()
    files["enrollments.csv"] += "".join(f"s-{n},,,c-1,,s-{n},student,,,\r\n" for n in range(1_234))
    roster = read_roster(folder(tmp_path, files))
    assert (len(roster.warnings), roster.more_warnings) == (1_000, 234)
    assert evolve(roster, warnings=(), more_warnings=0) == ROSTER
