"""One person's contacts at work: observations, check-ins and coaching sessions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import attrs

from pdflow.documents.history import EffectiveEvents
from pdflow.documents.page import NameCell, PhraseCell, Table
from pdflow.participation import (
    CheckInHeld,
    CoachingClosed,
    CoachingCutShort,
    ObservationRecorded,
    Participation,
    VisitKind,
)
from pdflow.people import PersonId


@attrs.frozen
class ContactRow:
    """A contact with somebody of the support team."""

    at: datetime
    kind: VisitKind
    who: PersonId
    minutes: int | None
    setting: str
    counts: bool
    """False for a coaching session that was cut short."""


def contacts(events: EffectiveEvents[Participation]) -> list[ContactRow]:
    """A person's contacts, by their time."""
    return sorted(_contacts(events), key=lambda contact: contact.at)


def _contacts(events: EffectiveEvents[Participation]) -> Iterator[ContactRow]:
    for event in events.all:
        who, at = event.by.person, event.at
        match event:
            case ObservationRecorded():
                yield ContactRow(at, VisitKind.OBSERVATION, who, event.minutes, event.setting, True)
            case CheckInHeld():
                yield ContactRow(at, VisitKind.CHECK_IN, who, event.minutes, "", True)
            case CoachingClosed():
                yield ContactRow(at, VisitKind.COACHING, who, event.minutes, "", True)
            case CoachingCutShort():
                yield ContactRow(at, VisitKind.COACHING, who, None, "", False)


def contact_table(contacts: Iterable[ContactRow]) -> Table:
    """The contacts at work."""
    rows = [
        (c.at, c.kind, NameCell(c.who), c.minutes, c.setting, None if c.counts else PhraseCell("Cut short"))
        for c in contacts
    ]
    return Table("Contacts", ("When", "What", "With", "Minutes", "Setting", "Remark"), rows)
