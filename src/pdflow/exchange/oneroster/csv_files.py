"""The CSV files of an export: rows by the names of their columns, their keys, and the problems in them."""

from __future__ import annotations

import csv
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from io import TextIOWrapper
from operator import itemgetter

from attrs import Factory, define

from pdflow.exchange.oneroster.archive import Folder, Zip
from pdflow.exchange.oneroster.problems import ProblemList, printable

DAMAGE = (OSError, EOFError, NotImplementedError, UnicodeDecodeError, zipfile.BadZipFile, zlib.error)
"""The errors of opening or reading a folder or a zip whose files are at fault."""


@define
class Keys:
    """The keys of one file, each with its row, those marked tobedeleted, and those left out with a warning.

    ``deleted_rows`` are the cells of the rows marked tobedeleted, in the columns that were asked for. ``whole`` is true
    where no key is missing from them, ``complete`` where every row was read in full.
    """

    rows: dict[str, int] = Factory(dict)
    deleted: set[str] = Factory(set)
    deleted_rows: list[tuple[str, ...]] = Factory(list)
    left_out: set[str] = Factory(set)
    whole: bool = True
    complete: bool = True

    def is_gone(self, key: str) -> bool:
        """Return whether a key is marked tobedeleted, or was left out with a warning."""
        return key in self.deleted or key in self.left_out


class CsvFiles:
    """The CSV files of an export, the keys read from each, and the problems and warnings found so far.

    ``nouns`` holds what a row of each file is called.
    """

    def __init__(self, folder: Folder | Zip, nouns: Mapping[str, str]) -> None:
        self.folder, self.nouns = folder, nouns
        self.problems, self.warnings = ProblemList(), ProblemList()
        self.keys: dict[str, Keys] = {}

    def refer(self, file: str, row: int, column: str, key: str, to: str, report: ProblemList | None = None) -> bool:
        """Report a key that no row of the file ``to`` has, unless that file could not be read.

        Returns:
            Whether there is a row, or no key; where the file could not be read, also true.
        """
        known, report = self.keys[to], self.problems if report is None else report
        if not key or (key in known.rows and key not in known.left_out):
            return True
        if key in known.left_out:
            report.add(file, row, column, f"left out is {self.nouns[to]}", key)
        elif key in known.deleted:
            report.add(file, row, column, f"marked tobedeleted is {self.nouns[to]}", key)
        elif known.whole:
            report.add(file, row, column, f"no such {self.nouns[to]}", key)
        else:
            return True
        return False

    def rows(
        self, file: str, filled: Sequence[str], present: Sequence[str] = (), optional: Sequence[str] = ()
    ) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield each row of a file that is not marked tobedeleted: its number, and its cells in some columns.

        Yields nothing for a file that is already in ``keys``.

        Args:
            filled: columns that must exist and not be blank; the first one is the key.
            present: columns that must exist.
            optional: columns whose cells are blank where they do not exist.
        """
        if file not in self.keys:
            self.keys[file] = Keys()
            yield from _CsvFile(self, file, filled, present, optional).live_rows()


class _CsvFile:
    """One file while it is read: its records, those as wide as the header, and of these the live rows."""

    def __init__(
        self, files: CsvFiles, file: str, filled: Sequence[str], present: Sequence[str], optional: Sequence[str]
    ) -> None:
        self.files, self.file, self.keys = files, file, files.keys[file]
        self.key, self.filled, self.needed, self.optional = filled[0], filled, (*filled, *present), optional
        self.missing: frozenset[str] = frozenset()

    def live_rows(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        records = self._records()
        header = self._header(next(records, None))
        if not header:
            return
        # Every record gets one more blank cell: index -1 represents a column that the file does not have.
        at = {name: index for index, name in enumerate(header)}
        pick = itemgetter(*(at.get(name.lower(), -1) for name in ("status", *self.needed, *self.optional)))
        for row, cells in records:
            while len(cells) > len(header) and not cells[-1].strip():
                cells.pop()
            cells.append("")
            if len(cells) != len(header) + 1:
                key = cells[at.get(self.key.lower(), -1) : -1]
                self._ragged(row, key, f"{len(cells) - 1} cells for {len(header)} headers")
            else:
                status, *values = map(str.strip, pick(cells))
                if self._admit(row, status, values):
                    yield row, tuple(values)

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """Yield every row that is not blank; quoting is strict, or a stray quote would swallow rows."""
        if self.file not in self.files.folder:
            return self._stop(None, "missing file")
        row = 0
        try:
            with (
                self.files.folder.open(self.file) as content,
                TextIOWrapper(content, "utf-8-sig", "surrogateescape", newline="") as text,
            ):
                for row, cells in enumerate(csv.reader(text, strict=True), 1):
                    if any(cells):
                        self._check_text(row, "".join(cells))
                        yield row, cells
        except csv.Error as error:
            self._stop(row + 1, error_text(error))
        except DAMAGE as error:
            self._stop(None, error_text(error))

    def _check_text(self, row: int, text: str) -> None:
        if "\0" in text:
            self._report(row, None, "holds NUL bytes")
        if not text.isascii() and text != printable(text):
            self._report(row, None, "not UTF-8, perhaps Latin-1 or Windows-1252: save it as CSV UTF-8")

    def _header(self, first: tuple[int, list[str]] | None) -> list[str]:
        """Return the names of the columns in lower case; none where the first row is no header: it may be personal."""
        if first is None:
            if self.keys.whole:
                self._stop(None, "empty file")
            return []
        row, header = first[0], [cell.strip().lower() for cell in first[1]]
        self.missing = frozenset(name for name in self.needed if name.lower() not in header)
        if len(self.missing) == len(self.needed):
            self._stop(row, f"no header row naming {', '.join(self.needed)}")
            return []
        for name in sorted(self.missing):
            self._report(row, name, "missing column")
        for name in sorted({name for name in header if name and header.count(name) > 1}):
            self._report(row, name, "duplicate header")
        self.keys.whole, self.keys.complete = self.key not in self.missing, not self.missing
        return header

    def _ragged(self, row: int, cells: list[str], problem: str) -> None:
        """Report a row of another width than the header; its key counts as known, so that one error stays one."""
        self._report(row, None, problem)
        self.keys.complete = False
        self.keys.rows.setdefault("".join(cells[:1]).strip(), row)

    def _admit(self, row: int, status: str, values: list[str]) -> bool:
        """Report what is wrong with a row; return whether it is live."""
        key = values[0]
        if status.lower() == "tobedeleted":
            self.keys.deleted.add(key)
            self.keys.deleted_rows.append(tuple(values))
            return False
        if status.lower() not in {"", "active"}:
            self._report(row, "status", "unknown status", status)
        for name, value in zip(self.filled, values, strict=False):
            if not value and name not in self.missing:
                self._report(row, name, "is blank")
        first = self.keys.rows.setdefault(key, row)
        if first != row and key:
            self._report(row, self.key, f"row {first} already has {self.files.nouns[self.file]}", key)
        return True

    def _report(self, row: int | None, column: str | None, problem: str, value: str | None = None) -> None:
        self.files.problems.add(self.file, row, column, problem, value)

    def _stop(self, row: int | None, problem: str) -> None:
        self.keys.whole = self.keys.complete = False
        self._report(row, None, problem)


def error_text(error: Exception) -> str:
    """Return the text of an error, without the path that an ``OSError`` repeats."""
    return getattr(error, "strerror", None) or str(error) or "ends too early"
