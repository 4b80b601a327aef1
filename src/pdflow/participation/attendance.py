"""Attendance of the training: minutes held and there, parts of sessions, make-ups and corrections."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event, with_fields
from pdflow.kernel.records import Turn
from pdflow.participation.enrolment_status import paused
from pdflow.participation.rights import whoever_took_attendance
from pdflow.participation.state import (
    AT_WORK,
    ENROLLED,
    TRAINING,
    Attendance,
    Moves,
    Participation,
    is_handed_on,
    latest_attendance,
    latest_plan,
    minutes_missed,
    part_corrected,
)
from pdflow.participation.training import in_another_cycle
from pdflow.values import CycleNumber, Minutes, SessionId, SessionMinutes


@command(by=whoever_took_attendance)
class RecordAttendance(Command[Participation]):
    """Record how many minutes were held and how many of them the person attended; 0 for an absence.

    A session may be held in parts: a record that ``continues`` another adds its minutes to it. Another record of the
    session, or one that continues the same part, corrects the former and keeps its day.
    """

    attendance: RecordId = key("attendance")
    session: SessionId
    held: SessionMinutes
    there: Minutes
    makes_up: SessionId | None = None
    continues: RecordId | None = names("attendance", "earlier_attendance", default=None)


@event("participation.training_begun")
class TrainingBegun(Event[Participation]):
    """The person attended training for the first time."""

    def apply(self, state: Participation) -> None:
        state.phase, state.turned = TRAINING, Turn("TrainingBegun", self.at)


@event("participation.attendance_recorded", version=2, upcasters={1: with_fields(continues=None, took_place=None)})
class AttendanceRecorded(Event[Participation]):
    """Minutes held, attended and credited, to this session or to the one it makes up.

    ``took_place`` is the time of the session where the record was dated otherwise, as a correction is.
    """

    attendance: RecordId
    session: SessionId
    cycle: CycleNumber
    held: SessionMinutes
    there: Minutes
    makes_up: SessionId | None
    credited: Minutes
    supersedes: RecordId | None
    continues: RecordId | None
    took_place: datetime | None

    def apply(self, state: Participation) -> None:
        at, cycle = self.took_place or self.at, self.cycle
        handed_on = is_handed_on(self.header, self.attendance)
        state.attendance[self.attendance] = Attendance(
            at, self.session, cycle, self.held, self.there, self.makes_up, self.continues, handed_on
        )


@detail("session.in_another_cycle")
def attended_in_another_cycle(state: Participation, record: RecordAttendance) -> Objection:
    """A session of an earlier cycle is corrected under a date of that cycle, and continued by name."""
    former = None if state.cycle == 1 or record.continues is not None else latest_attendance(state, record.session)
    if former is None:
        return None
    return in_another_cycle(record.session, state.cycle_on(former[1].at), state.cycle_on(record.at))


@detail("participation.paused", remedy="Resume")
def attended_while_paused(state: Participation, record: RecordAttendance) -> Objection:
    """An absence may be recorded of somebody on leave, their presence may not."""
    is_asked = record.there and (state.paused or state.pauses)
    return paused(state, _time_of(state, record, _corrected(state, record))) if is_asked else None


@detail("attendance.before_session")
def before_session(state: Participation, record: RecordAttendance) -> Objection:
    """A session planned for a later day was not held yet, nor missed."""
    plan = latest_plan(state, record.session)
    if plan is None or plan[0] in state.ends:
        return None
    start = plan[1].start
    if record.at >= start or record.at.astimezone(start.tzinfo).date() >= start.date():
        return None
    return {"session": record.session, "start": start}


@detail("record.unknown")
def continues_another_session(state: Participation, record: RecordAttendance) -> Objection:
    """What a record continues is a record of the same session."""
    if record.continues is None:
        return None
    former = state.attendance.get(record.continues) or state.earlier_attendance.get(record.continues)
    is_of_another = former is not None and former.session != record.session
    return {"unknown": (record.continues,)} if is_of_another else None


@detail("attendance.more_than_held")
def more_than_held(state: Participation, record: RecordAttendance) -> Objection:
    return {"there": record.there, "held": record.held} if record.there > record.held else None


@detail("attendance.nothing_missed")
def nothing_missed(state: Participation, record: RecordAttendance) -> Objection:
    makes_up = record.makes_up
    if makes_up is None or minutes_missed(state, makes_up, record.at, apart_from=record.session):
        return None
    return {"session": makes_up}


def attendance_recorded(state: Participation, record: RecordAttendance) -> Sequence[AttendanceRecorded]:
    former = _corrected(state, record)
    took_place = _time_of(state, record, former)
    return (
        AttendanceRecorded.of(
            record,
            cycle=_cycle_of(state, record.makes_up or record.session, record.at),
            credited=_credited(state, record),
            supersedes=former and former[0],
            took_place=None if took_place == record.at else took_place,
        ),
    )


def first_attendance_recorded(
    state: Participation, record: RecordAttendance
) -> Sequence[TrainingBegun | AttendanceRecorded]:
    recorded = attendance_recorded(state, record)
    return (TrainingBegun(record.header), *recorded) if record.there else recorded


def _corrected(state: Participation, record: RecordAttendance) -> tuple[RecordId, Attendance] | None:
    return part_corrected(state, record.session, record.continues)


def _time_of(state: Participation, record: RecordAttendance, former: tuple[RecordId, Attendance] | None) -> datetime:
    """When the session was: of a correction as planned, else as first recorded; otherwise the record's own time."""
    if former is None:
        return record.at
    plan = latest_plan(state, record.session)
    is_planned = plan is not None and plan[0] not in state.ends and record.continues is None
    return plan[1].start if plan is not None and is_planned else min(former[1].at, record.at)


def _credited(state: Participation, record: RecordAttendance) -> int:
    if record.makes_up is None:
        return record.there
    missed = minutes_missed(state, record.makes_up, record.at, apart_from=record.session)
    return min(record.there, missed)


def _cycle_of(state: Participation, session: str, at: datetime) -> int:
    found = latest_plan(state, session) or latest_attendance(state, session)
    return found[1].cycle if found else state.cycle_on(at)


ATTENDANCE_GUARDS = [
    attended_while_paused,
    more_than_held,
    before_session,
    nothing_missed,
    attended_in_another_cycle,
    continues_another_session,
]

MOVES: Moves = (
    move(
        RecordAttendance,
        ENROLLED,
        to=(ENROLLED, TRAINING),
        guards=ATTENDANCE_GUARDS,
        then=first_attendance_recorded,
    ),
    move(
        RecordAttendance,
        AT_WORK,
        guards=ATTENDANCE_GUARDS,
        then=attendance_recorded,
    ),
)
