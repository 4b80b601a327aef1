"""Calendars to test with: what one person has, their file, and what the icalendar library reads in it."""

from collections.abc import Iterable, Mapping
from typing import Any

from icalendar import Calendar
from tests.exchange.xapi.statements import decided, stored

from pdflow import Command, Event, engagement, participation
from pdflow.exchange.icalendar.appointments import (
    Appointment,
    CalendarStyle,
    PersonalCalendar,
    engagement_appointments,
    participation_appointments,
    personal_calendar,
    published,
)

NAMES = {"ana": "Ana Example", "kim": "Kim Coach", "North": "North School", "questioning": "Questions that open talk"}
NAMED = CalendarStyle(names=NAMES)


def of_person(commands: Iterable[Command]) -> dict[str, Appointment]:
    """The appointments of ana's participation, by their kind and the day on which they begin."""
    found = participation_appointments("p-ana", decided(participation.decider, commands))
    return {f"{each.kind} {each.start:%m-%d}": each for each in found}


def of_engagement(commands: Iterable[Command]) -> dict[str, Appointment]:
    found = engagement_appointments("e-1", decided(engagement.decider, commands))
    return {f"{each.kind} {each.start:%m-%d}": each for each in found}


def personal(person: str, streams: Mapping[str, Iterable[Event]], **more: Any) -> PersonalCalendar:
    return personal_calendar(stored(streams), person, **more)


def events_of(person: str = "ana", *, of: Iterable[Command] = (), around: Iterable[Command] = ()) -> dict[str, Any]:
    """The streams of a participation and of the engagement around it."""
    return {
        "e-1": decided(engagement.decider, around),
        f"p-{person}": decided(participation.decider, of),
    }


def read(file: bytes, component: str = "VEVENT") -> list[Any]:
    """What the icalendar library reads; it finds no errors in it."""
    calendar = Calendar.from_ical(file)
    assert not any(part.errors for part in calendar.walk())
    return [*calendar.walk(component)]


def feed(calendar: PersonalCalendar, style: CalendarStyle = NAMED) -> list[Any]:
    return read(published(calendar, style))
