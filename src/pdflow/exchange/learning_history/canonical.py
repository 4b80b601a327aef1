"""The canonical CSV of a learning history: written so that a spreadsheet opens it safely, and read back as it was."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import Any, Final, get_args

import attrs

from pdflow.errors import PdflowError
from pdflow.exchange.learning_history.record import CompletionStatus, LearningRecord
from pdflow.kernel.fields import types_of
from pdflow.language import NUMBER, csv_cell, with_formula

COLUMNS: Final = tuple(field.name for field in attrs.fields(LearningRecord))


class UnreadableHistory(PdflowError):
    """A file that is no canonical CSV: its line and column; the cell is not quoted, since it may be personal."""

    def __init__(self, line: int, column: str, problem: str) -> None:
        super().__init__(line, column, problem)
        self.line, self.column, self.problem = line, column, problem

    def message(self) -> str:
        return f"line {self.line}{self.column and f', {self.column}'}: {self.problem}"


def write_history(records: Iterable[LearningRecord]) -> Iterator[str]:
    """The lines of the file (RFC 4180): write them with ``encoding="utf-8"`` and ``newline=""``."""
    yield f"{','.join(COLUMNS)}\r\n"
    for record in records:
        yield f"{','.join(csv_cell(cell_text(getattr(record, column))) for column in COLUMNS)}\r\n"


def read_history(lines: Iterable[str]) -> Iterator[LearningRecord]:
    """The records of a file that ``write_history`` wrote, opened with ``newline=""``.

    Raises:
        UnreadableHistory: A column is lacking, a cell is not what it has to be, or a record is nobody's.
    """
    rows = csv.reader(lines, strict=True)
    try:
        for number, row in enumerate(rows):
            if number:
                yield _record(row, rows.line_num)
            elif tuple(row) != COLUMNS:
                raise UnreadableHistory(1, "", f"the columns have to be {', '.join(COLUMNS)}")
    except csv.Error as error:
        raise UnreadableHistory(rows.line_num, "", str(error)) from error


def cell_text(value: object) -> str:
    """A value as text: ISO dates, plain decimals, nothing for None."""
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


def _record(row: list[str], line: int) -> LearningRecord:
    if len(row) != len(COLUMNS):
        raise UnreadableHistory(line, "", f"{len(COLUMNS)} cells are needed, not {len(row)}")
    values: dict[str, Any] = {}
    for column, cell in zip(COLUMNS, row, strict=True):
        try:
            values[column] = _READ[column](cell)
        except ValueError:
            raise UnreadableHistory(line, column, "cannot be read") from None
    if not values["user_id"].strip():
        raise UnreadableHistory(line, "user_id", "is blank")
    return LearningRecord(**values)


def _reader(hint: Any) -> Callable[[str], Any]:
    """How a cell of a field of this type is read; an empty one is None where the field may be."""
    kinds = get_args(hint) or (hint,)
    read = _KINDS[kinds[0]]
    return (lambda cell: read(cell) if cell else None) if NoneType in kinds else read


def _number(cell: str) -> str:
    """The text of a plain number."""
    if not NUMBER.fullmatch(cell):
        raise ValueError
    return cell


_KINDS: Final[Mapping[Any, Callable[[str], Any]]] = {
    str: with_formula,
    int: lambda cell: int(_number(cell)),
    date: date.fromisoformat,
    Decimal: lambda cell: Decimal(_number(cell)),
    CompletionStatus: CompletionStatus,
}
_READ: Final = {name: _reader(hint) for name, hint in types_of(LearningRecord).items()}
