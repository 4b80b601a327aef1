"""Profiles: how one system wants learning records in a text file, as data; a host's own differs by ``attrs.evolve``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Final

import attrs

from pdflow.errors import OutOfRange
from pdflow.exchange.learning_history.canonical import COLUMNS, cell_text
from pdflow.exchange.learning_history.record import CompletionStatus, LearningRecord
from pdflow.language import csv_cell, without_formula


def _a_field(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    if value and value not in COLUMNS:
        raise OutOfRange("FileColumn.field", value, f"a field of LearningRecord: {', '.join(COLUMNS)}")


@attrs.frozen
class FileColumn:
    """A column of a file: a field of the records, or where that is empty the same text in every row."""

    heading: str
    field: str = attrs.field(default="", validator=_a_field)
    text: str = ""
    matched: bool = False
    """Whether the system finds something by it, so that it has to arrive letter for letter."""


@attrs.frozen(kw_only=True)
class FileProfile:
    """What the file of one system looks like, and which records it can carry."""

    code: str
    columns: tuple[FileColumn, ...]
    source: str
    """Its name in ``docs/sources.md``."""
    statuses: Mapping[CompletionStatus, str]
    """What each status is called there; a record of another cannot be carried."""
    needs: tuple[str, ...]
    """The fields that may not be empty."""
    date_format: str = "%Y-%m-%d"
    delimiter: str = ","
    row_end: str = "\r\n"
    has_header: bool = True
    quotes: bool = True
    """Whether a cell may be quoted; else no text may hold the delimiter, the row's end or a line break."""
    unverified: tuple[str, ...] = ()
    """The headings that were found in no document of the vendor's: have them confirmed."""


class NotCarried(StrEnum):
    """Why a profile cannot carry a record."""

    STATUS = "STATUS"
    """The system has no such status."""
    FIELD_EMPTY = "FIELD_EMPTY"
    FORMULA = "FORMULA"
    """An id that a spreadsheet would take for a formula: made harmless, it would be another id."""
    SEPARATOR = "SEPARATOR"
    """A text holds what separates cells or rows, and the file has no quotes."""


@attrs.frozen
class RecordNotCarried:
    """A record that a profile cannot carry, why, and because of which field of it."""

    record_id: str
    why: NotCarried
    field: str


@attrs.define(eq=False)
class LearningFile:
    """The lines of a file for one system; each time it is iterated the records are read anew.

    Write them with ``encoding="utf-8"`` and ``newline=""``.
    """

    records: Iterable[LearningRecord]
    profile: FileProfile
    passed_over: list[RecordNotCarried] = attrs.field(init=False, factory=list)
    """What was not carried when it was last iterated."""

    def __iter__(self) -> Iterator[str]:
        self.passed_over = []
        if self.profile.has_header:
            yield self._line([column.heading for column in self.profile.columns])
        for record in self.records:
            cells = [self._cell(record, column) for column in self.profile.columns]
            problem = self._problem(record, cells)
            if problem is None:
                yield self._line(cells)
            else:
                self.passed_over.append(RecordNotCarried(record.record_id, *problem))

    def _cell(self, record: LearningRecord, column: FileColumn) -> str:
        value = getattr(record, column.field) if column.field else column.text
        if isinstance(value, CompletionStatus):
            return self.profile.statuses.get(value, "")
        return f"{value:{self.profile.date_format}}" if isinstance(value, date) else cell_text(value)

    def _line(self, cells: list[str]) -> str:
        texts = map(csv_cell, cells) if self.profile.quotes else map(without_formula, cells)
        return self.profile.delimiter.join(texts) + self.profile.row_end

    def _problem(self, record: LearningRecord, cells: list[str]) -> tuple[NotCarried, str] | None:
        if record.status not in self.profile.statuses:
            return NotCarried.STATUS, "status"
        for field in self.profile.needs:
            if getattr(record, field) in (None, ""):
                return NotCarried.FIELD_EMPTY, field
        for column, cell in zip(self.profile.columns, cells, strict=True):
            if column.matched and without_formula(cell) != cell:
                return NotCarried.FORMULA, column.field
            if not self.profile.quotes and any(mark in cell for mark in self._separators):
                return NotCarried.SEPARATOR, column.field
        return None

    @property
    def _separators(self) -> tuple[str, ...]:
        end = self.profile.row_end.strip("".join(_LINE_BREAKS))
        return (self.profile.delimiter, *filter(None, [end]), *_LINE_BREAKS)


_LINE_BREAKS: Final = ("\r", "\n")
