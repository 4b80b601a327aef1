"""One person's contacts at work: observations, check-ins, coaching sessions and follow-up received."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import attrs

from pdflow.documents.page import NameCell, PhraseCell, Table
from pdflow.history import EffectiveEvents
from pdflow.participation import (
    CheckInHeld,
    CoachingClosed,
    CoachingCutShort,
    FollowUpReceived,
    ObservationRecorded,
    Participation,
    VisitKind,
)
from pdflow.people import PersonId
from pdflow.values import Strategy


@attrs.frozen
class ContactRow:
    """A contact with somebody of the support team."""

    at: datetime
    kind: VisitKind | Strategy
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
            case FollowUpReceived():
                yield ContactRow(at, event.strategy, event.given_by, event.minutes, event.group or "", True)
            case CoachingCutShort():
                yield ContactRow(at, VisitKind.COACHING, who, None, "", False)


def contact_table(contacts: Iterable[ContactRow]) -> Table:
    """The contacts at work."""
    rows = [
        (c.at, c.kind, NameCell(c.who), c.minutes, NameCell(c.setting), None if c.counts else PhraseCell("Cut short"))
        for c in contacts
    ]
    return Table("Contacts", ("When", "What", "With", "Minutes", "Setting", "Remark"), rows)
