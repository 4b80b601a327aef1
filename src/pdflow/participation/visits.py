"""Visits in the calendar: scheduled, cancelled and missed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, Protocol

from pdflow.kernel.fields import RecordId, instant, key, names, one_of
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.participation.rights import whoever_visits
from pdflow.participation.state import (
    LIVE,
    End,
    Ending,
    Moves,
    Participation,
    Visit,
    VisitKind,
    is_open_visit,
    visits_to_keep,
)
from pdflow.people import PersonId
from pdflow.values import ContactMinutes

MINUTE: Final = timedelta(minutes=1)
LONGEST: Final = timedelta(days=1)
"""No visit lasts for longer."""


def supporters(state: Participation) -> list[PersonId]:
    """Everybody who was ever on the team."""
    return sorted({person for team in state.teams for person in team.people()})


@command(by=whoever_visits)
class ScheduleVisit(Command[Participation]):
    """Put a visit in the calendar: its kind, the supporter, when it begins and for how many minutes."""

    visit: RecordId = key("visits")
    kind: VisitKind
    supporter: PersonId = one_of(supporters, unknown="visit.not_on_team")
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
        state.ends[self.visit] = End(self.at, self.header.id, Ending.CANCELLED, self.visit, reason=self.reason)


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


class RecordOfContact(CommandWithVisit, Protocol):
    """A command that records a contact, and keeps the visit it names."""

    @property
    def at(self) -> datetime: ...

    @property
    def visit_kind(self) -> VisitKind: ...


@detail("visit.in_the_past")
def visit_in_the_past(state: Participation, schedule: ScheduleVisit) -> Objection:
    return {"start": schedule.start} if schedule.start < schedule.at else None


@detail("visit.clashes", remedy="CancelVisit")
def visit_clashes(state: Participation, schedule: ScheduleVisit) -> Objection:
    start, end = schedule.start, schedule.start + schedule.minutes * MINUTE
    since = start - LONGEST
    for name, other in state.visits.items():
        if since < other.start < end and start < other.start + other.minutes * MINUTE and is_open_visit(state, name):
            return {"visit": name, "start": other.start}
    return None


@detail("visit.not_on_team", remedy="AssignTeam")
def not_on_team(state: Participation, schedule: ScheduleVisit) -> Objection:
    """Whoever visits is a supporter at the time at which the visit is put in the calendar."""
    return None if state.on_team(schedule.supporter, schedule.at) else {"person": schedule.supporter}


@detail("visit.unknown", remedy="ScheduleVisit", passes=visits_to_keep)
def visit_not_open(state: Participation, command: CommandWithVisit) -> Objection:
    """A visit that was cancelled, missed or kept cannot be so again."""
    visit = command.visit
    if visit is None or visit not in state.visits or is_open_visit(state, visit):
        return None
    return {"visit": visit, "ended": state.ended(visit)}


@detail("visit.other_kind")
def visit_of_other_kind(state: Participation, contact: RecordOfContact) -> Objection:
    """A visit is kept by a record of its own kind."""
    visit = None if contact.visit is None else state.visits.get(contact.visit)
    if visit is None or visit.kind is contact.visit_kind:
        return None
    return {"visit": contact.visit, "kind": visit.kind}


@detail("visit.not_yet")
def kept_before_its_day(state: Participation, contact: RecordOfContact) -> Objection:
    """A visit is kept from the day of its start on, by the date at its place; past midnight that is either day."""
    visit = None if contact.visit is None else state.visits.get(contact.visit)
    if visit is None or contact.at >= visit.start:
        return None
    if contact.at.astimezone(visit.start.tzinfo).date() >= visit.start.date():
        return None
    return {"visit": contact.visit, "start": visit.start}


@detail("visit.not_yet")
def missed_before_it_began(state: Participation, miss: MissVisit) -> Objection:
    visit = state.visits.get(miss.visit)
    return {"visit": miss.visit, "start": visit.start} if visit is not None and miss.at < visit.start else None


@detail("visit.not_in_it")
def not_in_it(state: Participation, miss: MissVisit) -> Objection:
    """A visit is missed by the participant, or by its supporter or whoever took over from them."""
    visit = state.visits.get(miss.visit)
    if visit is None or miss.missed_by == state.person or state.answers_for(miss.missed_by, visit.supporter, miss.at):
        return None
    return {"person": miss.missed_by, "supporter": visit.supporter}


def visit_is_cancelled(state: Participation, cancel: CancelVisit) -> bool:
    return state.ended_so(cancel.visit, Ending.CANCELLED, cancel)


def visit_is_missed(state: Participation, miss: MissVisit) -> bool:
    end = state.ends.get(miss.visit)
    return end is not None and (end.how, end.through) == (Ending.MISSED, miss.missed_by)


VISIT_KEPT: Final = (visit_not_open, visit_of_other_kind, kept_before_its_day)
"""The guards of a record of contact, about the visit that it keeps."""


MOVES: Moves = (
    move(ScheduleVisit, LIVE, guards=[not_on_team, visit_in_the_past, visit_clashes], then=VisitScheduled),
    move(CancelVisit, LIVE, guards=[visit_not_open], then=VisitCancelled, no_op_if=visit_is_cancelled),
    move(
        MissVisit,
        LIVE,
        guards=[visit_not_open, missed_before_it_began, not_in_it],
        then=VisitMissed,
        no_op_if=visit_is_missed,
    ),
)
