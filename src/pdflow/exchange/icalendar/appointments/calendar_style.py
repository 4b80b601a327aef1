"""Calendar style: what a calendar says of appointments and to-dos, and how it names people and places."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote
from uuid import uuid5

import attrs

from pdflow.agenda import describe_obligation
from pdflow.audience import Audience
from pdflow.cadre import CadreMember
from pdflow.errors import OutOfRange, shortened
from pdflow.exchange.icalendar.appointments.appointment import NAMESPACE, Appointment, AppointmentKind
from pdflow.exchange.icalendar.appointments.to_do import CalendarToDo
from pdflow.language import ENGLISH, SHIPPED, Catalogue, Names, name_of
from pdflow.participation import Participation
from pdflow.people import PersonId

LONGEST_LINE: Final = 200
"""Characters of a summary, a place or a name; calendars cut off longer ones."""
VISITS: Final = (AppointmentKind.OBSERVATION, AppointmentKind.CHECK_IN, AppointmentKind.COACHING)
KINDS: Final = {
    **{kind: f"visit_kind.{kind}" for kind in VISITS},
    AppointmentKind.SESSION: "kind.session",
    AppointmentKind.PROTECTED_TIME: "kind.slot",
}
"""The code of what each kind is called."""
_is_email: Final = re.compile(r"[^\s@<>\"\x00-\x1f\x7f]+@[^\s@<>\"\x00-\x1f\x7f]+").fullmatch
_controls: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


@attrs.frozen
class CalendarStyle:
    """In which language a calendar speaks, and how it names people, places and the organiser.

    Args:
        language: A tag such as ``es``, or a list as browsers send it.
        names: The host's names by id, of people, sites, subjects and engagements.
        emails: The e-mail address of each person by id; who has none is named by a URN, and gets no mail.
        organiser: The id, among ``names`` and ``emails``, of who organises everything; without one it is the supporter
            of a visit and the first trainer of a session.
        texts: The catalogue, for a host's own texts.
    """

    language: str = ENGLISH
    names: Names | None = None
    emails: Names | None = None
    organiser: str | None = None
    texts: Catalogue = SHIPPED
    _tag: str = attrs.field(init=False)

    @_tag.default
    def _language_spoken(self) -> str:
        return self.texts.language_of(self.language)

    def summary(self, appointment: Appointment, reader: PersonId | None = None) -> str:
        """The kind and with whom it is for its reader, or the subject of a session; first of all if it is cancelled."""
        summary = self.texts.label(KINDS[appointment.kind], self._tag)
        others = [person for person in appointment.people if person != reader]
        others = others[:1] if reader in appointment.former else others
        if appointment.title:
            summary = f"{self.name(appointment.title)} {appointment.part}".rstrip()
        elif appointment.kind in VISITS and reader is not None and others:
            summary = self._filled("appointment.with", kind=summary, people=", ".join(map(self.name, others)))
        return self._filled("appointment.cancelled", what=summary) if appointment.cancelled else summary

    def what_is_owed(self, to_do: CalendarToDo, reader: PersonId, audience: Audience) -> str:
        """The label of what is owed, and of whom it is about; for the pair, which record it is about too."""
        owed, texts = to_do.owed, self.texts
        what = texts.label(f"obligation.{owed.code}", self._tag)
        if audience is Audience.PAIR:
            what = describe_obligation(owed, to_do.state, self._tag, reader=owed.role, names=self.names, texts=texts)
        if isinstance(to_do.state, Participation | CadreMember) and to_do.state.person != reader:
            what = self._filled("appointment.about", person=self.name(to_do.state.person), what=what)
        return one_line(what)

    def calendar_name(self, person: PersonId) -> str:
        """What the calendar of a person is called."""
        return self._filled("appointment.calendar", person=self.name(person))

    def name(self, id: str) -> str:
        """The host's name for a person, a site, a subject or an engagement, on one line."""
        return one_line(name_of(self.names, id))

    def address(self, id: str) -> str:
        """The e-mail address of somebody as a URI; a URN where the host gives none.

        Raises:
            OutOfRange: What the host gives is no e-mail address.
        """
        given = self.emails(id) if callable(self.emails) else (self.emails or {}).get(id)
        if not given:
            return f"urn:uuid:{uuid5(NAMESPACE, f'person {id}')}"
        if not _is_email(given):
            raise OutOfRange("CalendarStyle.emails", type(given), "an e-mail address for each person")
        return f"mailto:{quote(given, safe='@+')}"

    def _filled(self, code: str, **parts: str) -> str:
        text = self.texts.text(self._tag, code) or " ".join("{" + part + "}" for part in parts)
        return re.sub(r"\{(\w+)(?::\w+)?\}", lambda place: parts.get(place[1], ""), text)


def one_line(text: str) -> str:
    """A text on one line, without control characters, and not too long."""
    return shortened(_controls.sub(" ", text).strip(), LONGEST_LINE)
