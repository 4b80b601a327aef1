"""The classes of an export, and the enrollments in them."""

from __future__ import annotations

from collections.abc import Iterator

from pdflow.exchange.oneroster.cells import check_role, flag, items
from pdflow.exchange.oneroster.csv_files import CsvFiles
from pdflow.exchange.oneroster.file_names import CLASSES, ENROLLMENTS, ORGS, USERS
from pdflow.exchange.oneroster.roster import Class, Enrollment


def read_classes(files: CsvFiles) -> Iterator[Class]:
    """Yield the classes."""
    needed, optional = ["sourcedId", "schoolSourcedId"], ["grades", "subjects"]
    for row, (id, school, grades, subjects) in files.rows(CLASSES, needed, [], optional):
        files.refer(CLASSES, row, "schoolSourcedId", school, ORGS)
        yield Class(id, school, items(grades), items(subjects))


def read_enrollments(files: CsvFiles) -> Iterator[Enrollment]:
    """Yield the enrollments."""
    needed, optional = ["sourcedId", "classSourcedId", "userSourcedId", "role"], ["schoolSourcedId", "primary"]
    for row, (id, class_id, person, role, school, primary) in files.rows(ENROLLMENTS, needed, [], optional):
        files.refer(ENROLLMENTS, row, "classSourcedId", class_id, CLASSES)
        files.refer(ENROLLMENTS, row, "schoolSourcedId", school, ORGS)
        files.refer(ENROLLMENTS, row, "userSourcedId", person, USERS)
        check_role(files, ENROLLMENTS, row, role)
        yield Enrollment(id, class_id, person, role, flag(files, ENROLLMENTS, row, "primary", primary or "false"))
