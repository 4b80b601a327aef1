"""The reader of attendance reports: those of Zoom, Teams, Google Meet, Webex, BigBlueButton, and plain sheets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from pdflow.errors import NaiveTime, OutOfRange, WrongType
from pdflow.exchange.attendance.clock_times import ClockTime, DateOrder, UndecidedDates, clock_time, order_of_dates
from pdflow.exchange.attendance.columns import SheetColumn
from pdflow.exchange.attendance.doubts import AttendanceError, Doubt, DoubtCode, DoubtList, SheetLine
from pdflow.exchange.attendance.file_text import text_of
from pdflow.exchange.attendance.names import normal_name
from pdflow.exchange.attendance.other_time import other_time
from pdflow.exchange.attendance.report import AttendanceReport, AttendanceRow
from pdflow.exchange.attendance.sheet_rows import SheetRows
from pdflow.exchange.attendance.stay_times import SheetClock
from pdflow.exchange.attendance.tables import SheetTable, TableKind, tables_of
from pdflow.kernel.fields import FIRST_YEAR, LAST_YEAR

TIMES: Final = (
    SheetColumn.JOIN,
    SheetColumn.LEAVE,
    SheetColumn.FIRST_JOIN,
    SheetColumn.LAST_LEAVE,
    SheetColumn.TIMESTAMP,
)
LONGEST_SESSION: Final = 1440


def read_attendance(
    content: bytes | str,
    *,
    source: str,
    start: datetime,
    minutes: int,
    zone: tzinfo | None = None,
    date_order: DateOrder | None = None,
) -> AttendanceReport:
    """Read an attendance report of one session, in whichever of the known forms it is.

    A duration that cannot be read is none, never 0, and no row is dropped without a doubt that names its line.

    Args:
        content: The file, in UTF-8, UTF-16 or Windows-1252.
        source: What to call the report in doubts, such as the name of the file.
        start: When the session began, with an offset from UTC; not when the meeting was opened.
        minutes: How long it lasted.
        zone: The time zone in which the file was written, which none names; not needed where its headers say UTC.
        date_order: Whether 04/03 is in April or in March, where neither a day above 12 nor the session's day decides.

    Raises:
        AttendanceError: It cannot be read, or has no row that says that anybody was there.
        NaiveTime: ``start`` has no offset from UTC.
        OutOfRange: ``minutes`` is not within a day, or ``start`` in a year that no command may have.
        WrongType: ``zone`` is the name of a zone and no zone.
    """
    if start.utcoffset() is None:
        raise NaiveTime("start", start)
    if not FIRST_YEAR <= start.year <= LAST_YEAR:
        raise OutOfRange("start", start, f"within {FIRST_YEAR} and {LAST_YEAR}")
    if zone is not None and not isinstance(zone, tzinfo):
        raise WrongType("zone", zone, "a time zone, such as ZoneInfo('America/Chicago'),")
    if not 1 <= minutes <= LONGEST_SESSION:
        raise OutOfRange("minutes", minutes, f"from 1 to {LONGEST_SESSION:,}")
    begin = start.astimezone(UTC)
    session = begin, begin + timedelta(minutes=minutes)
    tables, outside = _all_tables(content, source)
    tables, others = _with_times(tables)
    clock = _clock(tables, session, zone, date_order, source)
    rows, doubts = _read(tables, clock, source)
    for line in outside:
        doubts.add(DoubtCode.OUTSIDE_TABLE, [SheetLine(source, line)])
    if strangers := _only_in(others, rows, clock, source):
        doubts.add(DoubtCode.OTHER_TABLE, strangers)
    if not rows:
        raise AttendanceError([Doubt(DoubtCode.NO_READABLE_ROW, source), *doubts.kept], doubts.more)
    if elsewhere := other_time(rows, session, zone or start.tzinfo or UTC):
        doubts = DoubtList([Doubt(DoubtCode.OTHER_TIME, source, (), elsewhere), *doubts.kept], doubts.more)
    return AttendanceReport(source, begin, minutes, tuple(rows), tuple(doubts.kept), doubts.more)


def _all_tables(content: bytes | str, source: str) -> tuple[list[SheetTable], list[int]]:
    try:
        tables, outside = tables_of(text_of(content))
    except UnicodeError as error:
        raise AttendanceError([Doubt(DoubtCode.NOT_TEXT, source)]) from error
    if all(table.kind is TableKind.REGISTRATIONS for table in tables):
        raise AttendanceError([Doubt(DoubtCode.REGISTRATIONS_ONLY if tables else DoubtCode.NO_TABLE, source)])
    return tables, outside


def _with_times(tables: Sequence[SheetTable]) -> tuple[list[SheetTable], list[SheetTable]]:
    """The tables that say best who was there, those with times before those with signatures, and the others."""
    best = max(map(_rank, tables))
    others = [table for table in tables if _rank(table) < best and table.rows]
    return [table for table in tables if _rank(table) == best], others


def _rank(table: SheetTable) -> int:
    return {TableKind.REGISTRATIONS: 0, TableKind.PRESENCE: 1}.get(table.kind, 2)


def _clock(
    tables: Sequence[SheetTable],
    session: tuple[datetime, datetime],
    zone: tzinfo | None,
    order: DateOrder | None,
    source: str,
) -> SheetClock:
    times = [(time, is_utc) for table in tables for time, is_utc in _times(table)]
    if zone is None and any(not is_utc and time.offset is None for time, is_utc in times):
        raise AttendanceError([Doubt(DoubtCode.NO_ZONE, source)])
    days = [moment.astimezone(zone or UTC).date() for moment in session]
    try:
        found = order_of_dates((time for time, _ in times), days, order)
    except UndecidedDates as undecided:
        code = DoubtCode.MIXED_DATE_ORDERS if undecided.mixed else DoubtCode.AMBIGUOUS_DATE
        raise AttendanceError([Doubt(code, source)]) from undecided
    return SheetClock(session, zone or UTC, found)


def _times(table: SheetTable) -> list[tuple[ClockTime, bool]]:
    """The times of a table, each with whether its header says that it is in UTC."""
    columns = [(place, column in table.utc) for column, place in table.columns.items() if column in TIMES]
    cells = [(cells[place], is_utc) for _, cells in table.rows for place, is_utc in columns if place < len(cells)]
    return [(time, is_utc) for cell, is_utc in cells if (time := clock_time(cell)) is not None]


def _read(tables: Sequence[SheetTable], clock: SheetClock, source: str) -> tuple[list[AttendanceRow], DoubtList]:
    doubts, rows = DoubtList(), list[AttendanceRow]()
    for table in tables:
        rows += SheetRows(table, clock, source, doubts).read()
    return rows, doubts


def _only_in(
    others: Sequence[SheetTable], rows: Sequence[AttendanceRow], clock: SheetClock, source: str
) -> list[SheetLine]:
    """The lines of people who are in a table that is not read, and not in one that is."""
    known = {key for row in rows for key in (row.email, normal_name(row.name)) if key}
    unread = (row for table in others for row in SheetRows(table, clock, source, DoubtList()).read())
    return [row.line for row in unread if not known & {row.email, normal_name(row.name)}]
