"""The rows of one table of a report: who each is about, and what it shows of when they were there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from attrs import evolve, field, frozen

from pdflow.exchange.attendance.action_stays import TimedAction, stays_of_actions
from pdflow.exchange.attendance.actions import action_of
from pdflow.exchange.attendance.clock_times import DAY, ClockTime, clock_time
from pdflow.exchange.attendance.columns import SheetColumn
from pdflow.exchange.attendance.doubts import DoubtCode, DoubtList, SheetLine
from pdflow.exchange.attendance.durations import duration_of
from pdflow.exchange.attendance.names import is_no_person
from pdflow.exchange.attendance.report import AttendanceRow, RowEvidence, SheetRole
from pdflow.exchange.attendance.stay_times import SheetClock, likeliest_stay
from pdflow.exchange.attendance.tables import Record, SheetTable, TableKind

_YES: Final = frozenset("yes y true 1 x sí si sim oui ja tak verdadero vrai wahr".split())
_NO: Final = frozenset("no n false 0 não nao non nein nie".split())
_HOST: Final = re.compile(r"^(?:co-?)?(?:host|organi[sz]|moderat|moderad|modérat|anfitri|hôte|gastgeber|chair)")
_PANELIST: Final = re.compile(r"^(?:panelist|panellist|diskussionsteilnehmer)")
_LENGTHS: Final = {
    SheetColumn.DURATION: False,
    SheetColumn.TOTAL: False,
    SheetColumn.MINUTES: True,
    SheetColumn.TOTAL_MINUTES: True,
}
"""The columns of durations, and whether their headers say that a number is one of minutes."""


@frozen
class SheetRows:
    """The rows of one table, and the doubts that reading them leaves."""

    table: SheetTable
    clock: SheetClock
    source: str
    doubts: DoubtList = field(eq=False)

    def read(self) -> Iterator[AttendanceRow]:
        """Yield the rows that show that somebody was there."""
        people = [found for record in self.table.rows if (found := self._somebody(record)) is not None]
        if self.table.kind is TableKind.ACTIONS:
            yield from self._stays_of_actions(people)
        elif self.table.kind is TableKind.PRESENCE:
            for row, _ in people:
                self._doubt(DoubtCode.PRESENCE_ONLY, row)
                yield evolve(row, evidence=RowEvidence.PRESENCE)
        else:
            yield from (timed for row, cells in people if (timed := self._timed(row, cells)) is not None)

    def _doubt(self, code: DoubtCode, row: AttendanceRow, **parameters: object) -> None:
        self.doubts.add(code, [row.line], **parameters)

    def _cell(self, cells: Sequence[str], column: SheetColumn) -> str:
        place = self.table.columns.get(column, -1)
        return cells[place] if 0 <= place < len(cells) else ""

    def _somebody(self, record: Record) -> tuple[AttendanceRow, list[str]] | None:
        """Who a row is about; None, with a doubt, where it is about nobody or says that they were not let in."""
        number, cells = record
        name, email = self._name(cells), self._email(cells)
        id = self._cell(cells, SheetColumn.ID)
        row = AttendanceRow(SheetLine(self.source, number), RowEvidence.STAY, name, email, id, self._role(cells))
        if (why := self._why_not_there(row, cells)) is not None:
            self._doubt(why, row)
            return None
        if not email and is_no_person(name):
            self._doubt(DoubtCode.NOT_A_PERSON, row)
        return row, cells

    def _why_not_there(self, row: AttendanceRow, cells: Sequence[str]) -> DoubtCode | None:
        if not (row.name or row.email or row.id):
            return DoubtCode.NO_IDENTITY
        if self._cell(cells, SheetColumn.ATTENDED).casefold() in _NO:
            return DoubtCode.NOT_ATTENDED
        if self._cell(cells, SheetColumn.IN_WAITING_ROOM).casefold() in _YES:
            return DoubtCode.IN_WAITING_ROOM
        return None

    def _name(self, cells: Sequence[str]) -> str:
        has = self.table.columns.keys()
        name, first, last = (
            self._cell(cells, column) for column in (SheetColumn.NAME, SheetColumn.FIRST_NAME, SheetColumn.LAST_NAME)
        )
        if SheetColumn.FIRST_NAME in has and SheetColumn.LAST_NAME not in has:
            return f"{first} {name}".strip()
        if SheetColumn.LAST_NAME in has and SheetColumn.FIRST_NAME not in has:
            return f"{name} {last}".strip()
        return f"{first} {last}".strip() or name

    def _email(self, cells: Sequence[str]) -> str:
        given = self._cell(cells, SheetColumn.REGISTERED_EMAIL) or self._cell(cells, SheetColumn.EMAIL)
        return given.casefold() if "@" in given else ""

    def _role(self, cells: Sequence[str]) -> SheetRole:
        if self._cell(cells, SheetColumn.IS_MODERATOR).casefold() in _YES:
            return SheetRole.HOST
        for words in (self._cell(cells, SheetColumn.ROLE).casefold(), self.table.title.casefold()):
            if _HOST.search(words):
                return SheetRole.HOST
            if _PANELIST.search(words):
                return SheetRole.PANELIST
        return SheetRole.ATTENDEE

    def _stated(self, row: AttendanceRow, cells: Sequence[str]) -> timedelta | None:
        """The duration that a row states, that of all stays before that of one."""
        for column in (SheetColumn.TOTAL, SheetColumn.TOTAL_MINUTES, SheetColumn.DURATION, SheetColumn.MINUTES):
            if text := self._cell(cells, column):
                stated = duration_of(text, in_minutes=_LENGTHS[column])
                if stated is None:
                    self._doubt(DoubtCode.UNREADABLE_DURATION, row)
                return stated
        return None

    def _timed(self, row: AttendanceRow, cells: Sequence[str]) -> AttendanceRow | None:
        """A stay or a total; None, with a doubt, where the row shows neither."""
        come = SheetColumn.JOIN if SheetColumn.JOIN in self.table.columns else SheetColumn.FIRST_JOIN
        go = SheetColumn.LEAVE if SheetColumn.LEAVE in self.table.columns else SheetColumn.LAST_LEAVE
        written = self._cell(cells, come), self._cell(cells, go)
        stated = self._stated(row, cells)
        if not any(written) and stated is None:
            if not any(self._cell(cells, column) for column in _LENGTHS):
                self._doubt(DoubtCode.NO_STAY, row)
            return None
        joined, left = (clock_time(cell) for cell in written)
        if any(cell and time is None for cell, time in zip(written, (joined, left), strict=True)):
            self._doubt(DoubtCode.UNREADABLE_TIME, row)
        found = self._with_times(evolve(row, stated=stated), (joined, come), (left, go))
        if found is None or found.joined is None:
            return None if found is None else self._without_join(found)
        if self.table.kind is TableKind.TOTALS:
            return evolve(found, evidence=RowEvidence.TOTAL)
        if come is SheetColumn.FIRST_JOIN:
            self._doubt(DoubtCode.SPAN_ONLY, row)
        return self._closed(found)

    def _with_times(
        self,
        row: AttendanceRow,
        joined: tuple[ClockTime | None, SheetColumn],
        left: tuple[ClockTime | None, SheetColumn],
    ) -> AttendanceRow | None:
        """The row with its moments; None, with a doubt, where it ends before it begins."""
        came, went = self._moments(row, *joined), self._moments(row, *left)
        if not (came and went) or left[0] is None:
            return evolve(row, joined=self._nearest(came), left=self._nearest(went))
        begin, end = likeliest_stay(came, self._on_its_day(left[0], went, came), row.stated, self.clock)
        if end < begin:
            self._doubt(DoubtCode.LEAVE_BEFORE_JOIN, row)
            return None
        return evolve(row, joined=begin, left=end)

    def _nearest(self, moments: list[datetime]) -> datetime | None:
        return min(moments, key=self.clock.distance, default=None)

    def _moments(self, row: AttendanceRow, time: ClockTime | None, column: SheetColumn) -> list[datetime]:
        if time is None:
            return []
        zone = UTC if column in self.table.utc else None
        moments = self.clock.moments(time, zone)
        for code in self.clock.doubts(time, moments, zone):
            self._doubt(code, row)
        if not moments:
            self._doubt(DoubtCode.UNREADABLE_TIME, row)
        return moments

    def _on_its_day(self, left: ClockTime, went: list[datetime], came: list[datetime]) -> list[datetime]:
        """The moments of a leave that has no day: on the day of the join, or on the next one."""
        if left.day or left.numbers:
            return went
        day = came[0].astimezone(self.clock.zone).date()
        on_day = [self.clock.moments(evolve(left, day=day + n * DAY)) for n in (0, 1)]
        return on_day[0] if max(on_day[0]) >= came[0] else on_day[1]

    def _without_join(self, row: AttendanceRow) -> AttendanceRow | None:
        """A row without a beginning: what it states counts as a total, and without that it shows nothing."""
        if row.left is not None:
            self._doubt(DoubtCode.LEFT_WITHOUT_JOIN, row)
        return None if row.stated is None else evolve(row, evidence=RowEvidence.TOTAL, left=None)

    def _closed(self, row: AttendanceRow) -> AttendanceRow:
        """A stay with its end, by its duration where the report gives no time; else open, with a doubt."""
        if row.left is not None or row.joined is None:
            return row
        if row.stated is not None:
            self._doubt(DoubtCode.LEAVE_FROM_DURATION, row)
            return evolve(row, left=row.joined + row.stated)
        self._doubt(DoubtCode.OPEN_STAY, row)
        return row

    def _stays_of_actions(self, rows: Sequence[tuple[AttendanceRow, list[str]]]) -> Iterator[AttendanceRow]:
        """Yield the stays that a list of joins and leaves makes."""
        actions = [action for row, cells in rows if (action := self._action(row, cells)) is not None]
        for row, doubts in stays_of_actions(actions):
            for code in doubts:
                self._doubt(code, row)
            if row.joined is not None:
                yield row

    def _action(self, row: AttendanceRow, cells: Sequence[str]) -> TimedAction | None:
        action = action_of(self._cell(cells, SheetColumn.ACTION))
        time = clock_time(self._cell(cells, SheetColumn.TIMESTAMP))
        moment = self._nearest(self._moments(row, time, SheetColumn.TIMESTAMP))
        if action is None or time is None:
            self._doubt(DoubtCode.UNKNOWN_ACTION if action is None else DoubtCode.UNREADABLE_TIME, row)
        return None if action is None or moment is None else TimedAction(row, action, moment)
