"""Records of trainings: their design, schedule, trainers, logistics and delivery."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

import attrs

from pdflow.engagement.state.record_parts import RecordWithParts
from pdflow.engagement.state.vocabulary import TrainingKind
from pdflow.kernel.fields import Name, RecordId, with_fixed_offset
from pdflow.kernel.records import Action, Description, Record, record, relies_on
from pdflow.people import PersonId
from pdflow.values import Count, SessionMinutes


@record
class Training(RecordWithParts):
    """A training, information session or meeting as designed, with the names of its sessions."""

    kind: TrainingKind
    subject: Name
    sessions: tuple[RecordId, ...]

    def described(self, kind: str) -> Description:
        return Description(kind, self.subject, self.at)

    @property
    def parts(self) -> Collection[RecordId]:
        return self.sessions

    def described_part(self, part: RecordId) -> Description:
        return Description("session", self.subject)


@attrs.frozen
class Trainer:
    """A trainer of a session; ``sent_by`` names the partner who sends them."""

    person: PersonId
    sent_by: RecordId | None = None


@attrs.frozen
class ScheduledSession:
    """A session in the calendar, with its length in minutes and its trainers."""

    session: RecordId
    start: datetime = attrs.field(converter=with_fixed_offset)
    minutes: SessionMinutes
    trainers: tuple[Trainer, ...] = ()


@record
class Booking(RecordWithParts):
    """Sessions scheduled, rescheduled or, where None, cancelled; and the logistics items for them."""

    sessions: dict[RecordId, ScheduledSession | None]
    site: str
    items: tuple[RecordId, ...]
    training: RecordId = relies_on()
    partners: tuple[RecordId, ...] = relies_on()

    @property
    def parts(self) -> Collection[RecordId]:
        return self.items


@record
class TrainerClearance(Record):
    """A clearance of a trainer for a subject; without a day it was withdrawn."""

    person: PersonId
    subject: Name
    until: date | None


@record
class Duties(Record):
    """An agreement on the duties before, during and after a training."""

    training: RecordId = relies_on()


@record
class Tick(Action):
    """The tick of a logistics item that is arranged."""

    item: RecordId = relies_on()


@record
class Delivery(Record):
    """A session held: for how many minutes, and how many people were present."""

    held: SessionMinutes
    there: Count
    session: RecordId = relies_on()
    booking: RecordId = relies_on()
