"""Damage: what SQLite finds wrong with the pages and indexes of a store's file, some of which hides events unsaid."""

from __future__ import annotations

import sqlite3
from contextlib import closing

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
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as db:
            found = [str(text) for (text,) in db.execute("PRAGMA integrity_check")]
    except sqlite3.Error as error:
        raise StoreError(without_secrets(place), str(error)) from None
    return [] if found == ["ok"] else [f"{without_secrets(place)}: {problem}" for problem in found]
