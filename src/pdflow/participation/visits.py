"""Visits in the calendar: scheduled, cancelled, missed, or kept by the record that names them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import (
    Command,
    Event,
    command,
    event,
)
from pdflow.participation.rights import whoever_visits
from pdflow.participation.state.records import (
    End,
    Ending,
    Visit,
    VisitKind,
)
from pdflow.participation.state.state import LIVE, Moves, Participation
from pdflow.people import PersonId

MINUTE = timedelta(minutes=1)


@command(by=whoever_visits)
class ScheduleVisit(Command[Participation]):
    """Put a visit in the calendar: what for, with whom, when and for how many minutes."""

    visit: RecordId = key("visits")
    kind: VisitKind
    supporter: PersonId
    start: datetime
    minutes: int


@command(by=whoever_visits)
class CancelVisit(Command[Participation]):
    """Call a visit off."""

    visit: RecordId = names("visits", unknown="visit.unknown")
    reason: str = ""


@command(by=whoever_visits)
class MissVisit(Command[Participation]):
    """Record that a visit did not take place because somebody missed it."""

    visit: RecordId = names("visits", unknown="visit.unknown")
    missed_by: PersonId


@event("participation.visit_scheduled")
class VisitScheduled(Event[Participation]):
    """A visit was put in the calendar."""

    visit: RecordId
    kind: VisitKind
    supporter: PersonId
    start: datetime
    minutes: int

    def apply(self, state: Participation) -> None:
        state.visits[self.visit] = Visit(self.at, self.kind, self.start, self.minutes, self.supporter)


@event("participation.visit_cancelled")
class VisitCancelled(Event[Participation]):
    """A visit was called off."""

    visit: RecordId
    reason: str

    def apply(self, state: Participation) -> None:
        state.ends[self.visit] = End(self.at, self.header.id, Ending.CANCELLED, self.visit)


@event("participation.visit_missed")
class VisitMissed(Event[Participation]):
    """A visit did not take place: who missed it."""

    visit: RecordId
    missed_by: PersonId

    def apply(self, state: Participation) -> None:
        state.ends[self.visit] = End(self.at, self.header.id, Ending.MISSED, self.visit, through=self.missed_by)


class NamesVisit(Protocol):
    """A command that may keep, cancel or miss a visit."""

    @property
    def visit(self) -> RecordId | None: ...


@detail("visit.in_the_past")
def visit_in_the_past(state: Participation, schedule: ScheduleVisit) -> Objection:
    return {"start": schedule.start} if schedule.start < schedule.at else None


@detail("visit.clashes", remedy="CancelVisit")
def visit_clashes(state: Participation, schedule: ScheduleVisit) -> Objection:
    start, end = schedule.start, schedule.start + schedule.minutes * MINUTE
    for name, other in state.visits.items():
        if other.start < end and start < other.start + other.minutes * MINUTE and is_open(state, name):
            return {"visit": name, "start": other.start}
    return None


@detail("visit.unknown", remedy="ScheduleVisit")
def visit_not_open(state: Participation, command: NamesVisit) -> Objection:
    """A visit that was cancelled, missed or kept is no longer there to be."""
    visit = command.visit
    if visit is None or visit not in state.visits or is_open(state, visit):
        return None
    return {"visit": visit, "ended": state.ended(visit)}


def open_visits(state: Participation) -> list[RecordId]:
    """Visits neither ended nor kept; those inside a leave or after a completion have fallen away."""
    return [name for name in state.visits if is_open(state, name)]


def is_open(state: Participation, visit: RecordId) -> bool:
    """Whether a visit is neither ended nor kept by the record that names it, nor fallen away."""
    if visit in state.ends or state.named_by_turns.get(visit) == "ParticipationCompleted":
        return False
    if (state.paused or state.pauses) and _on_leave(state, state.visits[visit]):
        return False
    for ledger in (state.observations, state.check_ins, state.sessions):
        for record in ledger.values():
            if record.visit == visit:
                return False
    return True


def _on_leave(state: Participation, visit: Visit) -> bool:
    leave = state.paused
    if leave is not None and visit.at <= leave.since <= visit.start:
        return leave.until is None or visit.start.date() < leave.until
    return any(visit.at <= since <= visit.start < until for since, until in state.pauses)


def ended_so(state: Participation, command: CancelVisit | MissVisit) -> bool:
    how = Ending.CANCELLED if isinstance(command, CancelVisit) else Ending.MISSED
    return state.ended(command.visit) is how


MOVES: Moves = (
    move(ScheduleVisit, LIVE, guards=[visit_in_the_past, visit_clashes], then=VisitScheduled),
    move(CancelVisit, LIVE, guards=[visit_not_open], then=VisitCancelled, no_op_if=ended_so),
    move(MissVisit, LIVE, guards=[visit_not_open], then=VisitMissed, no_op_if=ended_so),
)
