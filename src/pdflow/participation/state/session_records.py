"""The records of training sessions: which plan, attendance or evaluation counts for a session."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from pdflow.kernel.fields import RecordId
from pdflow.kernel.lookups import lookup
from pdflow.kernel.records import record
from pdflow.participation.state.records import Attendance, PlannedSession, SessionEvaluation
from pdflow.participation.state.state import Participation

SessionRecord = TypeVar("SessionRecord", PlannedSession, Attendance, SessionEvaluation)


def latest_record(
    state: Participation,
    session: str,
    current: dict[RecordId, SessionRecord],
    earlier: dict[RecordId, SessionRecord],
) -> tuple[RecordId, SessionRecord] | None:
    """The last record of a training session, with its name; None if there is none.

    Args:
        current: The ledger of the records that were not set aside with a closed cycle.
        earlier: The ledger of those that were.
    """
    for name, entry in reversed(current.items()):
        if entry.session == session:
            return name, entry
    return latest_record(state, session, earlier, {}) if earlier and session in state.filed else None


@lookup("plans", "earlier_plans", "ends", "cycles")
def dropped_plans(state: Participation) -> Sequence[RecordId]:
    """The names of the plans that were dropped."""
    return tuple([name for name in state.ends if name in state.plans or name in state.earlier_plans])


def latest_plan(state: Participation, session: str) -> tuple[RecordId, PlannedSession] | None:
    """The plan recorded last for a session, with its name; it may have been dropped."""
    return latest_record(state, session, state.plans, state.earlier_plans)


@record
class CountingAttendance:
    """The attendance that counts: of each session the last record of each part, and all its parts added up.

    Args:
        several_parts: The parts of each session that was held in several.
        attended: When the first and the last part was that the person attended; None without any.
        began: When the first session was that the person attended, by cycle.
        until: The time dated latest of the records that this was made of; None of none.
    """

    sessions: Mapping[str, Attendance]
    several_parts: Mapping[str, Sequence[Attendance]]
    attended: tuple[datetime, datetime] | None
    began: Mapping[int, datetime]
    until: datetime | None

    def is_all_by(self, by: datetime | None) -> bool:
        """Whether nothing of it is dated later than a time, if one is given."""
        return by is None or self.until is None or self.until <= by

    def parts_of(self, session: str) -> Sequence[Attendance]:
        """The parts of a session; none of one that has no attendance."""
        attended = self.sessions.get(session)
        return self.several_parts.get(session) or (() if attended is None else (attended,))

    @classmethod
    def of(cls, records: Mapping[RecordId, Attendance]) -> CountingAttendance:
        """What counts of these records, in the order of recording."""
        sessions = {each.session: each for each in records.values()}
        parts: dict[str, Sequence[Attendance]] = {}
        # Nearly always sessions are held in one part, and nothing is corrected.
        if len(sessions) < len(records) or any([each.continues for each in records.values()]):
            parts = _parts_by_session(records)
            sessions = {session: _joined(of_session) for session, of_session in parts.items()}
        several = {session: of_session for session, of_session in parts.items() if len(of_session) > 1}
        times, began = list[datetime](), dict[int, datetime]()
        for session, entry in sessions.items():
            if entry.there:
                times.append(entry.at)
                if entry.cycle not in began or entry.at < began[entry.cycle]:
                    began[entry.cycle] = entry.at
            if session in several:
                times += [part.at for part in several[session] if part.there]
        until = max([each.at for each in records.values()]) if records else None
        return cls(sessions, several, (min(times), max(times)) if times else None, began, until)


def _parts_by_session(records: Mapping[RecordId, Attendance]) -> dict[str, Sequence[Attendance]]:
    known: dict[str, dict[RecordId, Attendance]] = {}
    for name, attended in records.items():
        known.setdefault(attended.session, {})[name] = attended
    return {session: [*parts.values()] for session, own in known.items() if (parts := _parts(own))}


@lookup("attendance", "cycles")
def _of_open_sessions(state: Participation) -> CountingAttendance:
    return CountingAttendance.of(state.attendance)


@lookup("attendance", "earlier_attendance", "cycles")
def _of_all_sessions(state: Participation) -> CountingAttendance:
    return CountingAttendance.of(state.earlier_attendance | state.attendance)


def counting_attendance(state: Participation, *, earlier: bool, by: datetime | None = None) -> CountingAttendance:
    """The attendance that counts.

    Args:
        earlier: Include the sessions set aside with closed cycles.
        by: Leave out what is dated later than this.
    """
    known = _of_all_sessions(state) if earlier and state.earlier_attendance else _of_open_sessions(state)
    if by is None or known.is_all_by(by):
        return known
    records = state.earlier_attendance | state.attendance if earlier else state.attendance
    return CountingAttendance.of({name: entry for name, entry in records.items() if entry.at <= by})


def latest_attendance(state: Participation, session: str) -> tuple[RecordId, Attendance] | None:
    """The attendance that counts for a session, with the name of its first part; its parts are added up."""
    found = None
    for name, attended in () if session in state.filed else state.attendance.items():
        if attended.session == session:
            if found is not None or attended.continues is not None:
                break
            found = name, attended
    else:
        if found is not None or session not in state.filed:
            return found
    parts = _parts(_attendance_of(state, session))
    return (next(iter(parts)), _joined([*parts.values()])) if parts else None


def part_corrected(
    state: Participation, session: str, continues: RecordId | None
) -> tuple[RecordId, Attendance] | None:
    """The record that another one corrects: of the first part of a session, or of the part after the one continued."""
    records = _attendance_of(state, session)
    if not records:
        return None
    former: list[RecordId] | None = None
    for names in _records_of_parts(records):
        if (former is None) if continues is None else (former is not None and continues in former):
            return names[-1], records[names[-1]]
        former = names
    return None


def _attendance_of(state: Participation, session: str) -> dict[RecordId, Attendance]:
    records = {name: entry for name, entry in state.attendance.items() if entry.session == session}
    if session not in state.filed:
        return records
    earlier = {name: entry for name, entry in state.earlier_attendance.items() if entry.session == session}
    return earlier | records


def _parts(records: dict[RecordId, Attendance]) -> dict[RecordId, Attendance]:
    """The last record of each part of a session; what continues a record continues its correction too."""
    first = next(iter(records.values()), None)
    if first is None or (len(records) == 1 and first.continues is None):
        return records
    return {names[-1]: records[names[-1]] for names in _records_of_parts(records)}


def _records_of_parts(records: Mapping[RecordId, Attendance]) -> list[list[RecordId]]:
    """For each part of a session the names of the records of it, in the order of recording."""
    names = [name for name, entry in records.items() if entry.continues is None]
    if len(names) == len(records):  # nearly always: a session held in one part
        return [names]
    return [*_each_part(names, records)]


def _each_part(names: list[RecordId], records: Mapping[RecordId, Attendance]) -> Iterator[list[RecordId]]:
    while names:
        yield names
        names = [name for name, entry in records.items() if entry.continues in names]


def _joined(parts: Sequence[Attendance]) -> Attendance:
    """One attendance of all parts of a session, at the time of the first part that the person attended."""
    if len(parts) == 1:
        return parts[0]
    attended = [part.at for part in parts if part.there]
    held, there = sum([part.held for part in parts]), sum([part.there for part in parts])
    return parts[0].with_minutes(min(attended, default=parts[0].at), held, there)
