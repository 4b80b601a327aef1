"""Cells of an export that hold a list, a role, a day, or true or false."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from pdflow.exchange.oneroster.problems import ProblemList

ROLES: Final = frozenset(
    (
        *("administrator", "aide", "guardian", "parent", "proctor", "relative", "student", "teacher"),
        *("counselor", "districtAdministrator", "principal", "siteAdministrator", "systemAdministrator"),
    )
)
NO_STAFF: Final = frozenset({"guardian", "parent", "relative", "student"})
"""The roles of those who are no staff: what is wrong with their rows is a warning."""

_SPELLING: Final = {role.lower(): role for role in ROLES}


def items(cell: str) -> tuple[str, ...]:
    """Return the different items of a comma-separated list."""
    return tuple(dict.fromkeys(item.strip() for item in cell.split(",") if item.strip()))


def role_of(problems: ProblemList, file: str, row: int, word: str) -> str:
    """Return a role as OneRoster spells it, and report one that is neither OneRoster's nor an extension of it."""
    role = _SPELLING.get(word.lower(), word)
    if role and role not in ROLES and not role.lower().startswith("ext:"):
        problems.add(file, row, "role", "unknown role", role)
    return role


def flag(problems: ProblemList, file: str, row: int, column: str, word: str) -> bool:
    """Return whether a cell is true, and report one that is neither true nor false."""
    if word.lower() not in {"true", "false"}:
        problems.add(file, row, column, "neither true nor false:", word)
    return word.lower() == "true"


def period(problems: ProblemList, file: str, row: int, begin: str, end: str) -> tuple[date | None, date | None]:
    """Return the day on which something begins and that on which it is over; report cells that are no days."""
    first, over = (_day(problems, file, row, *cell) for cell in (("beginDate", begin), ("endDate", end)))
    if first and over and over < first:
        problems.add(file, row, "endDate", f"ends before it begins on {first}:", end)
    return first, over


def _day(problems: ProblemList, file: str, row: int, column: str, word: str) -> date | None:
    """Return the day that a cell holds, as a date or as a date and time."""
    if not word:
        return None
    try:
        return datetime.fromisoformat(word).date()
    except ValueError:
        problems.add(file, row, column, "no date such as 2026-09-30:", word)
        return None
