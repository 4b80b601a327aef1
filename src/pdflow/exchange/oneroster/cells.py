"""Cells of an export that hold a list, a role, or true or false."""

from __future__ import annotations

from typing import Final

from pdflow.exchange.oneroster.csv_files import CsvFiles

ROLES: Final = frozenset(
    (
        *("administrator", "aide", "guardian", "parent", "proctor", "relative", "student", "teacher"),
        *("counselor", "districtAdministrator", "principal", "siteAdministrator", "systemAdministrator"),
    )
)


def items(cell: str) -> tuple[str, ...]:
    """Return the different items of a comma-separated list."""
    return tuple(dict.fromkeys(item.strip() for item in cell.split(",") if item.strip()))


def check_role(files: CsvFiles, file: str, row: int, role: str) -> None:
    """Report a role that is neither OneRoster's nor an extension of it."""
    if role and role not in ROLES and not role.startswith("ext:"):
        files.problems.add(file, row, "role", "unknown role", role)


def flag(files: CsvFiles, file: str, row: int, column: str, word: str) -> bool:
    """Return whether a cell is true, and report one that is neither true nor false."""
    if word.lower() not in {"true", "false"}:
        files.problems.add(file, row, column, "neither true nor false:", word)
    return word.lower() == "true"
