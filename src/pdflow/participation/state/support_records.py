"""The records of support and coaching; what a record keeps, ``records`` says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from pdflow.kernel.fields import RecordId
from pdflow.kernel.records import Description, Record, record, relies_on
from pdflow.participation.state.record_parts import HomeStep, PriorityProgress, Shown
from pdflow.participation.state.vocabulary import (
    CoachingMove,
    FeedbackKind,
    Progress,
    Source,
    VisitKind,
)
from pdflow.people import PersonId
from pdflow.values import Level, Strategy


@record
class Priority(Record):
    """Something the person is trying to accomplish at work."""

    statement: str

    def described(self, kind: str) -> Description:
        return Description(kind, self.statement, self.at)


@record
class Visit(Record):
    """A visit in the calendar."""

    kind: VisitKind
    start: datetime
    minutes: int
    supporter: PersonId

    def described(self, kind: str) -> Description:
        return Description(kind, when=self.start)


@record
class SupportRequest(Record):
    """Technical assistance that the participant asked for; what about is for the pair and not kept here."""


@record
class FollowUp(Record):
    """A follow-up strategy that reached this person: which, by whom, and for which group if for one."""

    strategy: Strategy
    minutes: int
    given_by: PersonId
    group: str | None = None
    request: RecordId | None = relies_on(default=None)
    handed_on: bool = False
    """Whether coordination made it."""


@record
class Observation(Record):
    """An observation at the workplace, with the level of each goal it looked at."""

    observer: PersonId
    minutes: int
    levels: dict[RecordId, Level | None] = relies_on()
    visit: RecordId | None = relies_on()
    setting: str
    observed_with: tuple[PersonId, ...] = ()
    request: RecordId | None = relies_on(default=None)

    @property
    def observers(self) -> tuple[PersonId, ...]:
        """Whoever was there to observe."""
        return (self.observer, *self.observed_with)

    def difference(self, command: Any) -> Iterator[str]:
        yield from super().difference(command)
        if {focus.on: focus.level for focus in command.focus} != self.levels:
            yield "focus"


@record
class Feedback(Record):
    """Feedback on an observation."""

    observation: RecordId = relies_on()
    kind: FeedbackKind


@record
class Artifact(Record):
    """Evidence from real work, with the level of each goal it shows."""

    levels: dict[RecordId, Level | None] = relies_on()
    observation: RecordId | None = relies_on()
    kind: str
    source: Source
    reference: str

    def difference(self, command: Any) -> Iterator[str]:
        yield from super().difference(command)
        if {focus.on: focus.level for focus in command.shows} != self.levels:
            yield "shows"


@record
class GrowthArea(Record):
    """The gap of highest leverage, and the evidence it relies on."""

    evidence: tuple[RecordId, ...] = relies_on()
    practice: str

    def described(self, kind: str) -> Description:
        return Description(kind, self.practice, self.at, is_confidential=True)


@record
class CheckIn(Record):
    """A short recurring contact: the steps reviewed, the levels shown with evidence, and other records it names."""

    minutes: int
    reviews: dict[RecordId, Progress] = relies_on()
    levels: dict[RecordId, Level | None] = relies_on()
    visit: RecordId | None = relies_on()
    held_by: PersonId
    progress: tuple[PriorityProgress, ...]
    shows: tuple[Shown, ...]
    named: tuple[RecordId, ...] = relies_on(default=())
    request: RecordId | None = relies_on(default=None)

    def difference(self, command: Any) -> Iterator[str]:
        yield from (field for field in super().difference(command) if field != "reviews")
        if {review.step: review.progress for review in command.reviews} != self.reviews:
            yield "reviews"


@record
class AgreedStep(Record):
    """An action step agreed, serving a priority or a growth area, perhaps taken home from a coaching session."""

    due: date
    serves: RecordId = relies_on()
    session: RecordId | None = relies_on()
    statement: str
    look_for: str

    def difference(self, command: Any) -> Iterator[str]:
        """A command that names no due date leaves it to the policy, so that it cannot say another one."""
        yield from (field for field in super().difference(command) if field != "due" or command.due is not None)

    def described(self, kind: str) -> Description:
        return Description(kind, self.statement, self.due, is_confidential=True)


@record
class Sharing(Record):
    """Practice shared with others."""

    occasion: str


@record
class CoachingSession(Record):
    """A coaching session on a growth area, and who coached."""

    growth_area: RecordId = relies_on()
    visit: RecordId | None = relies_on()
    coach: PersonId
    granted_on: tuple[RecordId, ...] = relies_on(default=())
    request: RecordId | None = relies_on(default=None)


@record
class MoveMade(Record):
    """One move of a coaching session; a comparison names the observation, artifact or check-in it debriefs."""

    kind: CoachingMove
    session: RecordId = relies_on()
    evidence: RecordId | None = relies_on(default=None)
    steps: tuple[str, ...] = ()
    home: tuple[HomeStep, ...] = ()
    rounds: int | None = None
    level: Level | None = None
