"""The orgs of an export, and their hierarchy."""

from __future__ import annotations

from collections.abc import Iterator

from pdflow.exchange.oneroster.csv_files import CsvFiles
from pdflow.exchange.oneroster.file_names import ORGS
from pdflow.exchange.oneroster.roster import Org


def read_orgs(files: CsvFiles) -> Iterator[Org]:
    """Yield the orgs, and report parents that lead back to the org itself.

    An export for some schools leaves out the district above them: a parent that is not in it is a warning.
    """
    rows = list(files.rows(ORGS, ["sourcedId", "name", "type"], [], ["parentSourcedId"]))
    for row, (id, name, type, parent) in rows:
        has_parent = files.refer(ORGS, row, "parentSourcedId", parent, ORGS, files.warnings)
        yield Org(id, name, type, parent if parent and has_parent else None)
    for loop in _loops({id: parent for _, (id, _, _, parent) in rows if parent}):
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
