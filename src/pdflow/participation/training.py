"""Training sessions, face to face: planned, moved, dropped, attended, missed and made up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pdflow.kernel.fields import RecordId, key
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import (
    Command,
    Event,
    command,
    event,
)
from pdflow.kernel.records import Turn
from pdflow.participation.enrolment_status import paused
from pdflow.participation.rights import the_programme, whoever_took_attendance
from pdflow.participation.state.attendance import attendance_of, missed, plan_of
from pdflow.participation.state.records import (
    Attendance,
    End,
    Ending,
    Plan,
)
from pdflow.participation.state.state import (
    AT_WORK,
    ENROLLED,
    LIVE,
    TRAINING,
    Moves,
    Participation,
)


@command(by=the_programme)
class PlanSession(Command[Participation]):
    """Plan a session for a person, or move it by planning it anew; ``makes_up`` names the session it repeats.

    ``minutes`` is its length, ``cycle`` the cycle it belongs to (the one it was planned for, or the current one, if
    not given).
    """

    plan: RecordId = key("plans")
    session: str
    start: datetime
    minutes: int
    cycle: int | None = None
    makes_up: str | None = None


@command(by=the_programme)
class DropSession(Command[Participation]):
    """Take a planned session out of the plan."""

    session: str
    reason: str = ""


@command(by=whoever_took_attendance)
class RecordAttendance(Command[Participation]):
    """Record how many minutes were held and how many the person was there; absence is a fact, 0 minutes."""

    attendance: RecordId = key("attendance")
    session: str
    held: int
    there: int
    makes_up: str | None = None


@event("participation.session_planned")
class SessionPlanned(Event[Participation]):
    """A session was planned, or planned anew."""

    plan: RecordId
    session: str
    start: datetime
    minutes: int
    cycle: int
    makes_up: str | None
    supersedes: RecordId | None

    def apply(self, state: Participation) -> None:
        state.plans[self.plan] = Plan(self.at, self.session, self.cycle, self.start, self.minutes, self.makes_up)


@event("participation.session_dropped")
class SessionDropped(Event[Participation]):
    """A planned session was taken out of the plan."""

    session: str
    plan: RecordId
    reason: str

    def apply(self, state: Participation) -> None:
        state.ends[self.plan] = End(self.at, self.header.id, Ending.DROPPED, self.plan)


@event("participation.training_begun")
class TrainingBegun(Event[Participation]):
    """The person was there for the first time."""

    def apply(self, state: Participation) -> None:
        state.phase, state.turned = TRAINING, Turn("TrainingBegun", self.at)


@event("participation.attendance_recorded")
class AttendanceRecorded(Event[Participation]):
    """Minutes held, minutes there and minutes credited, to this session or to the one it makes up."""

    attendance: RecordId
    session: str
    cycle: int
    held: int
    there: int
    makes_up: str | None
    credited: int
    supersedes: RecordId | None

    def apply(self, state: Participation) -> None:
        entry = Attendance(self.at, self.session, self.cycle, self.held, self.there, self.makes_up)
        state.attendance[self.attendance] = entry


@detail("session.unknown", remedy="PlanSession")
def unknown_session(state: Participation, drop: DropSession) -> Objection:
    return {"session": drop.session} if plan_of(state, drop.session) is None else None


@detail("participation.paused", remedy="Resume")
def there_while_paused(state: Participation, record: RecordAttendance) -> Objection:
    """An absence may be recorded of somebody on leave, their presence may not."""
    return paused(state, record.at) if record.there else None


@detail("attendance.more_than_held")
def more_than_held(state: Participation, record: RecordAttendance) -> Objection:
    return {"there": record.there, "held": record.held} if record.there > record.held else None


@detail("attendance.nothing_missed")
def nothing_missed(state: Participation, record: RecordAttendance) -> Objection:
    makes_up = record.makes_up
    if makes_up is None or missed(state, makes_up, record.at, apart_from=record.session):
        return None
    return {"session": makes_up}


def dropped_already(state: Participation, drop: DropSession) -> bool:
    found = plan_of(state, drop.session)
    return found is not None and found[0] in state.ends


def planned(state: Participation, plan: PlanSession) -> Sequence[SessionPlanned]:
    former = plan_of(state, plan.session)
    cycle = plan.cycle or (former[1].cycle if former else state.cycle)
    return (SessionPlanned.of(plan, cycle=cycle, supersedes=former and former[0]),)


def dropped(state: Participation, drop: DropSession) -> Sequence[SessionDropped]:
    former = plan_of(state, drop.session)
    return (SessionDropped.of(drop, plan=former and former[0]),)


def attendance_recorded(state: Participation, record: RecordAttendance) -> Sequence[AttendanceRecorded]:
    former = attendance_of(state, record.session)
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
    return min(record.there, missed(state, record.makes_up, record.at, apart_from=record.session))


def _cycle_of(state: Participation, session: str, at: datetime) -> int:
    found = plan_of(state, session) or attendance_of(state, session)
    return found[1].cycle if found else state.cycle_on(at)


MOVES: Moves = (
    move(PlanSession, LIVE, then=planned),
    move(DropSession, LIVE, guards=[unknown_session], then=dropped, no_op_if=dropped_already),
    move(
        RecordAttendance,
        ENROLLED,
        to=(ENROLLED, TRAINING),
        guards=[there_while_paused, more_than_held, nothing_missed],
        then=first_attendance_recorded,
    ),
    move(
        RecordAttendance,
        AT_WORK,
        guards=[there_while_paused, more_than_held, nothing_missed],
        then=attendance_recorded,
    ),
)
