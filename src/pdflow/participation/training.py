"""Face-to-face training: sessions planned, moved and dropped, and their attendance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pdflow.kernel.fields import Name, RecordId, instant, key
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.kernel.records import Turn
from pdflow.participation.enrolment_status import paused
from pdflow.participation.rights import the_programme, whoever_took_attendance
from pdflow.participation.state import (
    AT_WORK,
    ENROLLED,
    LIVE,
    TRAINING,
    Attendance,
    End,
    Ending,
    Moves,
    Participation,
    PlannedSession,
    latest_attendance,
    latest_plan,
    minutes_missed,
)
from pdflow.values import CycleNumber, Minutes, SessionMinutes


@command(by=the_programme)
class PlanSession(Command[Participation]):
    """Plan a session for a person, or move it by planning it again; ``makes_up`` names the session it repeats.

    ``minutes`` is its length. Without a ``cycle`` it stays in the one it was planned for, else is in the current one.
    """

    plan: RecordId = key("plans")
    session: Name
    start: datetime = instant()
    minutes: SessionMinutes
    cycle: CycleNumber | None = None
    makes_up: Name | None = None


@command(by=the_programme)
class DropSession(Command[Participation]):
    """Take a planned session out of the plan."""

    session: Name
    reason: str = ""


@command(by=whoever_took_attendance)
class RecordAttendance(Command[Participation]):
    """Record how many minutes were held and how many of them the person attended; 0 for an absence."""

    attendance: RecordId = key("attendance")
    session: Name
    held: SessionMinutes
    there: Minutes
    makes_up: Name | None = None


@event("participation.session_planned")
class SessionPlanned(Event[Participation]):
    """A session was planned, or moved by a new plan."""

    plan: RecordId
    session: Name
    start: datetime
    minutes: SessionMinutes
    cycle: CycleNumber
    makes_up: Name | None
    supersedes: RecordId | None

    def apply(self, state: Participation) -> None:
        state.plans[self.plan] = PlannedSession(
            self.at, self.session, self.cycle, self.start, self.minutes, self.makes_up
        )


@event("participation.session_dropped")
class SessionDropped(Event[Participation]):
    """A planned session was taken out of the plan."""

    session: Name
    plan: RecordId
    reason: str

    def apply(self, state: Participation) -> None:
        state.ends[self.plan] = End(self.at, self.header.id, Ending.DROPPED, self.plan)


@event("participation.training_begun")
class TrainingBegun(Event[Participation]):
    """The person attended training for the first time."""

    def apply(self, state: Participation) -> None:
        state.phase, state.turned = TRAINING, Turn("TrainingBegun", self.at)


@event("participation.attendance_recorded")
class AttendanceRecorded(Event[Participation]):
    """Minutes held, attended and credited, to this session or to the one it makes up."""

    attendance: RecordId
    session: Name
    cycle: CycleNumber
    held: SessionMinutes
    there: Minutes
    makes_up: Name | None
    credited: Minutes
    supersedes: RecordId | None

    def apply(self, state: Participation) -> None:
        record = Attendance(self.at, self.session, self.cycle, self.held, self.there, self.makes_up)
        state.attendance[self.attendance] = record


@detail("session.unknown", remedy="PlanSession")
def unknown_session(state: Participation, drop: DropSession) -> Objection:
    return {"session": drop.session} if latest_plan(state, drop.session) is None else None


@detail("participation.paused", remedy="Resume")
def attended_while_paused(state: Participation, record: RecordAttendance) -> Objection:
    """An absence may be recorded of somebody on leave, their presence may not."""
    return paused(state, record.at) if record.there else None


@detail("attendance.more_than_held")
def more_than_held(state: Participation, record: RecordAttendance) -> Objection:
    return {"there": record.there, "held": record.held} if record.there > record.held else None


@detail("attendance.nothing_missed")
def nothing_missed(state: Participation, record: RecordAttendance) -> Objection:
    makes_up = record.makes_up
    if makes_up is None or minutes_missed(state, makes_up, record.at, apart_from=record.session):
        return None
    return {"session": makes_up}


def session_is_dropped(state: Participation, drop: DropSession) -> bool:
    plan = latest_plan(state, drop.session)
    return plan is not None and plan[0] in state.ends


def session_planned(state: Participation, plan: PlanSession) -> Sequence[SessionPlanned]:
    former = latest_plan(state, plan.session)
    cycle = plan.cycle or (former[1].cycle if former else state.cycle)
    return (SessionPlanned.of(plan, cycle=cycle, supersedes=former and former[0]),)


def session_dropped(state: Participation, drop: DropSession) -> Sequence[SessionDropped]:
    former = latest_plan(state, drop.session)
    return (SessionDropped.of(drop, plan=former and former[0]),)


def attendance_recorded(state: Participation, record: RecordAttendance) -> Sequence[AttendanceRecorded]:
    former = latest_attendance(state, record.session)
    return (
        AttendanceRecorded.of(
            record,
            cycle=_cycle_of(state, record.makes_up or record.session, record.at),
            credited=_credited(state, record),
            supersedes=former and former[0],
        ),
    )


def first_attendance_recorded(
    state: Participation, record: RecordAttendance
) -> Sequence[TrainingBegun | AttendanceRecorded]:
    recorded = attendance_recorded(state, record)
    return (TrainingBegun(record.header), *recorded) if record.there else recorded


def _credited(state: Participation, record: RecordAttendance) -> int:
    if record.makes_up is None:
        return record.there
    return min(record.there, minutes_missed(state, record.makes_up, record.at, apart_from=record.session))


def _cycle_of(state: Participation, session: str, at: datetime) -> int:
    found = latest_plan(state, session) or latest_attendance(state, session)
    return found[1].cycle if found else state.cycle_on(at)


MOVES: Moves = (
    move(PlanSession, LIVE, then=session_planned),
    move(DropSession, LIVE, guards=[unknown_session], then=session_dropped, no_op_if=session_is_dropped),
    move(
        RecordAttendance,
        ENROLLED,
        to=(ENROLLED, TRAINING),
        guards=[attended_while_paused, more_than_held, nothing_missed],
        then=first_attendance_recorded,
    ),
    move(
        RecordAttendance,
        AT_WORK,
        guards=[attended_while_paused, more_than_held, nothing_missed],
        then=attendance_recorded,
    ),
)
