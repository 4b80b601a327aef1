"""Pages as CSV: each table a file to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from typing import Final

from pdflow.documents.page import Cell, MonthCell, Page, Reader, Table

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""The first characters of a text that a spreadsheet takes for a formula."""


def to_csv(page: Page) -> dict[str, str]:
    """The text of a CSV file for each table by its name; tables of one name share a file.

    Days are ISO dates, times local without their offset, shares numbers from 0 to 1. Text that a spreadsheet would
    take for a formula begins with an apostrophe. For Excel write it as ``utf-8-sig``.
    """
    files: dict[str, list[Table]] = {}
    for block in page.blocks():
        if isinstance(block, Table):
            files.setdefault(block.name, []).append(block)
    return {name: _csv_text(tables, page.reader) for name, tables in files.items()}


def _csv_text(tables: list[Table], reader: Reader) -> str:
    rows = [row for table in tables for row in _rows(table, reader)]
    headings = dict.fromkeys(heading for table in tables for heading in _headings(table))
    text = StringIO()
    writer = csv.DictWriter(text, headings, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _headings(table: Table) -> list[str]:
    return [*(fact.heading for fact in table.group), *(column.heading for column in table.columns)]


def _rows(table: Table, reader: Reader) -> Iterator[dict[str, object]]:
    group = [fact.cell for fact in table.group]
    for row in table.rows:
        yield dict(zip(_headings(table), [_plain(cell, reader) for cell in (*group, *row)], strict=True))


def _plain(cell: Cell, reader: Reader) -> object:
    match cell:
        case bool():
            return reader.text(cell)
        case MonthCell():
            return f"{cell:%Y-%m}"
        case datetime():
            return f"{cell:%Y-%m-%d %H:%M}"
        case str() if cell.startswith(FORMULA):
            return f"'{cell}"
        case float():
            return round(cell, 4)
    return cell
