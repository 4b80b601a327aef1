"""A day closed at short notice: the commands that call its visits off, or move them to another day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

import attrs

from pdflow.calendar import Calendar, WorkingDays
from pdflow.kernel.fields import RecordId
from pdflow.kernel.header import Header
from pdflow.participation import CancelVisit, Participation, ScheduleVisit, open_visits

VisitCommand = CancelVisit | ScheduleVisit


def close_day(
    states: Mapping[str, Participation],
    day: date,
    header: Header,
    calendar: Calendar,
    *,
    reason: str,
    to: date | None = None,
) -> list[tuple[str, VisitCommand]]:
    """The commands that cancel every open visit of a day, each with the host's name of its state.

    A visit that crosses midnight has both days; one within a leave is open no more, and needs no command. A visit that
    is moved is scheduled anew at the same time of another day before it is cancelled, so that one whose new time is
    refused is still known. Asked again, as after an interruption, the same commands come of what is left.

    Args:
        states: Any participations, by the host's name of each.
        header: Who closes the day, and when. Its id is carried by no command: theirs are derived from it.
        calendar: The host's calendar; the day is one of its time zone.
        reason: Why, as a code of the host's such as ``snow``.
        to: The day to which the visits are moved; without one they are cancelled.

    Returns:
        The commands in the order of the states and of their visits, to be carried out one by one.
    """
    days = WorkingDays.of(calendar)
    commands: list[tuple[str, VisitCommand]] = []
    for name, state in states.items():
        for visit in _visits_on(state, day, days):
            if to is not None:
                commands.append((name, _moved(state, visit, _derived(header, "move", name, visit), days, to - day)))
            cancelled = CancelVisit(_derived(header, "cancel", name, visit), visit=visit, reason=reason)
            commands.append((name, cancelled))
    return commands


def _visits_on(state: Participation, day: date, days: WorkingDays) -> Iterator[RecordId]:
    """The open visits that take place on a day, or on a part of it."""
    begin, end = days.begin_of(day), days.end_of(day)
    for name in open_visits(state):
        visit = state.visits[name]
        if visit.start < end and begin < visit.start + timedelta(minutes=visit.minutes):
            yield name


def _moved(state: Participation, visit: RecordId, header: Header, days: WorkingDays, later: timedelta) -> ScheduleVisit:
    """The same visit so many days later by the clock on the wall, under the id of its command as its name."""
    former = state.visits[visit]
    local = former.start.astimezone(days.zone)
    return ScheduleVisit(
        header,
        visit=header.id,
        kind=former.kind,
        supporter=former.supporter,
        start=datetime.combine(local.date() + later, local.time(), days.zone),
        minutes=former.minutes,
    )


def _derived(header: Header, what: str, name: str, visit: RecordId) -> Header:
    """The header of one of the commands; a length before each part keeps ids apart whatever the names contain."""
    parts = "".join(f"{len(part)}:{part}" for part in (what, name, visit))
    return attrs.evolve(header, id=uuid5(UUID(header.id), parts))
