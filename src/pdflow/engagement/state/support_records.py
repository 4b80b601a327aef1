"""Records of what supports the implementation: people, roles, protected time, money and planned days."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

import attrs

from pdflow.engagement.state.record_parts import RecordWithParts
from pdflow.kernel.fields import RecordId
from pdflow.kernel.records import Action, Record, record, relies_on
from pdflow.people import PersonId, Role
from pdflow.policy import Question


@record
class NamedSupporter(Record):
    """Somebody who will support implementation."""

    person: PersonId
    role: Role


@record
class DefinedRole(Record):
    """A role in the follow-up: the managers', or the trainer's."""

    question: Question


@attrs.frozen
class Slot:
    """Time kept free: when it starts and for how many minutes."""

    start: datetime
    minutes: int


@record
class Protection(RecordWithParts):
    """Time kept free, slot by slot."""

    slots: dict[RecordId, Slot]

    @property
    def parts(self) -> Collection[RecordId]:
        return self.slots


@record
class SlotEnd(Action):
    """What became of a slot: used, or lost to something else."""

    used: bool
    slot: RecordId = relies_on()


@record
class Budget(Record):
    """That money and hours were set aside."""


@record
class PlannedDay(Record):
    """Something planned for a day: a revisit, or a sharing of practice."""

    on: date | None
