"""The files of an export, in a folder or in a zip."""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO

UNPACKED_LIMIT = 512 * 2**20
"""The most bytes one file in a zip may unpack to."""

_SAFE_NAME = re.compile(r"(?!__MACOSX/)([^./:][^/:]*/)?[^/:]+")


class Folder:
    """Files in a folder, whatever the case of their names."""

    def __init__(self, path: Path) -> None:
        self.path = path
        entries = sorted((entry.name for entry in path.iterdir() if entry.is_file()), key=str.islower)
        self._names = {name.lower(): name for name in entries}

    def __contains__(self, file: str) -> bool:
        return file in self._names

    def open(self, file: str) -> AbstractContextManager[IO[bytes]]:
        """Open one file."""
        return (self.path / self._names[file]).open("rb")


class Zip:
    """Files in a zip, at its root or in the only folder of it that has them.

    Nothing is unpacked to disk. ``__MACOSX``, hidden folders and names that lead out of the zip are ignored.
    """

    def __init__(self, path: Path, files: Collection[str]) -> None:
        self.path = path
        folders: dict[str, dict[str, list[zipfile.ZipInfo]]] = defaultdict(lambda: defaultdict(list))
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                name = info.filename.replace("\\", "/")
                folder, _, file = name.lower().rpartition("/")
                if file in files and _SAFE_NAME.fullmatch(name):
                    folders[folder][file].append(info)
        if len(folders) > 1 and "" not in folders:
            raise zipfile.BadZipFile(f"the files are in several folders: {', '.join(sorted(folders))}")
        self._members = folders[""] if "" in folders else next(iter(folders.values()), {})

    def __contains__(self, file: str) -> bool:
        return file in self._members

    @contextmanager
    def open(self, file: str) -> Iterator[IO[bytes]]:
        """Open one file for reading, unpacked.

        Raises:
            zipfile.BadZipFile: the file is unsafe to unpack, or cannot be unpacked.
        """
        first, *others = self._members[file]
        if others:
            raise zipfile.BadZipFile("more than once in the zip")
        if first.flag_bits & 1:
            raise zipfile.BadZipFile("encrypted")
        if first.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise zipfile.BadZipFile("compressed by another method than deflate")
        if first.file_size > UNPACKED_LIMIT:
            raise zipfile.BadZipFile(f"unpacks to {first.file_size:,} bytes, more than {UNPACKED_LIMIT:,}")
        with zipfile.ZipFile(self.path) as archive, _member(archive, first) as content:
            yield content


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> IO[bytes]:
    """Open one file of a zip, without the text of zipfile's errors, which can quote personal data."""
    try:
        return archive.open(member)
    except (zipfile.BadZipFile, UnicodeDecodeError):
        raise zipfile.BadZipFile("damaged zip") from None


def unpacked(path: Path, files: Collection[str]) -> Folder | Zip:
    """Return the folder or zip at a path; of a zip, only the named ``files``."""
    if path.is_dir():
        return Folder(path)
    if path.is_file():
        return Zip(path, files)
    raise FileNotFoundError("there is no such folder or zip file")
