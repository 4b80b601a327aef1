"""Names for the printed pages: of the people on a roster, of its orgs, and of those who are on none; in no event."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping
from os import PathLike
from pathlib import Path
from typing import Final

from pdflow.simulation.engagement.programme import NAME
from pdflow.simulation.world.cast import Cast

USERS: Final = "users.csv"
STAFF: Final = {
    NAME: "Questions that everybody answers",
    "coach-of-trainers": "Opal Lantern",
    "coordinator": "Clementine Ledger",
    "director": "Jasper Almanac",
    "district office": "District office",
    "facilitator": "Rowan Easel",
    "lead-teacher": "Marigold Compass",
    "trainer-2": "Linden Abacus",
    "trainer-3": "Juniper Satchel",
}
"""The engagement, and those who run it and are on no roster; made up for the project, as is the demo's roster."""


def names_of(cast: Cast, people: Mapping[str, str]) -> Callable[[str], str | None]:
    """Return the name for an id; people repeated with their district are numbered as their ids are."""

    def name(id: str) -> str | None:
        person, copied, copy = id.partition("~")
        known = people.get(person) or STAFF.get(id) or cast.sites.get(id)
        return f"{known} {copy}" if known and copied else known

    return name


def roster_names(roster: str | PathLike[str]) -> dict[str, str]:
    """Read the given and family name of everybody in a OneRoster export, a folder or a zip, by their id."""
    rows = csv.DictReader(io.StringIO(_users(Path(roster)).decode("utf-8-sig", "replace"), newline=""))
    names = {row["sourcedId"]: f"{row.get('givenName') or ''} {row.get('familyName') or ''}".strip() for row in rows}
    return {person: name for person, name in names.items() if name}


def _users(roster: Path) -> bytes:
    if roster.is_dir():
        return (roster / USERS).read_bytes()
    with zipfile.ZipFile(roster) as archive:
        return archive.read(next(name for name in archive.namelist() if name.rpartition("/")[2] == USERS))
