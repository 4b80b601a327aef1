"""Pages as CSV: each table a file to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pdflow.documents.page import Cell, MonthCell, Page, Reader, Table, require_page
from pdflow.language import csv_cell


def to_csv(page: Page) -> dict[str, str]:
    """The text of a CSV file for each table by its name; tables of one name share a file.

    Days are ISO dates, times local without their offset, shares numbers from 0 to 1. Text that a spreadsheet would
    take for a formula, also where it splits at semicolons, gets an apostrophe. For Excel write it as ``utf-8-sig``.
    """
    files: dict[str, list[Table]] = {}
    for block in require_page(page).blocks():
        if isinstance(block, Table):
            files.setdefault(block.name, []).append(block)
    return {name: _csv_text(tables, page.reader) for name, tables in files.items()}


def _csv_text(tables: list[Table], reader: Reader) -> str:
    rows = [row for table in tables for row in _rows(table, reader)]
    headings = dict.fromkeys(heading for table in tables for heading in _headings(table))
    lines = [map(csv_cell, headings), *([row.get(heading, "") for heading in headings] for row in rows)]
    return "".join(f"{','.join(line)}\r\n" for line in lines)


def _headings(table: Table) -> list[str]:
    return [*(fact.heading for fact in table.group), *(column.heading for column in table.columns)]


def _rows(table: Table, reader: Reader) -> Iterator[dict[str, str]]:
    group = [fact.cell for fact in table.group]
    for row in table.rows:
        yield dict(zip(_headings(table), [_written(cell, reader) for cell in (*group, *row)], strict=True))


def _written(cell: Cell, reader: Reader) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return csv_cell(reader.text(cell))
        case MonthCell():
            return f"{cell:%Y-%m}"
        case datetime():
            return f"{cell:%Y-%m-%d %H:%M}"
        case float():
            return str(round(cell, 4))
        case str():
            return csv_cell(cell)
    return str(cell)
