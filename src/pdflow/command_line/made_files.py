"""Made files: those that ``pdflow documents`` made in a folder, so that it knows which of them are stale."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

import attrs

from pdflow.command_line.places import write_text

LIST: Final = "pdflow-documents.jsonl"
"""The list, in the folder."""


@attrs.frozen
class MadeFile:
    """A file, of which kind of document and of which one, and the digest of what was written."""

    file: str
    kind: str
    document: str
    digest: str

    def is_as_made(self, folder: Path) -> bool:
        """Whether the file is there, and nobody changed it since."""
        place = folder / self.file
        return place.is_file() and not place.is_symlink() and _digest(place.read_bytes()) == self.digest


class MadeFiles:
    """The files of a folder. Each is put on the list before it is written, so that none is forgotten by a kill."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before = [*_listed(folder / LIST)]
        self._made: dict[str, MadeFile] = {}

    def write(self, file: str, kind: str, document: str, text: str) -> None:
        """Write a file of a document."""
        made = self._made[file] = MadeFile(file, kind, document, _digest(text.encode()))
        with (self._folder / LIST).open("a", encoding="utf-8", newline="") as list_of_files:
            list_of_files.write(_line(made))
        write_text([text], self._folder / file)

    def remove_stale(self, kinds: Collection[str]) -> tuple[list[str], list[str]]:
        """Remove the files of documents of these kinds that were not made this time; those removed, and those left.

        Another form of a document that was made is not stale. Left are the files that somebody changed.
        """
        documents = {(made.kind, made.document) for made in self._made.values()}
        removed, left, kept = list[str](), list[str](), dict[str, MadeFile]()
        for former in self._before:
            is_stale = former.kind in kinds and (former.kind, former.document) not in documents
            if former.file in self._made or not (self._folder / former.file).exists():
                continue
            if is_stale and former.is_as_made(self._folder):
                (self._folder / former.file).unlink()
                removed.append(former.file)
            else:
                kept[former.file] = former
                left += [former.file] if is_stale else []
        write_text(map(_line, {**kept, **self._made}.values()), self._folder / LIST)
        return removed, left


def _line(made: MadeFile) -> str:
    return f"{json.dumps(attrs.asdict(made), ensure_ascii=False)}\n"


def _listed(place: Path) -> Iterator[MadeFile]:
    """The files on a list, the last line of each; lines that make no sense, such as one cut off, are passed over."""
    found: dict[str, MadeFile] = {}
    for line in place.read_text(encoding="utf-8", errors="replace").splitlines() if place.is_file() else ():
        try:
            made = MadeFile(**json.loads(line))
        except (ValueError, TypeError, RecursionError):
            continue
        if all(isinstance(value, str) for value in attrs.astuple(made)) and made.file == Path(made.file).name:
            found[made.file] = made
    yield from found.values()


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
