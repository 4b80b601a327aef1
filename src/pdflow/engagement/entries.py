"""What an engagement remembers of each record: only what later decisions and briefings ask."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

import attrs

from pdflow.engagement.terms import Band, HowEnded, PersonSummary, Side
from pdflow.kernel.declare import RecordId
from pdflow.kernel.records import Act, Entry, entry, rests
from pdflow.people import PersonId, Role
from pdflow.policy import Question
from pdflow.values import Measure, OutcomeKind, OutcomeOf


@entry
class Holder(Entry):
    """A record whose parts have names of their own."""

    @property
    def parts(self) -> Collection[RecordId]:
        """The names of its parts."""
        raise NotImplementedError


@entry
class Stated(Entry):
    """A change somebody wants to see."""

    whose: OutcomeOf
    kind: OutcomeKind
    statement: str


@entry
class Chosen(Entry):
    """How an outcome is measured, and its target."""

    measure: Measure
    target: float | None
    outcome: RecordId = rests()


@entry
class Baseline(Entry):
    """Where a group stood on an outcome, or, without a value, the day on which a reading will be taken."""

    on: date
    value: float | None
    outcome: RecordId = rests()


@entry
class Named(Entry):
    """Somebody who will support implementation."""

    person: PersonId
    role: Role


@entry
class Defined(Entry):
    """A role in the follow-up: the managers', or the trainer's."""

    question: Question


@attrs.frozen
class Slot:
    """Time kept free: when it starts and for how many minutes."""

    start: datetime
    minutes: int


@entry
class Protection(Holder):
    """Time kept free, slot by slot."""

    slots: dict[RecordId, Slot]

    @property
    def parts(self) -> Collection[RecordId]:
        return self.slots


@entry
class SlotEnd(Act):
    """What became of a slot: used, or lost to something else."""

    used: bool
    slot: RecordId = rests()


@entry
class Budget(Entry):
    """That money and hours were set aside."""


@entry
class Dated(Entry):
    """Something planned for a day: a revisit, or a sharing of practice."""

    on: date | None


@entry
class Partner(Entry):
    """Somebody outside who might add to the team."""

    organisation: str


@entry
class Vetting(Entry):
    """How the answers to the selection questions were judged."""

    passed: bool
    partner: RecordId = rests()


@entry
class Agreement(Entry):
    """What was agreed with a partner: the measures of success and the days to look at it together."""

    measures: tuple[str, ...]
    touch_points: tuple[date, ...]
    partner: RecordId = rests()
    vetting: RecordId = rests()


@entry
class TouchPoint(Entry):
    """A look at a partnership, held together."""

    partner: RecordId
    agreement: RecordId = rests()


@entry
class Rating(Entry):
    """What one side of a partnership said of it."""

    partner: RecordId
    side: Side
    agreement: RecordId = rests()


@entry
class PartnerEnd(Act):
    """That a partnership, or the talk of one, came to its end."""

    partner: RecordId = rests()


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


@entry
class Milestone(Entry):
    """Something to be reached by a day."""

    on: date


@entry
class Task(Entry):
    """What one person is to do, by when."""

    person: PersonId
    band: Band
    due: date
    milestone: RecordId | None = rests()


@entry
class TaskMove(Act):
    """A task's new band and day."""

    band: Band
    due: date
    task: RecordId = rests()


@entry
class TaskEnd(Act):
    """That a task was done."""

    task: RecordId = rests()


@entry
class Waiver(Entry):
    """A requirement waived: of one outcome, training, partner or strategy, of the whole, or for the roster."""

    requirement: str
    for_roster: bool
    subject: RecordId | None = rests()
