"""Places to write to: a file appears when it is whole, and no file is replaced unasked."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pdflow.errors import StoreError

UNFINISHED: Final = ".unfinished"


@contextmanager
def unfinished(place: Path) -> Iterator[Path]:
    """The file to write meanwhile, beside the place, which it gets at the end; an error removes it."""
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


def require_free(place: Path, *, force: bool, but: str | None = None) -> None:
    """Raise StoreError where there is something at a place already, or there is no folder for it.

    Args:
        force: Files may be replaced. What else is in a folder stays.
        but: The file that is read, which is never replaced.
    """
    if not place.absolute().parent.is_dir():
        raise StoreError(str(place.parent), "there is no such folder")
    if not force and place.exists() and not (place.is_dir() and not any(place.iterdir())):
        raise StoreError(str(place), "it is there already; --force replaces it")
    if but is not None and place.exists() and Path(but).exists() and place.samefile(but):
        raise StoreError(str(place), "this is the store itself")
