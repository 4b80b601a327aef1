"""The manifest of an export: the OneRoster version, and which files are in it."""

from __future__ import annotations

from pdflow.exchange.oneroster.csv_files import CsvFiles, Keys
from pdflow.exchange.oneroster.file_names import CLASSES, ENROLLMENTS, HELD_ROLES, MANIFEST, ORGS, USERS


def read_version(files: CsvFiles) -> str:
    """Return the version that the manifest names, and check which files it announces.

    Where it names no known version, that is a problem, and the version follows from whether there is a roles.csv.
    """
    properties = {name: value for _, (name, value) in files.rows(MANIFEST, ["propertyName"], ["value"])}
    version = properties.get("oneroster.version", "")
    if version not in {"1.1", "1.2"}:
        if files.keys[MANIFEST].complete:
            _report(files, "oneroster.version", "unknown OneRoster version", version)
        version = "1.2" if HELD_ROLES in files.folder else "1.1"
    for file in (ORGS, USERS, CLASSES, ENROLLMENTS, *((HELD_ROLES,) if version == "1.2" else ())):
        name = f"file.{file.removesuffix('.csv')}"
        _check_mode(files, file, name, properties.get(name, "bulk"))
    return version


def _check_mode(files: CsvFiles, file: str, name: str, mode: str) -> None:
    """Check a file's mode: bulk for all rows, delta for changes only, absent for no file."""
    if mode == "delta":
        _report(files, name, "changes only: ask for a bulk export, not", mode)
        files.keys[file] = Keys(whole=False, complete=False)
    elif mode == "absent" and file in files.folder:
        _report(files, name, f"{file} is there, but the manifest says", mode)
    elif mode == "absent" and file in {CLASSES, ENROLLMENTS}:
        files.keys[file] = Keys()
    elif mode not in {"bulk", "absent"}:
        _report(files, name, "neither bulk, delta nor absent:", mode)


def _report(files: CsvFiles, name: str, problem: str, value: str) -> None:
    files.problems.add(MANIFEST, files.keys[MANIFEST].rows.get(name), "value", problem, value)
