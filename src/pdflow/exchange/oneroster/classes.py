"""The classes of an export, and the enrollments in them."""

from __future__ import annotations

from collections.abc import Iterator

from pdflow.exchange.oneroster.cells import NO_STAFF, flag, items, period, role_of
from pdflow.exchange.oneroster.csv_files import CsvFiles
from pdflow.exchange.oneroster.file_names import CLASSES, ENROLLMENTS, ORGS, USERS
from pdflow.exchange.oneroster.roster import Class, Enrollment


def read_classes(files: CsvFiles) -> Iterator[Class]:
    """Yield the classes, but for those of schools that were not exported or are marked tobedeleted: a warning."""
    needed, optional = ["sourcedId", "schoolSourcedId"], ["grades", "subjects"]
    for row, (id, school, grades, subjects) in files.rows(CLASSES, needed, [], optional):
        if files.refer(CLASSES, row, "schoolSourcedId", school, ORGS, files.warnings):
            yield Class(id, school, items(grades), items(subjects))
        else:
            files.keys[CLASSES].left_out.add(id)


def read_enrollments(files: CsvFiles) -> Iterator[Enrollment]:
    """Yield the enrollments that lead somewhere.

    What is wrong with those of students, of people who are gone or in classes that are gone is a warning.
    """
    needed = ["sourcedId", "classSourcedId", "userSourcedId", "role"]
    optional = ["schoolSourcedId", "primary", "beginDate", "endDate"]
    for row, (id, class_id, person, word, school, primary, begin, end) in files.rows(ENROLLMENTS, needed, [], optional):
        role = role_of(files.problems, ENROLLMENTS, row, word)
        classes, users = files.keys[CLASSES], files.keys[USERS]
        is_over = classes.is_gone(class_id) or users.is_gone(person)
        report = files.warnings if is_over or role in NO_STAFF else files.problems
        references = (
            files.refer(ENROLLMENTS, row, "classSourcedId", class_id, CLASSES, report),
            files.refer(ENROLLMENTS, row, "schoolSourcedId", school, ORGS, report),
            files.refer(ENROLLMENTS, row, "userSourcedId", person, USERS, report),
        )
        is_primary = flag(report, ENROLLMENTS, row, "primary", primary or "false")
        days = period(report, ENROLLMENTS, row, begin, end)
        if all(references):
            yield Enrollment(id, class_id, person, role, is_primary, *days)
