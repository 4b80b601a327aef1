"""What an engagement remembers of training, follow-up and review."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

import attrs

from pdflow.engagement.entries import Holder
from pdflow.engagement.terms import ForWhom, TrainingKind
from pdflow.kernel.declare import RecordId
from pdflow.kernel.records import Act, Entry, entry, rests
from pdflow.people import PersonId
from pdflow.values import EvaluationLevel, Strategy


@entry
class Training(Holder):
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


@entry
class Booking(Holder):
    """Sessions put into the calendar, put elsewhere, or (None) called off; and what has to be arranged for them."""

    sessions: dict[RecordId, ScheduledSession | None]
    site: str
    items: tuple[RecordId, ...]
    training: RecordId = rests()
    partners: tuple[RecordId, ...] = rests()

    @property
    def parts(self) -> Collection[RecordId]:
        return self.items


@entry
class Clearance(Entry):
    """Until when a trainer is cleared for a subject; None where it was taken back."""

    person: PersonId
    subject: str
    until: date | None


@entry
class Duties(Entry):
    """Who does what before, during and after a training."""

    training: RecordId = rests()


@entry
class Tick(Act):
    """That an item of travel or logistics is settled."""

    item: RecordId = rests()


@entry
class Delivery(Entry):
    """A session that was held: for how many minutes, and how many were there."""

    held: int
    there: int
    session: RecordId = rests()
    booking: RecordId = rests()


@entry
class Planned(Entry):
    """A follow-up strategy: who owns it, when, for whom; perhaps added by a revision."""

    strategy: Strategy
    owner: PersonId
    on: date
    for_whom: ForWhom
    revision: RecordId | None = rests()


@entry
class Evaluation(Entry):
    """Returns of one session: how many, what each preferred, and how many are confident or unsure of using it."""

    returns: int
    preferred: tuple[Strategy, ...]
    confident: int
    unsure: int
    supersedes: RecordId | None
    session: RecordId = rests()


@entry
class Choice(Entry):
    """The strategies chosen from the evaluation data."""

    plans: tuple[RecordId, ...] = rests()


@entry
class Revision(Entry):
    """Strategies dropped because needs changed."""

    drops: tuple[RecordId, ...] = rests()


@entry
class Given(Entry):
    """A strategy carried out."""

    minutes: int
    plan: RecordId = rests()


@entry
class Reading(Entry):
    """A reading of an outcome; without a level, one taken as a baseline."""

    value: float
    on: date
    level: EvaluationLevel | None
    at_workplace: bool
    supersedes: RecordId | None
    outcome: RecordId = rests()


@entry
class ImpactReview(Entry):
    """What was concluded on these outcomes."""

    outcomes: tuple[RecordId, ...] = rests()
