"""What an engagement remembers of each record: only what later decisions and briefings ask."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

import attrs

from pdflow.engagement.state.vocabulary import (
    Band,
    HowEnded,
    PersonSummary,
    Side,
)
from pdflow.kernel.fields import RecordId
from pdflow.kernel.records import (
    Action,
    Record,
    record,
    relies_on,
)
from pdflow.people import PersonId, Role
from pdflow.policy import Question
from pdflow.values import Measure, OutcomeKind, OutcomeOf


@record
class Holder(Record):
    """A record whose parts have names of their own."""

    @property
    def parts(self) -> Collection[RecordId]:
        """The names of its parts."""
        raise NotImplementedError


@record
class Stated(Record):
    """A change somebody wants to see."""

    whose: OutcomeOf
    kind: OutcomeKind
    statement: str


@record
class Chosen(Record):
    """How an outcome is measured, and its target."""

    measure: Measure
    target: float | None
    outcome: RecordId = relies_on()


@record
class Baseline(Record):
    """Where a group stood on an outcome, or, without a value, the day on which a reading will be taken."""

    on: date
    value: float | None
    outcome: RecordId = relies_on()


@record
class Named(Record):
    """Somebody who will support implementation."""

    person: PersonId
    role: Role


@record
class Defined(Record):
    """A role in the follow-up: the managers', or the trainer's."""

    question: Question


@attrs.frozen
class Slot:
    """Time kept free: when it starts and for how many minutes."""

    start: datetime
    minutes: int


@record
class Protection(Holder):
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
class Dated(Record):
    """Something planned for a day: a revisit, or a sharing of practice."""

    on: date | None


@record
class Partner(Record):
    """Somebody outside who might add to the team."""

    organisation: str


@record
class Vetting(Record):
    """How the answers to the selection questions were judged."""

    passed: bool
    partner: RecordId = relies_on()


@record
class Agreement(Record):
    """What was agreed with a partner: the measures of success and the days to look at it together."""

    measures: tuple[str, ...]
    touch_points: tuple[date, ...]
    partner: RecordId = relies_on()
    vetting: RecordId = relies_on()


@record
class TouchPoint(Record):
    """A look at a partnership, held together."""

    partner: RecordId
    agreement: RecordId = relies_on()


@record
class Rating(Record):
    """What one side of a partnership said of it."""

    partner: RecordId
    side: Side
    agreement: RecordId = relies_on()


@record
class PartnerEnd(Action):
    """That a partnership, or the talk of one, came to its end."""

    partner: RecordId = relies_on()


@attrs.frozen
class Member:
    """Somebody on the roster, since when and where."""

    at: datetime
    role_title: str
    site: str


@attrs.frozen
class Ended:
    """How and when a participation ended, and what it came to."""

    at: datetime
    how: HowEnded
    summary: PersonSummary


@record
class Milestone(Record):
    """Something to be reached by a day."""

    on: date


@record
class Task(Record):
    """What one person is to do, by when."""

    person: PersonId
    band: Band
    due: date
    milestone: RecordId | None = relies_on()


@record
class TaskMove(Action):
    """A task's new band and day."""

    band: Band
    due: date
    task: RecordId = relies_on()


@record
class TaskEnd(Action):
    """That a task was done."""

    task: RecordId = relies_on()


@record
class Waiver(Record):
    """A requirement waived: of one outcome, training, partner or strategy, of the whole, or for the roster."""

    requirement: str
    for_roster: bool
    subject: RecordId | None = relies_on()
