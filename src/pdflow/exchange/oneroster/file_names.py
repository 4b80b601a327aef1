"""The names of the files of an export, and what a row of each is called."""

from __future__ import annotations

from typing import Final

MANIFEST, ORGS, USERS, HELD_ROLES = "manifest.csv", "orgs.csv", "users.csv", "roles.csv"
CLASSES, ENROLLMENTS = "classes.csv", "enrollments.csv"
NOUNS: Final = {
    MANIFEST: "property",
    ORGS: "org",
    USERS: "user",
    HELD_ROLES: "role",
    CLASSES: "class",
    ENROLLMENTS: "enrollment",
}
"""What a row of each file is called, in the order in which problems are listed."""
