"""The CSV files of an export: rows by header name, their keys, and every problem met on the way."""

from __future__ import annotations

import csv
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from io import TextIOWrapper
from operator import itemgetter

from attrs import Factory, define

from pdflow.exchange.oneroster.archive import Folder, Zip
from pdflow.exchange.oneroster.problems import Problem

DAMAGE = (OSError, EOFError, NotImplementedError, UnicodeDecodeError, zipfile.BadZipFile, zlib.error)
"""What opening or reading a folder or a zip raises when the file is at fault."""


@define
class Keys:
    """The keys of one file: the row of each, and those marked tobedeleted.

    ``whole`` says that no key is missing from them, ``complete`` that every row could be read in full.
    """

    rows: dict[str, int] = Factory(dict)
    deleted: set[str] = Factory(set)
    whole: bool = True
    complete: bool = True


class Sheets:
    """The CSV files of an export, and the problems found in them so far.

    ``nouns`` says for each file what a row of it is called.
    """

    def __init__(self, files: Folder | Zip, nouns: Mapping[str, str]) -> None:
        self.files, self.nouns = files, nouns
        self.problems: list[Problem] = []
        self.keys: dict[str, Keys] = {}

    def report(self, file: str, row: int | None, column: str | None, problem: str, value: str | None = None) -> None:
        """Add a problem; bytes that were no text become question marks."""
        self.problems.append(Problem(file, row, column and _printable(column), problem, value and _printable(value)))

    def refer(self, file: str, row: int, column: str, key: str, to: str) -> None:
        """Report a key that names no row of the file ``to``, unless that file could not be read."""
        known = self.keys[to]
        if not key or key in known.rows:
            return
        if key in known.deleted:
            self.report(file, row, column, f"marked tobedeleted is {self.nouns[to]}", key)
        elif known.whole:
            self.report(file, row, column, f"no such {self.nouns[to]}", key)

    def rows(
        self, file: str, filled: Sequence[str], present: Sequence[str] = (), optional: Sequence[str] = ()
    ) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Each live row of a file: its number, and its cells in these columns; the first column is the key.

        ``filled`` must be there and not blank, ``present`` must be there. A file already in ``keys`` gives nothing.
        """
        if file not in self.keys:
            self.keys[file] = Keys()
            yield from _Sheet(self, file, filled, present, optional).live()


class _Sheet:
    """One file on its way through: records, then rows as wide as the header, then live ones."""

    def __init__(
        self, sheets: Sheets, file: str, filled: Sequence[str], present: Sequence[str], optional: Sequence[str]
    ) -> None:
        self.sheets, self.file, self.keys = sheets, file, sheets.keys[file]
        self.key, self.filled, self.needed, self.optional = filled[0], filled, (*filled, *present), optional
        self.missing: frozenset[str] = frozenset()

    def live(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        records = self._records()
        header = self._header(next(records, None))
        if not header:
            return
        # Every record gets one blank cell more: index -1 stands for a column the file does not have.
        at = {name: index for index, name in enumerate(header)}
        pick = itemgetter(*(at.get(name, -1) for name in ("status", *self.needed, *self.optional)))
        for row, cells in records:
            cells.append("")
            if len(cells) != len(header) + 1:
                self._ragged(row, cells[at.get(self.key, -1) : -1], f"{len(cells) - 1} cells for {len(header)} headers")
            else:
                status, *values = map(str.strip, pick(cells))
                if self._admit(row, status, values):
                    yield row, tuple(values)

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """Every row that is not blank; quoting is strict, or a stray quote would swallow rows unseen."""
        if self.file not in self.sheets.files:
            return self._stop(None, "missing file")
        row = 0
        try:
            with (
                self.sheets.files.open(self.file) as content,
                TextIOWrapper(content, "utf-8-sig", "surrogateescape", newline="") as text,
            ):
                for row, cells in enumerate(csv.reader(text, strict=True), 1):
                    if any(cells):
                        self._check_text(row, "".join(cells))
                        yield row, cells
        except csv.Error as error:
            self._stop(row + 1, said(error))
        except DAMAGE as error:
            self._stop(None, said(error))

    def _check_text(self, row: int, text: str) -> None:
        if "\0" in text:
            self.sheets.report(self.file, row, None, "holds NUL bytes")
        if not text.isascii() and text != _printable(text):
            self.sheets.report(self.file, row, None, "not UTF-8, perhaps Latin-1 or Windows-1252: save it as CSV UTF-8")

    def _header(self, first: tuple[int, list[str]] | None) -> list[str]:
        """The names of the columns; none where the first row is no header, for its cells may be personal."""
        if first is None:
            if self.keys.whole:
                self._stop(None, "empty file")
            return []
        row, header = first[0], [cell.strip() for cell in first[1]]
        self.missing = frozenset(self.needed) - frozenset(header)
        if len(self.missing) == len(self.needed):
            self._stop(row, f"no header row naming {', '.join(self.needed)}")
            return []
        for name in sorted(self.missing):
            self.sheets.report(self.file, row, name, "missing column")
        for name in sorted({name for name in header if name and header.count(name) > 1}):
            self.sheets.report(self.file, row, name, "duplicate header")
        self.keys.whole, self.keys.complete = self.key not in self.missing, not self.missing
        return header

    def _ragged(self, row: int, cells: list[str], problem: str) -> None:
        """Report a row whose cells cannot be told apart; its key is taken as known, so that one error stays one."""
        self.sheets.report(self.file, row, None, problem)
        self.keys.complete = False
        self.keys.rows.setdefault("".join(cells[:1]).strip(), row)

    def _admit(self, row: int, status: str, values: list[str]) -> bool:
        key = values[0]
        if status == "tobedeleted":
            self.keys.deleted.add(key)
            return False
        if status not in {"", "active"}:
            self.sheets.report(self.file, row, "status", "unknown status", status)
        for name, value in zip(self.filled, values, strict=False):
            if not value and name not in self.missing:
                self.sheets.report(self.file, row, name, "is blank")
        first = self.keys.rows.setdefault(key, row)
        if first != row and key:
            self.sheets.report(self.file, row, self.key, f"row {first} already has {self.sheets.nouns[self.file]}", key)
        return True

    def _stop(self, row: int | None, problem: str) -> None:
        self.keys.whole = self.keys.complete = False
        self.sheets.report(self.file, row, None, problem)


def said(error: Exception) -> str:
    """What an error says, without the path an ``OSError`` repeats."""
    return getattr(error, "strerror", None) or str(error) or "ends too early"


def _printable(text: str) -> str:
    return text.encode(errors="replace").decode()
