"""Calendar text: appointments and to-dos as a file in the form of iCalendar (RFC 5545), for a feed or for a message."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import Final

from pdflow.agenda import Status
from pdflow.audience import Audience
from pdflow.errors import OutOfRange
from pdflow.exchange.icalendar.appointments.appointment import Appointment
from pdflow.exchange.icalendar.appointments.calendar_style import CalendarStyle
from pdflow.exchange.icalendar.appointments.personal_calendar import PersonalCalendar
from pdflow.exchange.icalendar.appointments.to_do import CalendarToDo
from pdflow.exchange.icalendar.calendar_file import Calendar, Event, Todo, vCalAddress
from pdflow.people import PersonId

PRODUCT: Final = "-//pdflow//pdflow//EN"
REFRESH: Final = timedelta(hours=1)
"""How often a subscriber is asked to look again; most look when they like."""
PRIORITY: Final = {Status.UPCOMING: 9, Status.DUE: 5, Status.OVERDUE: 3, Status.BREACHED: 1}
"""How urgent a to-do is, from 1, the most, to 9."""


def published(calendar: PersonalCalendar, style: CalendarStyle, *, due_days: bool = False) -> bytes:
    """The calendar of one person as a feed to subscribe to (``METHOD:PUBLISH``); the same one gives the same bytes.

    Args:
        due_days: Whether what is owed is written as events of its last day, which every calendar shows, and not as
            to-dos, which many do not.

    Raises:
        OutOfRange: An e-mail address of the host's is none.
    """
    file = _file("PUBLISH")
    for name in ("name", "x-wr-calname"):
        file.add(name, style.calendar_name(calendar.person))
    file.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    file.add("x-published-ttl", f"PT{REFRESH // timedelta(minutes=1)}M")
    for appointment in calendar.appointments:
        event = _event(appointment, style, style.summary(appointment, calendar.person))
        event.add("status", "CANCELLED" if appointment.cancelled else "CONFIRMED")
        file.add_component(event)
    for to_do in calendar.to_dos:
        make = _due_day if due_days else _to_do
        file.add_component(make(to_do, calendar, style))
    return bytes(file.to_ical())


def invitation(appointment: Appointment, style: CalendarStyle, to: Collection[PersonId]) -> bytes:
    """One appointment as a message to people: ``METHOD:REQUEST``, or ``METHOD:CANCEL`` once it is cancelled.

    A later version is sent in the same way, and takes the place of the former one. The mail that carries it names the
    same method: ``Content-Type: text/calendar; method=REQUEST; charset=utf-8``.

    Args:
        to: To whom it goes. Who is no longer to be there is sent ``appointment.seen_by(person)``.

    Raises:
        OutOfRange: It goes to nobody, or an e-mail address of the host's is none.
    """
    if not to:
        raise OutOfRange("invitation.to", (), "somebody to whom it goes")
    method = "CANCEL" if appointment.cancelled else "REQUEST"
    event = _event(appointment, style, style.summary(appointment))
    event.add("status", "CANCELLED" if appointment.cancelled else "CONFIRMED")
    for person in to:
        event.add("attendee", _attendee(person, style, answers=not appointment.cancelled))
    file = _file(method)
    file.add_component(event)
    return bytes(file.to_ical())


def _file(method: str) -> Calendar:
    file = Calendar()
    for name, value in {"prodid": PRODUCT, "version": "2.0", "calscale": "GREGORIAN", "method": method}.items():
        file.add(name, value)
    return file


def _event(appointment: Appointment, style: CalendarStyle, summary: str) -> Event:
    event = Event()
    for name, value in _fields(appointment, style, summary):
        event.add(name, value)
    return event


def _fields(appointment: Appointment, style: CalendarStyle, summary: str) -> Iterator[tuple[str, object]]:
    """The properties that an appointment has in a feed and in a message; those cancelled take nobody's time."""
    yield "uid", appointment.uid
    yield "sequence", appointment.sequence
    yield "dtstamp", appointment.changed_at
    yield "created", appointment.made_at
    yield "last-modified", appointment.changed_at
    yield "dtstart", appointment.start
    yield "dtend", appointment.end
    yield "summary", summary
    if appointment.place:
        yield "location", style.name(appointment.place)
    yield "organizer", _person(style.organiser or appointment.organiser, style)
    yield "transp", "TRANSPARENT" if appointment.cancelled else "OPAQUE"
    yield "class", "PUBLIC" if appointment.audience is Audience.ALL else "PRIVATE"


def _to_do(to_do: CalendarToDo, calendar: PersonalCalendar, style: CalendarStyle) -> Todo:
    task = Todo()
    _owed(task, to_do, calendar, style)
    task.add("dtstart", to_do.start)
    task.add("due", to_do.due)
    task.add("status", "NEEDS-ACTION")
    return task


def _due_day(to_do: CalendarToDo, calendar: PersonalCalendar, style: CalendarStyle) -> Event:
    event = Event()
    _owed(event, to_do, calendar, style)
    event.add("sequence", 0)
    event.add("dtstart", to_do.owed.last_day)
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def _owed(part: Event | Todo, to_do: CalendarToDo, calendar: PersonalCalendar, style: CalendarStyle) -> None:
    """Add what a to-do and the event of its last day have in common."""
    part.add("uid", to_do.uid)
    part.add("dtstamp", to_do.changed_at)
    part.add("last-modified", to_do.changed_at)
    part.add("summary", style.what_is_owed(to_do, calendar.person, calendar.audience))
    part.add("priority", PRIORITY[to_do.status])
    part.add("organizer", _person(style.organiser or calendar.person, style))
    part.add("class", "PRIVATE")


def _person(id: str, style: CalendarStyle) -> vCalAddress:
    address = vCalAddress(style.address(id))
    address.params["CN"] = style.name(id).replace('"', "'")
    return address


def _attendee(person: PersonId, style: CalendarStyle, *, answers: bool) -> vCalAddress:
    attendee = _person(person, style)
    attendee.params["ROLE"] = "REQ-PARTICIPANT"
    if answers:
        attendee.params.update({"PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"})
    return attendee
