"""The reader of OneRoster exports, CSV 1.1 and 1.2, as districts make them.

Reads who works where, by opaque ids. Names, user names, passwords, e-mail addresses, phone numbers and staff numbers
stay in the files: their columns are never read. Class titles are not read either, for they often name a teacher.
"""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from pdflow.errors import OutOfRange
from pdflow.exchange.oneroster.archive import unpacked
from pdflow.exchange.oneroster.classes import read_classes, read_enrollments
from pdflow.exchange.oneroster.csv_files import DAMAGE, CsvFiles, error_text
from pdflow.exchange.oneroster.file_names import NOUNS
from pdflow.exchange.oneroster.manifest import read_version
from pdflow.exchange.oneroster.orgs import read_orgs
from pdflow.exchange.oneroster.people import read_people_1_1, read_people_1_2
from pdflow.exchange.oneroster.problems import Problem, RosterError
from pdflow.exchange.oneroster.roster import Roster


def read_roster(path: str | PathLike[str], *, job_title: str | None = None) -> Roster:
    """Read a district's OneRoster export, a folder or a zip file.

    Rows marked tobedeleted are left out. Ids are kept unchanged: where a district uses e-mail addresses as ids,
    replace them before the roster goes further. Whatever is wrong with rows that are no staff's is a warning of the
    roster. No file in a zip may unpack to more than 512 MiB.

    Args:
        job_title: a ``metadata.`` column of users.csv to keep. OneRoster has no role for coaches, so districts mark
            them in a column of their own.

    Raises:
        RosterError: the export has problems, up to 1,000 of them listed at once, or holds only changes.
        OutOfRange: ``job_title`` is no ``metadata.`` column.
    """
    if job_title is not None and not job_title.startswith("metadata."):
        raise OutOfRange("job_title", job_title, "a column whose name begins with metadata.")
    try:
        files = CsvFiles(unpacked(Path(path), NOUNS), NOUNS)
    except DAMAGE as error:
        raise RosterError([Problem(str(path), None, None, error_text(error))]) from error
    roster = _roster(files, () if job_title is None else (job_title,))
    if files.problems.kept:
        raise RosterError(files.problems.ordered([*NOUNS]), files.problems.more)
    return roster


def _roster(files: CsvFiles, title: tuple[str, ...]) -> Roster:
    read_people = read_people_1_2 if read_version(files) == "1.2" else read_people_1_1
    return Roster(
        orgs=tuple(read_orgs(files)),
        people=tuple(read_people(files, title)),
        classes=tuple(read_classes(files)),
        enrollments=tuple(read_enrollments(files)),
        warnings=tuple(files.warnings.ordered([*NOUNS])),
        more_warnings=files.warnings.more,
    )
