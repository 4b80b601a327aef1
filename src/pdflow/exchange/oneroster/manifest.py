"""The manifest of an export: the OneRoster version, and which files are in it."""

from __future__ import annotations

import re

from pdflow.exchange.oneroster.csv_files import CsvFiles, Keys
from pdflow.exchange.oneroster.file_names import CLASSES, ENROLLMENTS, HELD_ROLES, MANIFEST, ORGS, USERS

_version = re.compile(r"v?(1\.[12])(\.\d+)*", re.IGNORECASE)


def read_version(files: CsvFiles) -> str:
    """Return the version that the manifest names, and check which files it announces.

    Where there is no manifest, which is a warning, or where it names no known version, which is a problem, the version
    follows from whether there is a roles.csv.
    """
    version = "1.2" if HELD_ROLES in files.folder else "1.1"
    if MANIFEST not in files.folder:
        files.warnings.add(MANIFEST, None, None, f"missing file; the others are read as OneRoster {version}")
        files.keys[MANIFEST] = Keys(whole=False, complete=False)
        for file in {CLASSES, ENROLLMENTS}:
            _check_mode(files, file, "", "bulk" if file in files.folder else "absent")
        return version
    rows = files.rows(MANIFEST, ["propertyName"], ["value"])
    properties = {name.lower(): value for _, (name, value) in rows}
    named = properties.get("oneroster.version", "")
    if match := _version.fullmatch(named):
        version = match[1]
    elif files.keys[MANIFEST].complete:
        _report(files, "oneroster.version", "unknown OneRoster version", named)
    for file in (ORGS, USERS, CLASSES, ENROLLMENTS, *((HELD_ROLES,) if version == "1.2" else ())):
        name = f"file.{file.removesuffix('.csv')}"
        _check_mode(files, file, name, properties.get(name, "bulk"))
    return version


def _check_mode(files: CsvFiles, file: str, name: str, mode: str) -> None:
    """Check a file's mode: bulk for all rows, delta for changes only, absent for no file."""
    mode, written = mode.lower(), mode
    if mode == "delta":
        _report(files, name, "changes only: ask for a bulk export, not", written)
        files.keys[file] = Keys(whole=False, complete=False)
    elif mode == "absent" and file in files.folder:
        _report(files, name, f"{file} is there, but the manifest says", written)
    elif mode == "absent" and file in {CLASSES, ENROLLMENTS}:
        files.keys[file] = Keys()
    elif mode not in {"bulk", "absent"}:
        _report(files, name, "neither bulk, delta nor absent:", written)


def _report(files: CsvFiles, name: str, problem: str, value: str) -> None:
    files.problems.add(MANIFEST, files.keys[MANIFEST].rows.get(name), "value", problem, value)
