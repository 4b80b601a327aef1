"""The people of an export: in version 1.1 with their role, in 1.2 with roles from a file of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from pdflow.exchange.oneroster.cells import NO_STAFF, flag, items, period, role_of
from pdflow.exchange.oneroster.csv_files import CsvFiles
from pdflow.exchange.oneroster.file_names import HELD_ROLES, ORGS, USERS
from pdflow.exchange.oneroster.roster import Person, Post


def read_people_1_1(files: CsvFiles, title: tuple[str, ...]) -> Iterator[Person]:
    """Yield the people of a 1.1 export; ``title`` names the column of job titles, if it is to be read."""
    post, columns = cache(Post), ["orgSourcedIds", *title]
    for row, (id, word, listed, *job, enabled) in files.rows(USERS, ["sourcedId", "role"], columns, ["enabledUser"]):
        role = role_of(files.problems, USERS, row, word)
        report = files.warnings if role in NO_STAFF else files.problems
        orgs = [org for org in items(listed) if files.refer(USERS, row, "orgSourcedIds", org, ORGS, report)]
        is_enabled = flag(files.problems, USERS, row, "enabledUser", enabled or "true")
        if orgs:
            yield Person(id, orgs[0], tuple(post(role, org) for org in orgs), is_enabled, "".join(job))
        elif not items(listed) and files.keys[USERS].complete:
            report.add(USERS, row, "orgSourcedIds", "no org in" if listed else "is blank", listed or None)


def read_people_1_2(files: CsvFiles, title: tuple[str, ...]) -> Iterator[Person]:
    """Yield the people of a 1.2 export, but for those all of whose roles are marked tobedeleted: a warning.

    ``title`` names the column of job titles, if it is to be read.
    """
    users = [*files.rows(USERS, ["sourcedId"], title, ["primaryOrgSourcedId", "enabledUser"])]
    posts, are_staff = _read_posts(files)
    had_a_role = {user for _, user, *_ in files.keys[HELD_ROLES].deleted_rows}
    for row, (id, *job, primary, enabled) in users:
        has_left = id in had_a_role and id not in are_staff and files.keys[HELD_ROLES].complete
        report = files.problems if are_staff.get(id, not has_left) else files.warnings
        site = primary if files.refer(USERS, row, "primaryOrgSourcedId", primary, ORGS, report) else ""
        is_enabled = flag(files.problems, USERS, row, "enabledUser", enabled or "true")
        if ranked := sorted(posts.get(id, ()), key=lambda post: (post[0], post[1].org != site)):
            different = tuple(dict.fromkeys(post for _, post in ranked))
            yield Person(id, site or different[0].org, different, is_enabled, "".join(job))
        elif has_left:
            files.keys[USERS].left_out.add(id)
            report.add(USERS, row, "sourcedId", "all roles are marked tobedeleted in roles.csv for", id)
        elif id not in are_staff and files.keys[HELD_ROLES].complete:
            report.add(USERS, row, "sourcedId", "no role, and so no org, in roles.csv for", id)


def _read_posts(files: CsvFiles) -> tuple[dict[str, list[tuple[bool, Post]]], dict[str, bool]]:
    """Return the posts of each user, each with whether it is secondary, and whether each user is staff."""
    make_post, posts = cache(Post), defaultdict[str, list[tuple[bool, Post]]](list)
    are_staff: dict[str, bool] = {}
    needed, optional = ["sourcedId", "userSourcedId", "role"], ["beginDate", "endDate"]
    rows = files.rows(HELD_ROLES, needed, ["roleType", "orgSourcedId"], optional)
    for row, (_, user, word, kind, org, begin, end) in rows:
        role = role_of(files.problems, HELD_ROLES, row, word)
        are_staff[user] = are_staff.get(user, False) or role not in NO_STAFF
        report = files.warnings if role in NO_STAFF else files.problems
        is_known = files.refer(HELD_ROLES, row, "userSourcedId", user, USERS, report)
        has_org = files.refer(HELD_ROLES, row, "orgSourcedId", org, ORGS, report)
        if not org and files.keys[HELD_ROLES].complete:
            report.add(HELD_ROLES, row, "orgSourcedId", "is blank")
        if kind.lower() not in {"primary", "secondary", ""}:
            report.add(HELD_ROLES, row, "roleType", "neither primary nor secondary:", kind)
        days = period(report, HELD_ROLES, row, begin, end)
        if org and has_org and is_known:
            posts[user].append((kind.lower() != "primary", make_post(role, org, *days)))
    return posts, are_staff
