"""E-mail addresses and names of an export, for a host that has to know whom an attendance report is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from os import PathLike
from pathlib import Path

from pdflow.exchange.oneroster.archive import unpacked
from pdflow.exchange.oneroster.csv_files import DAMAGE, CsvFiles, error_text
from pdflow.exchange.oneroster.file_names import NOUNS, USERS
from pdflow.exchange.oneroster.problems import Problem, RosterError
from pdflow.exchange.oneroster.roster import Person
from pdflow.people import PersonId


def read_contacts(path: str | PathLike[str], people: Iterable[Person]) -> dict[str, PersonId]:
    """Read by which e-mail addresses, names and ids people are known; what two of them share is left out.

    These are personal data, which ``read_roster`` never reads: keep them no longer than the merging of reports takes.

    Args:
        path: The folder or zip file of the export.
        people: Whose they are, such as the staff of its roster.

    Raises:
        RosterError: The file of users cannot be read.
    """
    try:
        files = CsvFiles(unpacked(Path(path), NOUNS), NOUNS)
    except DAMAGE as error:
        raise RosterError([Problem(str(path), None, None, error_text(error))]) from error
    wanted, known = {person.id for person in people}, defaultdict[str, set[PersonId]](set)
    for _, (id, *contacts) in files.rows(USERS, ["sourcedId"], (), ["email", "givenName", "familyName"]):
        if id in wanted:
            email, given, family = contacts
            for key in filter(None, (id, email, f"{given} {family}".strip())):
                known[key].add(id)
    if files.problems.kept:
        raise RosterError(files.problems.ordered([*NOUNS]), files.problems.more)
    return {key: next(iter(ids)) for key, ids in known.items() if len(ids) == 1}
