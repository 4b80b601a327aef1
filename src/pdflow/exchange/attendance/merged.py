"""Reports of one session merged: for each person the minutes that count, and everything that is in doubt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from attrs import evolve, field, frozen

from pdflow.exchange.attendance.attendees import Identify, SheetAttendee, at_the_same_time, attendees
from pdflow.exchange.attendance.counted_time import CountedTime, counted_time
from pdflow.exchange.attendance.doubts import AttendanceError, Doubt, DoubtCode, DoubtList, SheetLine, suggestion
from pdflow.exchange.attendance.report import AttendanceReport, AttendanceRow, SheetRole
from pdflow.exchange.attendance.spans import Span
from pdflow.exchange.attendance.who_is_who import WhoIsWho
from pdflow.language import ENGLISH
from pdflow.people import PersonId


@frozen
class PersonAttendance:
    """A person who was there: for how long, in which role, by which lines, and what is in doubt about these."""

    person: PersonId
    time: CountedTime
    role: SheetRole
    lines: tuple[SheetLine, ...]
    doubts: tuple[DoubtCode, ...] = ()


@frozen
class UnmatchedAttendance:
    """Somebody who was there and whom nobody knows; ``near`` are people with nearly the same name."""

    attendee: SheetAttendee
    time: CountedTime
    near: tuple[PersonId, ...] = ()
    doubts: tuple[DoubtCode, ...] = ()

    def suggestion(self, language: str = ENGLISH) -> str:
        """Who it may be, in words, the lines before it; an empty text where nobody's name is near."""
        return suggestion(self.attendee.lines, self.near, language) if self.near else ""


@frozen
class MergedAttendance:
    """Who was at a session; ``doubts`` lists the first 1,000, ``more_doubts`` counts the others.

    Args:
        start: When the session began, in UTC.
        minutes: How long it lasted.
        people: Who was matched, by their ids.
        unmatched: Who was not, in the order of their lines.
        excluded: Who was matched and is left out, as the host asked: trainers and hosts.
        doubts: Those of the reports, and those of merging them.
    """

    start: datetime
    minutes: int
    people: tuple[PersonAttendance, ...]
    unmatched: tuple[UnmatchedAttendance, ...] = ()
    excluded: tuple[PersonAttendance, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    more_doubts: int = 0


def merge(
    reports: Iterable[AttendanceReport],
    who: Mapping[str, PersonId] | Identify,
    *,
    without_roles: Collection[SheetRole] = (),
    trainers: Collection[PersonId] = (),
    presence: timedelta | None = None,
) -> MergedAttendance:
    """Merge the reports of one session: each person's time once, whichever report or device shows it.

    Args:
        reports: Of one session; rows that are equal in several count once.
        who: Persons by e-mail address, id or name, or a function that says who an attendee is.
        without_roles: Whoever has one of these roles is left out, such as ``SheetRole.HOST``.
        trainers: Persons who are left out as well.
        presence: What a signature counts for where a sheet has no times; None where it counts for nothing.

    Raises:
        AttendanceError: The reports are of different sessions, or there is none.
        OutOfRange: The id of a person in ``who`` is blank.
    """
    every = list(reports)
    session = _session_of(every)
    merging = _Merging(every, session, WhoIsWho(who), presence)
    people = merging.people()
    left_out = {each.person for each in people if each.person in trainers or each.role in without_roles}
    return MergedAttendance(
        session[0],
        every[0].minutes,
        tuple(each for each in people if each.person not in left_out),
        tuple(merging.unmatched()),
        tuple(each for each in people if each.person in left_out),
        tuple(merging.doubts.kept),
        merging.doubts.more,
    )


def _session_of(reports: Sequence[AttendanceReport]) -> Span:
    sessions = {(report.start, report.minutes) for report in reports}
    if len(sessions) != 1:
        raise AttendanceError([Doubt(DoubtCode.OTHER_SESSION, ", ".join(report.source for report in reports) or "-")])
    ((start, minutes),) = sessions
    return start, start + timedelta(minutes=minutes)


@frozen
class _Merging:
    """The people of some reports, and the doubts found while they are merged."""

    reports: Sequence[AttendanceReport]
    session: Span
    who: WhoIsWho
    presence: timedelta | None
    doubts: DoubtList = field(init=False)
    _by_line: dict[SheetLine, list[DoubtCode]] = field(init=False)
    _unknown: list[SheetAttendee] = field(init=False, factory=list)

    @doubts.default
    def _doubts_of_reports(self) -> DoubtList:
        every = (doubt for report in self.reports for doubt in report.doubts)
        return DoubtList(every, sum(report.more_doubts for report in self.reports))

    @_by_line.default
    def _doubts_by_line(self) -> dict[SheetLine, list[DoubtCode]]:
        found = defaultdict[SheetLine, list[DoubtCode]](list)
        for doubt in self.doubts.kept:
            for line in doubt.lines:
                found[line].append(doubt.code)
        return found

    def people(self) -> list[PersonAttendance]:
        """Everybody who is matched, by their ids."""
        by_key, by_name = self._matched()
        found = []
        for person in sorted({*by_key, *by_name}):
            rows, doubts = self._rows_of(by_key[person], by_name[person])
            if rows:
                found.append(self._person(person, sorted(rows, key=lambda row: row.line), doubts))
        return found

    def unmatched(self) -> Iterable[UnmatchedAttendance]:
        """Yield everybody who is not, with whose names are near theirs; after ``people``."""
        for attendee in sorted(self._unknown, key=lambda each: each.lines):
            time = counted_time(attendee.rows, self.session, self.presence)
            codes = self._doubtful([*attendee.doubts, *time.doubts, DoubtCode.UNMATCHED], attendee)
            yield UnmatchedAttendance(attendee, time, self.who.near(attendee), codes)

    def _matched(self) -> tuple[dict[PersonId, list[SheetAttendee]], dict[PersonId, list[SheetAttendee]]]:
        by_key, by_name = (
            defaultdict[PersonId, list[SheetAttendee]](list),
            defaultdict[PersonId, list[SheetAttendee]](list),
        )
        for attendee in attendees(self._rows(), self.session[1]):
            match = self.who.match(attendee)
            if match.doubt is not None:
                self.doubts.add(match.doubt, attendee.lines)
            if match.person is None:
                self._unknown.append(attendee)
            else:
                (by_name if match.by_name else by_key)[match.person].append(attendee)
        return by_key, by_name

    def _rows(self) -> Iterable[AttendanceRow]:
        """Every row once; which one stands for several equal ones follows from the lines, not from any order."""
        by_content = defaultdict[AttendanceRow, list[AttendanceRow]](list)
        for row in sorted((row for report in self.reports for row in report.rows), key=lambda row: row.line):
            by_content[row.content()].append(row)
        for equal in by_content.values():
            if len(equal) > 1:
                self.doubts.add(DoubtCode.EQUAL_ROWS, [row.line for row in equal], count=len(equal) - 1)
        return self._ended([equal[0] for equal in by_content.values()])

    def _ended(self, rows: Sequence[AttendanceRow]) -> Iterable[AttendanceRow]:
        """Yield the rows without those of open stays of which another row knows the end."""
        ended = {evolve(row.content(), left=None, stated=None): row for row in rows if row.left is not None}
        for row in rows:
            known = ended.get(evolve(row.content(), stated=None))
            if known is None:
                yield row
            else:
                self.doubts.add(DoubtCode.ENDED_ELSEWHERE, [row.line, known.line])

    def _rows_of(
        self, by_key: Sequence[SheetAttendee], by_name: Sequence[SheetAttendee]
    ) -> tuple[list[AttendanceRow], list[DoubtCode]]:
        """The rows of one person: whoever has no more than their name must not be there at the same time as others."""
        every = [*by_key, *by_name]
        rows = [row for each in by_key for row in each.rows]
        doubts = [code for each in by_key for code in each.doubts]
        for attendee in by_name:
            others = [each for each in every if each is not attendee]
            if any(at_the_same_time(attendee.rows, each.rows, self.session[1]) for each in others):
                self.doubts.add(DoubtCode.NAME_OVERLAP, attendee.lines)
                self._unknown.append(attendee)
            else:
                rows += attendee.rows
                doubts += [*attendee.doubts, *([DoubtCode.MERGED_BY_NAME] if others else [])]
        return rows, doubts

    def _person(self, person: PersonId, rows: Sequence[AttendanceRow], doubts: Sequence[DoubtCode]) -> PersonAttendance:
        attendee, time = SheetAttendee(tuple(rows)), counted_time(rows, self.session, self.presence)
        codes = [*doubts, *time.doubts]
        if time.minutes is None:
            codes.append(DoubtCode.NO_MINUTES)
        elif time.minutes == 0 and DoubtCode.OUTSIDE_SESSION not in codes:
            codes.append(DoubtCode.BELOW_A_MINUTE)
        return PersonAttendance(person, time, attendee.role, attendee.lines, self._doubtful(codes, attendee))

    def _doubtful(self, codes: Iterable[DoubtCode], attendee: SheetAttendee) -> tuple[DoubtCode, ...]:
        """Keep what is in doubt about somebody; return it with what is about one of their lines."""
        for code in dict.fromkeys(codes):
            self.doubts.add(code, attendee.lines)
        of_lines = (code for line in attendee.lines for code in self._by_line.get(line, ()))
        return tuple(dict.fromkeys((*of_lines, *codes)))
