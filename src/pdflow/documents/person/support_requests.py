"""The support that one person asked for, and who answered it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import attrs

from pdflow.documents.page import Cell, NameCell, Table, day_of, note_cells
from pdflow.history import EffectiveEvents
from pdflow.kernel.fields import RecordId
from pdflow.participation import (
    CheckInHeld,
    CoachingOpened,
    FollowUpReceived,
    ObservationRecorded,
    Participation,
    RequestAnswered,
    SupportRequested,
)
from pdflow.people import PersonId


@attrs.frozen
class SupportRequestRow:
    """What was asked for and when, and when and by whom it was first answered."""

    request: RecordId
    at: datetime
    topic: str | None
    answered: datetime | None
    answered_by: PersonId | None


ANSWERS = (RequestAnswered, ObservationRecorded, CheckInHeld, CoachingOpened, FollowUpReceived)
"""Contacts answer the request that they name."""


def support_requests(events: EffectiveEvents[Participation]) -> Iterator[SupportRequestRow]:
    """A person's requests for support, in the order in which they were recorded."""
    answers = {event.request: event for event in reversed(events.all) if isinstance(event, ANSWERS) and event.request}
    for asked in events.of_type(SupportRequested):
        answer = answers.get(asked.request)
        when, who = (None, None) if answer is None else (answer.at, answer.by.person)
        yield SupportRequestRow(asked.request, asked.at, asked.topic, when, who)


def request_table(person: PersonId, requests: Iterable[SupportRequestRow]) -> Table:
    """The requests; what each was about is for the person and for who answered it."""
    rows: list[tuple[Cell, ...]] = []
    for each in requests:
        topic = note_cells((person, each.answered_by or person), each.topic)
        who = None if each.answered_by is None else NameCell(each.answered_by)
        rows.append((day_of(each.at), *topic, day_of(each.answered), who))
    return Table("Support asked for", ("Asked on", "About", "Answered on", "By"), rows)
