"""Places to write to: a file appears when it is whole, and no file is replaced unasked."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pdflow.errors import StoreError

UNFINISHED: Final = ".unfinished"
IS_ADDRESS: Final = re.compile("[A-Za-z][A-Za-z0-9+.-]+:/").match
"""Of a path; one letter is a drive of Windows."""
BESIDE_A_STORE: Final = ("-wal", "-shm", "-journal")
"""What SQLite adds to the name of a file for its own."""


@contextmanager
def unfinished(place: Path) -> Iterator[Path]:
    """The file to write meanwhile, beside the place, which it gets at the end; an error removes it.

    Raises:
        StoreError: There is a folder at the place.
    """
    if place.is_dir():
        raise StoreError(str(place), "there is a folder of that name, and a file is to be written")
    beside = place.with_name(f"{place.name}{UNFINISHED}")
    beside.unlink(missing_ok=True)
    try:
        yield beside
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)


def write_text(pieces: Iterable[str], place: Path | None) -> None:
    """Write a text piece by piece, as UTF-8 and with the line ends it has; without a place, to standard output."""
    if place is None:
        for piece in pieces:
            sys.stdout.buffer.write(piece.encode())
        sys.stdout.buffer.flush()
        return
    with unfinished(place) as beside, beside.open("w", encoding="utf-8", newline="") as file:
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())


def require_free(place: Path, *, force: bool, but: Path | None = None) -> None:
    """Raise StoreError where there is something at a place already, or there is no folder for it.

    Args:
        force: Files may be replaced. What else is in a folder stays.
        but: The file that is read, which is never replaced, nor what SQLite keeps beside it.
    """
    if IS_ADDRESS(str(place)):
        raise StoreError(str(place), "this is an address; a file or a folder is needed")
    if not place.absolute().parent.is_dir():
        raise StoreError(str(place.parent), "there is no such folder")
    if not force and place.exists() and not (place.is_dir() and not any(place.iterdir())):
        raise StoreError(str(place), "it is there already; --force replaces it")
    beside = place.with_name(f"{place.name}{UNFINISHED}")
    for part in () if but is None else (but, *(but.with_name(f"{but.name}{end}") for end in BESIDE_A_STORE)):
        if any(each.absolute() == part.absolute() or _is_same(each, part) for each in (place, beside)):
            raise StoreError(str(place), "this is the store itself")


def _is_same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)
