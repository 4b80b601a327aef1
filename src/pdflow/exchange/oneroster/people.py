"""The people of an export: in version 1.1 with their role, in 1.2 with roles from a file of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from pdflow.exchange.oneroster.cells import check_role, flag, items
from pdflow.exchange.oneroster.csv_files import CsvFiles
from pdflow.exchange.oneroster.file_names import HELD_ROLES, ORGS, USERS
from pdflow.exchange.oneroster.roster import Person, Post


def read_people_1_1(files: CsvFiles, title: tuple[str, ...]) -> Iterator[Person]:
    """Yield the people of a 1.1 export; ``title`` names the column of job titles, if it is to be read."""
    post = cache(Post)
    needed = ["sourcedId", "role", "orgSourcedIds"]
    for row, (id, role, listed, *job, enabled) in files.rows(USERS, needed, title, ["enabledUser"]):
        check_role(files, USERS, row, role)
        orgs = items(listed)
        for org in orgs:
            files.refer(USERS, row, "orgSourcedIds", org, ORGS)
        is_enabled = flag(files, USERS, row, "enabledUser", enabled or "true")
        if orgs:
            yield Person(id, orgs[0], tuple(post(role, org) for org in orgs), is_enabled, "".join(job))
        elif listed:
            files.problems.add(USERS, row, "orgSourcedIds", "no org in", listed)


def read_people_1_2(files: CsvFiles, title: tuple[str, ...]) -> Iterator[Person]:
    """Yield the people of a 1.2 export; ``title`` names the column of job titles, if it is to be read."""
    users = [*files.rows(USERS, ["sourcedId"], title, ["primaryOrgSourcedId", "enabledUser"])]
    posts = _read_posts(files)
    for row, (id, *job, site, enabled) in users:
        files.refer(USERS, row, "primaryOrgSourcedId", site, ORGS)
        is_enabled = flag(files, USERS, row, "enabledUser", enabled or "true")
        if ranked := sorted(posts[id], key=lambda post: (post[0], post[1].org != site)):
            different = tuple(dict.fromkeys(post for _, post in ranked))
            yield Person(id, site or different[0].org, different, is_enabled, "".join(job))
        elif files.keys[HELD_ROLES].complete:
            files.problems.add(USERS, row, "sourcedId", "no role, and so no org, in roles.csv for", id)


def _read_posts(files: CsvFiles) -> dict[str, list[tuple[bool, Post]]]:
    """Return the posts of each user, each with whether it is secondary."""
    make_post, posts = cache(Post), defaultdict[str, list[tuple[bool, Post]]](list)
    needed = ["sourcedId", "userSourcedId", "roleType", "role", "orgSourcedId"]
    for row, (_, user, kind, role, org) in files.rows(HELD_ROLES, needed):
        files.refer(HELD_ROLES, row, "userSourcedId", user, USERS)
        files.refer(HELD_ROLES, row, "orgSourcedId", org, ORGS)
        check_role(files, HELD_ROLES, row, role)
        if kind not in {"primary", "secondary", ""}:
            files.problems.add(HELD_ROLES, row, "roleType", "neither primary nor secondary:", kind)
        posts[user].append((kind != "primary", make_post(role, org)))
    return posts
