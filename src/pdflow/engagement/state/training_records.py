"""Records of trainings: their design, schedule, trainers, logistics and delivery."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

import attrs

from pdflow.engagement.state.record_parts import RecordWithParts
from pdflow.engagement.state.vocabulary import TrainingKind
from pdflow.kernel.fields import RecordId
from pdflow.kernel.records import Action, Record, record, relies_on
from pdflow.people import PersonId


@record
class Training(RecordWithParts):
    """A training, information session or meeting as designed, with the names of its sessions."""

    kind: TrainingKind
    subject: str
    sessions: tuple[RecordId, ...]

    @property
    def parts(self) -> Collection[RecordId]:
        return self.sessions


@attrs.frozen
class Trainer:
    """Who delivers a session; ``sent_by`` names the partner who sends them."""

    person: PersonId
    sent_by: RecordId | None = None


@attrs.frozen
class ScheduledSession:
    """A session in the calendar: its length in minutes, and who delivers it."""

    session: RecordId
    start: datetime
    minutes: int
    trainers: tuple[Trainer, ...] = ()


@record
class Booking(RecordWithParts):
    """Sessions put into the calendar, put elsewhere, or (None) called off; and what has to be arranged for them."""

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
    """Until when a trainer is cleared for a subject; None where it was taken back."""

    person: PersonId
    subject: str
    until: date | None


@record
class Duties(Record):
    """Who does what before, during and after a training."""

    training: RecordId = relies_on()


@record
class Tick(Action):
    """That an item of travel or logistics is settled."""

    item: RecordId = relies_on()


@record
class Delivery(Record):
    """A session that was held: for how many minutes, and how many were there."""

    held: int
    there: int
    session: RecordId = relies_on()
    booking: RecordId = relies_on()
