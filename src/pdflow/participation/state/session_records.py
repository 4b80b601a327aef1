"""The records of training sessions: which plan, attendance or evaluation counts for a session."""

from __future__ import annotations

from collections.abc import Iterable
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
    """The attendance recorded last for a session, with its name."""
    return latest_record(state, session, state.attendance, state.earlier_attendance)


def counting_attendance(state: Participation, *, earlier: bool, by: datetime | None = None) -> Iterable[Attendance]:
    """The attendance that counts: of two records of one session the later.

    Args:
        earlier: Include the sessions set aside with closed cycles.
        by: Leave out what is dated later than this.
    """
    records = (*state.earlier_attendance.values(), *state.attendance.values()) if earlier else state.attendance.values()
    return {record.session: record for record in records if by is None or record.at <= by}.values()
