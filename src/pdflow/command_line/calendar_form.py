"""The form of calendars: one person's appointments, and what they owe."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pdflow.command_line.arguments import UsageError, moment, names_in, person_id
from pdflow.command_line.export_form import ExportForm, ExportResult
from pdflow.errors import as_name, did_you_mean
from pdflow.people import PersonId
from pdflow.storage.event_store import EventStore
from pdflow.storage.stored_people import people_in


def _add_person(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--person", type=person_id, required=True, metavar="PERSON", help="whose calendar it is")
    add("--at", type=moment, metavar="MOMENT", help="with what they owe at this moment, as to-dos")
    add("--due-days", action="store_true", help="what they owe as events of its last day, for calendars without to-dos")
    add("--emails", type=Path, metavar="CSV", help="e-mail addresses by id: columns id and name")


def _calendar(store: EventStore, options: Namespace, result: ExportResult) -> Iterator[str]:
    from pdflow.exchange.icalendar.appointments import CalendarStyle, personal_calendar, published

    calendar = personal_calendar(store, options.person, audience=options.audience, at=options.at)
    if not (calendar.appointments or calendar.to_dos or calendar.passed_over):
        _require_known(options.person, store)
    style = CalendarStyle(options.language, options.names, names_in(options.emails))
    yield published(calendar, style, due_days=options.due_days).decode()
    result.counts.update({"appointments": len(calendar.appointments), "to-dos": len(calendar.to_dos)})
    result.passed_over += calendar.passed_over


def _require_known(person: PersonId, store: EventStore) -> None:
    if person not in (everybody := people_in(store)):
        near = did_you_mean(person, everybody)
        raise UsageError("--person", f"there is no such person in the store: {as_name(person)}{near}")


CALENDAR_FORM: Final = {
    "icalendar": ExportForm(about="the calendar of one person, iCalendar", make=_calendar, add_arguments=_add_person)
}
"""By name."""
