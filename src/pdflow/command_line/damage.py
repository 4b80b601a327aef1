"""Damage: what SQLite finds wrong with the pages and indexes of a store's file, some of which hides events unsaid."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Final

from pdflow.command_line.stores import file_of, without_secrets
from pdflow.errors import StoreError


def damage(place: str) -> list[str]:
    """What is wrong with the file of a store, one thing a line; nothing of a database of a server.

    Raises:
        StoreError: The file cannot be looked through.
    """
    file = file_of(place)
    if file is None:
        return []
    found = list[str]()
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as db:
            found += [str(text) for (text,) in db.execute("PRAGMA integrity_check")]
    except sqlite3.Error as error:
        if error.sqlite_errorcode & _PRIMARY != sqlite3.SQLITE_CORRUPT:
            raise StoreError(without_secrets(place), str(error)) from None
        found.append(f"{error}; SQLite cannot look through the file to its end")
    return [] if found == ["ok"] else [f"{without_secrets(place)}: {problem}" for problem in found]


_PRIMARY: Final = 0xFF
"""The bits of an error code of SQLite that say of which kind it is."""
