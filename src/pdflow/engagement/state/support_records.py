"""Records of what supports the implementation: people, roles, protected time, money and planned days."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

import attrs

from pdflow.engagement.state.record_parts import RecordWithParts
from pdflow.kernel.fields import RecordId
from pdflow.kernel.records import Action, Description, Record, record, relies_on
from pdflow.people import PersonId, Role
from pdflow.policy import Question
from pdflow.values import SessionMinutes


@record
class NamedSupporter(Record):
    """A person who will support the implementation."""

    person: PersonId
    role: Role


@record
class DefinedRole(Record):
    """A definition of the managers' role or of the trainer's: the question it answers."""

    question: Question


@attrs.frozen
class Slot:
    """A stretch of protected time."""

    start: datetime
    minutes: SessionMinutes


@record
class Protection(RecordWithParts):
    """Protected time, slot by slot."""

    slots: dict[RecordId, Slot]

    @property
    def parts(self) -> Collection[RecordId]:
        return self.slots

    def described_part(self, part: RecordId) -> Description:
        return Description("slot", when=self.slots[part].start)


@record
class SlotEnd(Action):
    """The use or loss of a slot."""

    used: bool
    slot: RecordId = relies_on()


@record
class Budget(Record):
    """A budget; later decisions only need to know that there is one."""


@record
class PlannedDay(Record):
    """A planned day of a revisit, or of a sharing of practice."""

    on: date | None

    def described(self, kind: str) -> Description:
        return Description(kind, when=self.on or self.at)
