"""Tables of a report, found by the shape of their headers: which columns they have, and the rows below."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

from attrs import Factory, define

from pdflow.exchange.attendance.actions import action_of
from pdflow.exchange.attendance.columns import SheetColumn, column_of, is_utc

DELIMITERS: Final = "\t,;"
MOST_LINES_OF_A_RECORD: Final = 6
"""Lines over which a quoted cell may run; a quotation mark that is open for longer is one in a name."""
_END: Final = "\0end"
_LINE: Final = re.compile(r"\r\n|\n|\r")
_AS_FORMULA: Final = re.compile(r'="(.*)"', re.DOTALL)
Record = tuple[int, list[str]]
"""The line on which a record begins, and its cells."""
NAMES: Final = frozenset({SheetColumn.NAME, SheetColumn.FIRST_NAME, SheetColumn.LAST_NAME})
LENGTHS: Final = frozenset({SheetColumn.DURATION, SheetColumn.MINUTES, SheetColumn.TOTAL, SheetColumn.TOTAL_MINUTES})
TIMED: Final = LENGTHS | {SheetColumn.JOIN, SheetColumn.FIRST_JOIN, SheetColumn.ACTION}


class TableKind(StrEnum):
    """What a row of a table stands for."""

    STAYS = "STAYS"
    """One stay: joined, left."""
    TOTALS = "TOTALS"
    """All stays of a person: a duration, and perhaps the first join and the last leave."""
    ACTIONS = "ACTIONS"
    """Somebody joined or left."""
    PRESENCE = "PRESENCE"
    """Somebody was there."""
    REGISTRATIONS = "REGISTRATIONS"
    """Somebody meant to come."""


@define
class SheetTable:
    """A table of people: the title above it, the place of each column, those in UTC, and its rows."""

    title: str
    columns: Mapping[SheetColumn, int]
    utc: frozenset[SheetColumn]
    rows: list[Record] = Factory(list)

    @property
    def kind(self) -> TableKind:
        """What its rows stand for."""
        has = self.columns.keys()
        if SheetColumn.ACTION in has:
            return TableKind.ACTIONS
        if not has & TIMED:
            return TableKind.REGISTRATIONS if SheetColumn.ORDER in has else TableKind.PRESENCE
        if not has & LENGTHS:
            return TableKind.STAYS
        of_all_stays = {SheetColumn.FIRST_JOIN, SheetColumn.TOTAL, SheetColumn.TOTAL_MINUTES, SheetColumn.IS_MODERATOR}
        return TableKind.TOTALS if has & of_all_stays or SheetColumn.JOIN not in has else TableKind.STAYS


def tables_of(text: str) -> tuple[list[SheetTable], list[int]]:
    """The tables of people in a report, and the lines of rows that stand below a table without belonging to one."""
    found = [_tables(list(_records(text, delimiter))) for delimiter in DELIMITERS]
    return max(found, key=lambda each: sum(len(table.columns) * (1 + len(table.rows)) for table in each[0]))


def _records(text: str, delimiter: str) -> Iterator[Record]:
    lines = _LINE.split(text)
    place = 0
    while place < len(lines):
        window = [f"{line}\n" for line in lines[place : place + MOST_LINES_OF_A_RECORD]]
        reader = csv.reader([*window, _END], delimiter=delimiter)
        try:
            cells = next(reader)
            used = reader.line_num
        except csv.Error:
            cells, used = [_END], 0
        if any(_END in cell for cell in cells):
            cells, used = [cell.strip('"') for cell in lines[place].split(delimiter)], 1
        yield place + 1, [_cell(cell) for cell in cells]
        place += used


def _cell(cell: str) -> str:
    """A cell without the formula that keeps spreadsheets from changing it, and without a dash for nothing."""
    text = cell.strip()
    formula = _AS_FORMULA.fullmatch(text)
    text = formula.group(1).strip() if formula else text
    return "" if text in {"-", "--", "---", "\u2013", "\u2014", "N/A", "n/a"} else text


def _tables(records: Sequence[Record]) -> tuple[list[SheetTable], list[int]]:
    tables, outside, title, is_below = list[SheetTable](), list[int](), "", False
    table: SheetTable | None = None
    for place, (line, cells) in enumerate(records):
        if not any(cells):
            is_below, table = is_below or table is not None, None
        elif header := _header(cells, title, within=table):
            tables.append(header)
            title, is_below, table = "", False, header
        elif sum(map(bool, cells)) == 1 and _begins_section(records, place):
            title, is_below, table = next(filter(None, cells)), False, None
        elif table is not None:
            table.rows.append((line, cells))
        elif is_below and sum(map(bool, cells)) > 1:
            outside.append(line)
    return tables or _list_without_header(records), outside


def _header(cells: Sequence[str], title: str, within: SheetTable | None) -> SheetTable | None:
    known = [(column, place) for place, cell in enumerate(cells) if (column := column_of(cell))]
    has = {column for column, _ in known}
    is_about_people = has & NAMES or (SheetColumn.EMAIL in has and SheetColumn.MEETING not in has)
    is_timed = bool(has & TIMED) and len(has) > 1
    is_list = within is None and (len(has) > 1 or column_of(next(filter(None, cells))) is not None)
    if not is_about_people or not (is_timed or is_list):
        return None
    name = min((place for column, place in known if column in NAMES), default=0)
    columns: dict[SheetColumn, int] = {}
    for column, place in sorted(known, key=lambda item: (item[1] < name, item[1])):
        columns.setdefault(column, place)
    utc = frozenset(column for column, place in columns.items() if is_utc(cells[place]))
    return SheetTable(title, columns, utc)


def _begins_section(records: Sequence[Record], place: int) -> bool:
    """Whether a single cell is the title of a section: a header follows, be it of a table that is not read."""
    following = next((cells for _, cells in records[place + 1 : place + 4] if any(cells)), [""])
    return column_of(next(filter(None, following), "")) is not None


def _list_without_header(records: Sequence[Record]) -> list[SheetTable]:
    rows = [(line, cells) for line, cells in records if len(cells) > 2 and action_of(cells[1])]
    columns = {SheetColumn.NAME: 0, SheetColumn.ACTION: 1, SheetColumn.TIMESTAMP: 2}
    return [SheetTable("", columns, frozenset(), rows)] if rows else []
