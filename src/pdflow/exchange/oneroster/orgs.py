"""The orgs of an export, and their hierarchy."""

from __future__ import annotations

from collections.abc import Iterator

from pdflow.exchange.oneroster.csv_files import CsvFiles
from pdflow.exchange.oneroster.file_names import ORGS
from pdflow.exchange.oneroster.roster import Org


def read_orgs(files: CsvFiles) -> Iterator[Org]:
    """Yield the orgs, and report parents that do not exist or that lead back to the org itself."""
    children: list[tuple[int, str, str]] = []
    for row, (id, name, type, parent) in files.rows(ORGS, ["sourcedId", "name", "type"], [], ["parentSourcedId"]):
        yield Org(id, name, type, parent or None)
        if parent:
            children.append((row, id, parent))
    for row, _, parent in children:
        files.refer(ORGS, row, "parentSourcedId", parent, ORGS)
    for loop in _loops({id: parent for _, id, parent in children}):
        row = files.keys[ORGS].rows[loop[0]]
        files.problems.add(ORGS, row, "parentSourcedId", "its parents lead back to it:", " > ".join(loop))


def _loops(parents: dict[str, str]) -> Iterator[list[str]]:
    """Yield each loop once, as the ids from an org back to itself."""
    visited: set[str] = set()
    for start in parents:
        trail: list[str] = []
        org = start
        while org in parents and org not in visited:
            visited.add(org)
            trail.append(org)
            org = parents[org]
        if org in trail:
            yield [*trail[trail.index(org) :], org]
