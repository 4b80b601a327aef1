"""The records of training sessions: which plan, attendance or evaluation counts for a session."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from pdflow.kernel.fields import RecordId
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
    for ledger in (current, earlier) if session in state.filed else (current,):
        for name, record in reversed(ledger.items()):
            if record.session == session:
                return name, record
    return None


def latest_plan(state: Participation, session: str) -> tuple[RecordId, PlannedSession] | None:
    """The plan recorded last for a session, with its name; it may have been dropped."""
    return latest_record(state, session, state.plans, state.earlier_plans)


def latest_attendance(state: Participation, session: str) -> tuple[RecordId, Attendance] | None:
    """The attendance that counts for a session, with the name of its first part; its parts are added up."""
    parts = attendance_parts(state, session)
    return (next(iter(parts)), joined([*parts.values()])) if parts else None


def attendance_parts(state: Participation, session: str) -> dict[RecordId, Attendance]:
    """The records that count for a session, by name: the last of each part."""
    records = _attendance_of(state, session)
    return {name: records[name] for name in _parts(records)}


def part_corrected(
    state: Participation, session: str, continues: RecordId | None
) -> tuple[RecordId, Attendance] | None:
    """The record that another one corrects: of the first part of a session, or of the part after the one continued."""
    records = _attendance_of(state, session)
    former: list[RecordId] | None = None
    for names in _records_of_parts(records):
        if (former is None) if continues is None else (former is not None and continues in former):
            return names[-1], records[names[-1]]
        former = names
    return None


def _attendance_of(state: Participation, session: str) -> dict[RecordId, Attendance]:
    ledgers = (state.earlier_attendance, state.attendance) if session in state.filed else (state.attendance,)
    return {name: entry for ledger in ledgers for name, entry in ledger.items() if entry.session == session}


def counting_attendance(state: Participation, *, earlier: bool, by: datetime | None = None) -> Iterable[Attendance]:
    """The attendance that counts, one for each session: of two records of one part the later, all parts added up.

    Args:
        earlier: Include the sessions set aside with closed cycles.
        by: Leave out what is dated later than this.
    """
    return map(joined, counting_parts(state, earlier=earlier, by=by))


def counting_parts(
    state: Participation, *, earlier: bool, by: datetime | None = None
) -> Iterable[Sequence[Attendance]]:
    """The attendance that counts, as ``counting_attendance`` gives it, but the parts of each session apart."""
    sessions: dict[str, dict[RecordId, Attendance]] = {}
    for ledger in (state.earlier_attendance, state.attendance) if earlier else (state.attendance,):
        for name, record in ledger.items():
            if by is None or record.at <= by:
                sessions.setdefault(record.session, {})[name] = record
    for records in sessions.values():
        if parts := _parts(records):
            yield [records[name] for name in parts]


def _parts(records: Mapping[RecordId, Attendance]) -> list[RecordId]:
    """The last record of each part of a session, by name; what continues a record continues its correction too."""
    return [names[-1] for names in _records_of_parts(records)]


def _records_of_parts(records: Mapping[RecordId, Attendance]) -> list[list[RecordId]]:
    """For each part of a session the records of it, in the order of recording."""
    names = [name for name, record in records.items() if record.continues is None]
    if len(names) == len(records):  # nearly always: a session held in one part
        return [names] if names else []
    return [*_each_part(names, records)]


def _each_part(names: list[RecordId], records: Mapping[RecordId, Attendance]) -> Iterator[list[RecordId]]:
    while names:
        yield names
        names = [name for name, record in records.items() if record.continues in names]


def joined(parts: Sequence[Attendance]) -> Attendance:
    """One attendance of all parts of a session, at the time of the first part that the person attended."""
    if len(parts) == 1:
        return parts[0]
    attended = [part.at for part in parts if part.there]
    held, there = sum([part.held for part in parts]), sum([part.there for part in parts])
    return parts[0].with_minutes(min(attended, default=parts[0].at), held, there)
