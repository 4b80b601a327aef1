"""Rosters in: OneRoster CSV 1.1 and 1.2, as districts export them.

Who works where, with opaque ids. Names, user names, passwords, e-mail addresses, phone numbers and staff
numbers stay in the files: their columns are never asked for. Class titles neither, for they often name a teacher.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from os import PathLike
from pathlib import Path

from pdflow.exchange.oneroster.archive import unpacked
from pdflow.exchange.oneroster.problems import Problem, RosterError
from pdflow.exchange.oneroster.roster import (
    Class,
    Enrollment,
    Org,
    Person,
    Post,
    Roster,
)
from pdflow.exchange.oneroster.sheets import DAMAGE, Keys, Sheets, said

MANIFEST, ORGS, USERS, HELD = "manifest.csv", "orgs.csv", "users.csv", "roles.csv"
CLASSES, ENROLLMENTS = "classes.csv", "enrollments.csv"
NOUNS = {
    MANIFEST: "property",
    ORGS: "org",
    USERS: "user",
    HELD: "role",
    CLASSES: "class",
    ENROLLMENTS: "enrollment",
}
ROLES = frozenset(
    (
        *("administrator", "aide", "guardian", "parent", "proctor", "relative", "student", "teacher"),
        *("counselor", "districtAdministrator", "principal", "siteAdministrator", "systemAdministrator"),
    )
)


def read_roster(path: str | PathLike[str], *, job_title: str | None = None) -> Roster:
    """Read a district's OneRoster export, a folder or a zip, or raise ``RosterError`` with all its problems.

    ``job_title`` names a ``metadata.`` column of users.csv to keep: OneRoster has no role for coaches, so districts
    mark them there. Rows marked tobedeleted are left out, and a delta export is refused: it is no roster.
    Ids are kept as they stand: where a district uses e-mail addresses for them, replace them before they go further.
    No file in a zip may unpack to more than 512 MiB.
    """
    if job_title is not None and not job_title.startswith("metadata."):
        raise ValueError(f"job_title must name a metadata. column, not {job_title!r}")
    try:
        sheets = Sheets(unpacked(Path(path), NOUNS), NOUNS)
    except DAMAGE as error:
        raise RosterError([Problem(str(path), None, None, said(error))]) from error
    roster = _roster(sheets, () if job_title is None else (job_title,))
    if sheets.problems:
        raise RosterError(sorted(sheets.problems, key=lambda one: (list(NOUNS).index(one.file), one.row or 0)))
    return roster


def _roster(sheets: Sheets, title: tuple[str, ...]) -> Roster:
    people = _people_1_2 if _version(sheets) == "1.2" else _people_1_1
    return Roster(
        orgs=tuple(_orgs(sheets)),
        people=tuple(people(sheets, title)),
        classes=tuple(_classes(sheets)),
        enrollments=tuple(_enrollments(sheets)),
    )


def _version(sheets: Sheets) -> str:
    """The version the manifest names; where it names none we know, the one the files look like."""
    stated = {name: value for _, (name, value) in sheets.rows(MANIFEST, ["propertyName"], ["value"])}
    version = stated.get("oneroster.version", "")
    if version not in {"1.1", "1.2"}:
        if sheets.keys[MANIFEST].complete:
            _report_property(sheets, "oneroster.version", "unknown OneRoster version", version)
        version = "1.2" if HELD in sheets.files else "1.1"
    for file in (ORGS, USERS, CLASSES, ENROLLMENTS, *((HELD,) if version == "1.2" else ())):
        name = f"file.{file.removesuffix('.csv')}"
        _settle(sheets, file, name, stated.get(name, "bulk"))
    return version


def _settle(sheets: Sheets, file: str, name: str, mode: str) -> None:
    """Hear what the manifest says of a file: all is in it, only changes are, or it is not there."""
    if mode == "delta":
        _report_property(sheets, name, "changes only: ask for a bulk export, not", mode)
        sheets.keys[file] = Keys(whole=False, complete=False)
    elif mode == "absent" and file in sheets.files:
        _report_property(sheets, name, f"{file} is there, but the manifest says", mode)
    elif mode == "absent" and file in {CLASSES, ENROLLMENTS}:
        sheets.keys[file] = Keys()
    elif mode not in {"bulk", "absent"}:
        _report_property(sheets, name, "neither bulk, delta nor absent:", mode)


def _report_property(sheets: Sheets, name: str, problem: str, value: str) -> None:
    sheets.report(MANIFEST, sheets.keys[MANIFEST].rows.get(name), "value", problem, value)


def _orgs(sheets: Sheets) -> Iterator[Org]:
    children: list[tuple[int, str, str]] = []
    for row, (id, name, type, parent) in sheets.rows(ORGS, ["sourcedId", "name", "type"], [], ["parentSourcedId"]):
        yield Org(id, name, type, parent or None)
        if parent:
            children.append((row, id, parent))
    for row, _, parent in children:
        sheets.refer(ORGS, row, "parentSourcedId", parent, ORGS)
    for loop in _loops({id: parent for _, id, parent in children}):
        row = sheets.keys[ORGS].rows[loop[0]]
        sheets.report(ORGS, row, "parentSourcedId", "its parents lead back to it:", " > ".join(loop))


def _loops(parents: dict[str, str]) -> Iterator[list[str]]:
    settled: set[str] = set()
    for start in parents:
        trail: list[str] = []
        org = start
        while org in parents and org not in settled:
            settled.add(org)
            trail.append(org)
            org = parents[org]
        if org in trail:
            yield [*trail[trail.index(org) :], org]


def _people_1_1(sheets: Sheets, title: tuple[str, ...]) -> Iterator[Person]:
    post = cache(Post)
    needed = ["sourcedId", "role", "orgSourcedIds"]
    for row, (id, role, listed, *job, enabled) in sheets.rows(USERS, needed, title, ["enabledUser"]):
        _check_role(sheets, USERS, row, role)
        orgs = _items(listed)
        for org in orgs:
            sheets.refer(USERS, row, "orgSourcedIds", org, ORGS)
        flag = _flag(sheets, USERS, row, "enabledUser", enabled or "true")
        if orgs:
            yield Person(id, orgs[0], tuple(post(role, org) for org in orgs), flag, "".join(job))
        elif listed:
            sheets.report(USERS, row, "orgSourcedIds", "no org in", listed)


def _people_1_2(sheets: Sheets, title: tuple[str, ...]) -> Iterator[Person]:
    users = [*sheets.rows(USERS, ["sourcedId"], title, ["primaryOrgSourcedId", "enabledUser"])]
    posts = _posts(sheets)
    for row, (id, *job, site, enabled) in users:
        sheets.refer(USERS, row, "primaryOrgSourcedId", site, ORGS)
        flag = _flag(sheets, USERS, row, "enabledUser", enabled or "true")
        if held := sorted(posts[id], key=lambda one: (one[0], one[1].org != site)):
            yield Person(id, site or held[0][1].org, tuple(dict.fromkeys(post for _, post in held)), flag, "".join(job))
        elif sheets.keys[HELD].complete:
            sheets.report(USERS, row, "sourcedId", "no role, and so no org, in roles.csv for", id)


def _posts(sheets: Sheets) -> dict[str, list[tuple[bool, Post]]]:
    """The posts of each user, each with whether it is a lesser one."""
    post, posts = cache(Post), defaultdict[str, list[tuple[bool, Post]]](list)
    needed = ["sourcedId", "userSourcedId", "roleType", "role", "orgSourcedId"]
    for row, (_, user, kind, role, org) in sheets.rows(HELD, needed):
        sheets.refer(HELD, row, "userSourcedId", user, USERS)
        sheets.refer(HELD, row, "orgSourcedId", org, ORGS)
        _check_role(sheets, HELD, row, role)
        if kind not in {"primary", "secondary", ""}:
            sheets.report(HELD, row, "roleType", "neither primary nor secondary:", kind)
        posts[user].append((kind != "primary", post(role, org)))
    return posts


def _classes(sheets: Sheets) -> Iterator[Class]:
    for row, (id, school, grades, subjects) in sheets.rows(
        CLASSES, ["sourcedId", "schoolSourcedId"], [], ["grades", "subjects"]
    ):
        sheets.refer(CLASSES, row, "schoolSourcedId", school, ORGS)
        yield Class(id, school, _items(grades), _items(subjects))


def _enrollments(sheets: Sheets) -> Iterator[Enrollment]:
    needed = ["sourcedId", "classSourcedId", "userSourcedId", "role"]
    for row, (id, class_id, person, role, school, primary) in sheets.rows(
        ENROLLMENTS, needed, [], ["schoolSourcedId", "primary"]
    ):
        sheets.refer(ENROLLMENTS, row, "classSourcedId", class_id, CLASSES)
        sheets.refer(ENROLLMENTS, row, "schoolSourcedId", school, ORGS)
        sheets.refer(ENROLLMENTS, row, "userSourcedId", person, USERS)
        _check_role(sheets, ENROLLMENTS, row, role)
        yield Enrollment(id, class_id, person, role, _flag(sheets, ENROLLMENTS, row, "primary", primary or "false"))


def _items(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.strip() for item in cell.split(",") if item.strip()))


def _check_role(sheets: Sheets, file: str, row: int, role: str) -> None:
    if role and role not in ROLES and not role.startswith("ext:"):
        sheets.report(file, row, "role", "unknown role", role)


def _flag(sheets: Sheets, file: str, row: int, column: str, word: str) -> bool:
    if word.lower() not in {"true", "false"}:
        sheets.report(file, row, column, "neither true nor false:", word)
    return word.lower() == "true"
