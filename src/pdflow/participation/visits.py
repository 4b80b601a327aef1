"""Visits in the calendar: scheduled, cancelled and missed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from pdflow.kernel.fields import RecordId, instant, key, names
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.participation.rights import whoever_visits
from pdflow.participation.state import LIVE, End, Ending, Moves, Participation, Visit, VisitKind, is_open_visit
from pdflow.people import PersonId
from pdflow.values import ContactMinutes

MINUTE = timedelta(minutes=1)


@command(by=whoever_visits)
class ScheduleVisit(Command[Participation]):
    """Put a visit in the calendar: its kind, the supporter, when it begins and for how many minutes."""

    visit: RecordId = key("visits")
    kind: VisitKind
    supporter: PersonId
    start: datetime = instant()
    minutes: ContactMinutes


@command(by=whoever_visits)
class CancelVisit(Command[Participation]):
    """Cancel a visit."""

    visit: RecordId = names("visits", unknown="visit.unknown")
    reason: str = ""


@command(by=whoever_visits)
class MissVisit(Command[Participation]):
    """Record that a visit did not take place, and who missed it."""

    visit: RecordId = names("visits", unknown="visit.unknown")
    missed_by: PersonId


@event("participation.visit_scheduled")
class VisitScheduled(Event[Participation]):
    """A visit was put in the calendar."""

    visit: RecordId
    kind: VisitKind
    supporter: PersonId
    start: datetime
    minutes: ContactMinutes

    def apply(self, state: Participation) -> None:
        state.visits[self.visit] = Visit(self.at, self.kind, self.start, self.minutes, self.supporter)


@event("participation.visit_cancelled")
class VisitCancelled(Event[Participation]):
    """A visit was cancelled."""

    visit: RecordId
    reason: str

    def apply(self, state: Participation) -> None:
        state.ends[self.visit] = End(self.at, self.header.id, Ending.CANCELLED, self.visit)


@event("participation.visit_missed")
class VisitMissed(Event[Participation]):
    """A visit did not take place because somebody missed it."""

    visit: RecordId
    missed_by: PersonId

    def apply(self, state: Participation) -> None:
        state.ends[self.visit] = End(self.at, self.header.id, Ending.MISSED, self.visit, through=self.missed_by)


class CommandWithVisit(Protocol):
    """A command that keeps, cancels or misses a visit, if it names one."""

    @property
    def visit(self) -> RecordId | None: ...


@detail("visit.in_the_past")
def visit_in_the_past(state: Participation, schedule: ScheduleVisit) -> Objection:
    return {"start": schedule.start} if schedule.start < schedule.at else None


@detail("visit.clashes", remedy="CancelVisit")
def visit_clashes(state: Participation, schedule: ScheduleVisit) -> Objection:
    start, end = schedule.start, schedule.start + schedule.minutes * MINUTE
    for name, other in state.visits.items():
        if other.start < end and start < other.start + other.minutes * MINUTE and is_open_visit(state, name):
            return {"visit": name, "start": other.start}
    return None


@detail("visit.unknown", remedy="ScheduleVisit")
def visit_not_open(state: Participation, command: CommandWithVisit) -> Objection:
    """A visit that was cancelled, missed or kept cannot be so again."""
    visit = command.visit
    if visit is None or visit not in state.visits or is_open_visit(state, visit):
        return None
    return {"visit": visit, "ended": state.ended(visit)}


def ended_in_this_way(state: Participation, command: CancelVisit | MissVisit) -> bool:
    how = Ending.CANCELLED if isinstance(command, CancelVisit) else Ending.MISSED
    return state.ended(command.visit) is how


MOVES: Moves = (
    move(ScheduleVisit, LIVE, guards=[visit_in_the_past, visit_clashes], then=VisitScheduled),
    move(CancelVisit, LIVE, guards=[visit_not_open], then=VisitCancelled, no_op_if=ended_in_this_way),
    move(MissVisit, LIVE, guards=[visit_not_open], then=VisitMissed, no_op_if=ended_in_this_way),
)
