"""Exports of a small district, and how they are written and read."""

import csv
import io
import zipfile
from pathlib import Path

import pytest

from pdflow.exchange.oneroster import Class, Enrollment, Org, Person, Post, Problem, Roster, RosterError, read_roster

EXAMPLE = Path(__file__).parents[3] / "examples" / "data" / "roster"


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


def csv_text(file: str, rows: Rows, header: str = "") -> str:
    """A file as a district's system writes it, cells given by column name."""
    text = io.StringIO()
    writer = csv.DictWriter(text, (header or HEADERS[file]).split(","), extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def export_1_1() -> dict[str, str]:
    return {
        "manifest.csv": csv_text("manifest.csv", [{"propertyName": "oneroster.version", "value": "1.1"}]),
        "orgs.csv": csv_text(
            "orgs.csv",
            [
                {"sourcedId": "org-1", "name": "District", "type": "district"},
                {"sourcedId": "org-2", "name": "School", "type": "school", "parentSourcedId": "org-1"},
            ],
        ),
        "users.csv": csv_text(
            "users.csv",
            [
                {"sourcedId": "u-1", "role": "administrator", "orgSourcedIds": "org-1", **PERSONAL},
                {"sourcedId": "u-2", "role": "teacher", "orgSourcedIds": "org-2,org-1", **PERSONAL},
            ],
        ),
        "classes.csv": csv_text(
            "classes.csv", [{"sourcedId": "c-1", "title": "HiddenTitle", "schoolSourcedId": "org-2"}]
        ),
        "enrollments.csv": csv_text(
            "enrollments.csv",
            [{"sourcedId": "e-1", "classSourcedId": "c-1", "userSourcedId": "u-2", "role": "teacher"}],
        ),
    }


def export_1_2(roles: Rows, users: Rows) -> dict[str, str]:
    return export_1_1() | {
        "manifest.csv": csv_text("manifest.csv", [{"propertyName": "oneroster.version", "value": "1.2"}]),
        "users.csv": csv_text("users.csv", users, USERS_1_2),
        "roles.csv": csv_text("roles.csv", [{"sourcedId": f"r-{n}"} | role for n, role in enumerate(roles)]),
        "enrollments.csv": csv_text("enrollments.csv", []),
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
