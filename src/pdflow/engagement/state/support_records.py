"""Records of what supports the implementation: people, roles, protected time, money and planned days."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any

from pdflow.engagement.state.record_parts import RecordWithParts
from pdflow.engagement.state.vocabulary import BudgetLine, SlotUse
from pdflow.kernel.fields import Name, RecordId
from pdflow.kernel.frozen import frozen
from pdflow.kernel.records import Action, Description, Record, record, relies_on
from pdflow.people import PersonId, Role
from pdflow.policy import Question
from pdflow.values import SessionMinutes


@record
class NamedSupporter(Record):
    """A person who will support the implementation: when, and how they are tasked and guided."""

    person: PersonId
    role: Role
    when: str
    tasked: str
    guided: str


@record
class DefinedRole(Record):
    """A definition of the managers' role or of the trainer's: the question it answers, and the words of each part."""

    question: Question
    parts: dict[str, str]

    def difference(self, command: Any) -> Iterator[str]:
        yield from (part for part, text in self.parts.items() if getattr(command, part, None) != text)


@frozen
class Slot:
    """A stretch of protected time."""

    start: datetime
    minutes: SessionMinutes
    use: SlotUse


@record
class Protection(RecordWithParts):
    """Protected time, slot by slot."""

    slots: dict[RecordId, Slot]

    @property
    def parts(self) -> Collection[RecordId]:
        return self.slots

    def described_part(self, part: RecordId) -> Description:
        return Description("slot", when=self.slots[part].start)

    def difference(self, command: Any) -> Iterator[str]:
        if {slot.slot: Slot(slot.start, slot.minutes, slot.use) for slot in command.slots} != self.slots:
            yield "slots"


@record
class SlotEnd(Action):
    """The use or loss of a slot."""

    used: bool
    slot: RecordId = relies_on()
    put_first: str = ""


@record
class Budget(Record):
    """A budget: money and hours, and the lines of it that are set aside for a purpose."""

    currency: str
    money: float
    hours: float
    lines: tuple[BudgetLine, ...]
    reason: str


@record
class Spending(Record):
    """Money and hours spent on a line of a budget."""

    line: Name
    money: float
    hours: float
    budget: RecordId = relies_on()


@record
class PlannedDay(Record):
    """A planned day of a revisit, or of a sharing of practice."""

    on: date | None

    def described(self, kind: str) -> Description:
        return Description(kind, when=self.on or self.at)


@record
class PlannedRevisit(PlannedDay):
    """A day on which key messages are revisited."""

    messages: str


@record
class PlannedSharing(PlannedDay):
    """A sharing of emerging practice."""

    how: str


@record
class HeldRevisit(Record):
    """A revisit held."""

    revisit: RecordId = relies_on()


@record
class HeldSharing(Record):
    """A sharing of practice held."""

    sharing: RecordId = relies_on()
