"""Records of trainings: their design, schedule, trainers, logistics and delivery."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from pdflow.engagement.state.record_parts import RecordWithParts
from pdflow.engagement.state.training_values import (
    Activity,
    Duty,
    LogisticsItem,
    Objective,
    Presence,
    ScheduledSession,
)
from pdflow.engagement.state.vocabulary import TrainingKind
from pdflow.kernel.fields import Name, RecordId
from pdflow.kernel.records import Action, Description, Record, record, relies_on
from pdflow.people import PersonId
from pdflow.values import Count, SessionMinutes


@record
class Training(RecordWithParts):
    """A training, information session or meeting as designed, with the names of its sessions."""

    kind: TrainingKind
    subject: Name
    sessions: tuple[RecordId, ...]
    audience: str
    pre_assessment: str
    objectives: tuple[Objective, ...]
    agenda: tuple[Activity, ...]
    materials: str
    evaluation: str
    follow_up: str

    def described(self, kind: str) -> Description:
        return Description(kind, self.subject, self.at)

    @property
    def parts(self) -> Collection[RecordId]:
        return self.sessions

    def described_part(self, part: RecordId) -> Description:
        return Description("session", self.subject)


@record
class Booking(RecordWithParts):
    """Sessions scheduled, rescheduled or, where None, cancelled; and the logistics items for them."""

    sessions: dict[RecordId, ScheduledSession | None]
    site: str
    items: tuple[RecordId, ...]
    logistics: tuple[LogisticsItem, ...]
    training: RecordId = relies_on()
    partners: tuple[RecordId, ...] = relies_on()
    reason: str = ""

    @property
    def parts(self) -> Collection[RecordId]:
        return self.items

    def difference(self, command: Any) -> Iterator[str]:
        if tuple(self.sessions.values()) != command.sessions:
            yield "sessions"
        yield from (name for name in ("site", "logistics", "training") if getattr(self, name) != getattr(command, name))


@record
class TrainerClearance(Record):
    """A clearance of a trainer for a subject; without a day it was withdrawn."""

    person: PersonId
    subject: Name
    until: date | None


@record
class Duties(Record):
    """An agreement on the duties before, during and after a training."""

    duties: tuple[Duty, ...]
    training: RecordId = relies_on()


@record
class Tick(Action):
    """The tick of a logistics item that is arranged."""

    item: RecordId = relies_on()


@record
class Delivery(Record):
    """A session held, or a part of one: for how many minutes, how many people were present, and the sheet itself."""

    held: SessionMinutes
    there: Count
    sheet: tuple[Presence, ...]
    session: RecordId = relies_on()
    booking: RecordId = relies_on()
    continues: RecordId | None = relies_on()

    def difference(self, command: Any) -> Iterator[str]:
        if self.sheet != command.there:
            yield "there"
        yield from (name for name in ("held", "session", "continues") if getattr(self, name) != getattr(command, name))
