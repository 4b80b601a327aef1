"""Trainer clearance: until when a trainer is cleared for a subject, as recorded by the cadre."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pdflow.engagement.rights import the_programme_for_others
from pdflow.engagement.state import DESIGN_ON, Engagement, Moves, TrainerClearance, kept, last_recorded
from pdflow.kernel.fields import RecordId, key
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.people import PersonId
from pdflow.values import SubjectId


@command(by=the_programme_for_others)
class RecordClearance(Command[Engagement]):
    """Record until when a trainer is cleared for a subject, or, without a day, that the clearance was withdrawn."""

    clearance: RecordId = key("clearances")
    person: PersonId
    subject: SubjectId
    until: date | None = None


@event("engagement.clearance_recorded")
class ClearanceRecorded(Event[Engagement]):
    """A trainer's clearance for a subject was recorded, or its withdrawal."""

    clearance: RecordId
    person: PersonId
    subject: SubjectId
    until: date | None
    supersedes: RecordId | None

    def apply(self, state: Engagement) -> None:
        state.clearances[self.clearance] = kept(TrainerClearance, self)


def clearance_recorded(state: Engagement, record: RecordClearance) -> Sequence[ClearanceRecorded]:
    about = (record.person, record.subject)
    former = last_recorded(state.clearances, lambda each: (each.person, each.subject) == about)
    return (ClearanceRecorded.of(record, supersedes=former),)


MOVES: Moves = (move(RecordClearance, DESIGN_ON, then=clearance_recorded),)
