"""Professional development events: one for each training session, since attendance names no session of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from pdflow.exchange.edfi.resources import EVENTS, EdFiRecord
from pdflow.exchange.edfi.source import HOUR, EdFiSource
from pdflow.exchange.edfi.titles import unique_title
from pdflow.history import SessionAttended, SessionCalendar
from pdflow.kernel.fields import RecordId
from pdflow.language import name_of
from pdflow.storage.json_values import JsonObject

UNNAMED: Final = "Training session"
"""The title of a session for which there is none."""


class EventsSent:
    """The events of one export, by the names of engagement and session."""

    def __init__(self, source: EdFiSource, minutes_left: dict[str, int]) -> None:
        self._source, self._minutes_left = source, minutes_left
        self._titles: dict[tuple[str, RecordId], str] = {}

    def in_calendars(self, calendars: Mapping[str, SessionCalendar]) -> Iterator[EdFiRecord]:
        """The events of all sessions in the calendars of engagements, held or planned."""
        for engagement, calendar in calendars.items():
            for booked in calendar.values():
                yield self._record(engagement, booked.session, booked.name, booked.minutes)

    def attended(self, engagement: str, session: SessionAttended) -> Iterator[EdFiRecord]:
        """The event of a session attended, unless there was one before."""
        if (engagement, session.session) not in self._titles:
            named = name_of(self._source.names, session.session)
            name = UNNAMED if named == session.session else named
            booked = session.booked
            yield self._record(
                engagement,
                session.session,
                name if booked is None else booked.name,
                session.held if session.planned is None else session.planned,
            )

    def reference(self, engagement: str, session: RecordId) -> JsonObject:
        """How an attendance refers to the event of a session."""
        title = self._titles[engagement, session]
        return {"namespace": self._source.namespace, "professionalDevelopmentTitle": title}

    def _record(self, engagement: str, session: RecordId, name: str, minutes: int) -> EdFiRecord:
        title = unique_title(name, engagement, session, most=60)
        self._titles[engagement, session] = title
        hours = self._source.rounding.hours(minutes)
        if left := minutes - hours * HOUR:
            self._minutes_left[title] = left
        body: JsonObject = {
            **self.reference(engagement, session),
            "professionalDevelopmentOfferedByDescriptor": self._source.offered_by,
        }
        return EdFiRecord(EVENTS, body | ({"totalHours": hours} if hours else {}))
