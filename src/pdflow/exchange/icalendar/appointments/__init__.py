"""Appointments out: visits, sessions, protected time and deadlines as iCalendar files (RFC 5545), for calendars.

``published(personal_calendar(store, "ana"), CalendarStyle())`` is a feed for one person (extra: ical).
"""

from pdflow.exchange.icalendar.appointments.appointment import Appointment, AppointmentKind
from pdflow.exchange.icalendar.appointments.calendar_style import CalendarStyle
from pdflow.exchange.icalendar.appointments.calendar_text import invitation, published
from pdflow.exchange.icalendar.appointments.engagement import engagement_appointments
from pdflow.exchange.icalendar.appointments.participation import participation_appointments
from pdflow.exchange.icalendar.appointments.personal_calendar import (
    NOT_FOR_READER,
    PassedOver,
    PersonalCalendar,
    personal_calendar,
)
from pdflow.exchange.icalendar.appointments.stored_appointments import stored_appointments
from pdflow.exchange.icalendar.appointments.to_do import CalendarToDo

__all__ = [
    "NOT_FOR_READER",
    "Appointment",
    "AppointmentKind",
    "CalendarStyle",
    "CalendarToDo",
    "PassedOver",
    "PersonalCalendar",
    "engagement_appointments",
    "invitation",
    "participation_appointments",
    "personal_calendar",
    "published",
    "stored_appointments",
]
