"""The records of a participation: what its state keeps of each event, without personal texts.

A record keeps every other field of the command that makes it, under the same name, so that one that says something
else under a known name is noticed; ``difference`` says how to compare a field that is kept in another shape.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any

from pdflow.kernel.fields import RecordId
from pdflow.kernel.records import Action, Description, Record, record, relies_on
from pdflow.participation.state.record_parts import CommittedStep, HomeStep, PriorityProgress, Shown
from pdflow.participation.state.vocabulary import (
    AssessmentTime,
    CoachingMove,
    Confidence,
    Ending,
    FeedbackKind,
    Progress,
    Source,
    VisitKind,
)
from pdflow.people import PersonId
from pdflow.values import EvaluationLevel, Level, Strategy


@record
class PlannedSession(Record):
    """A training session planned for this person."""

    session: str
    cycle: int
    start: datetime
    minutes: int
    makes_up: str | None

    def described(self, kind: str) -> Description:
        return Description(kind, when=self.start)

    def difference(self, command: Any) -> Iterator[str]:
        """A command that names no cycle leaves it to the state, so that it cannot say another one."""
        yield from (field for field in super().difference(command) if field != "cycle" or command.cycle is not None)


@record
class Attendance(Record):
    """Minutes held of a training session or of a part of it, and minutes the person attended.

    Its time is that of the session: a correction keeps it.
    """

    session: str
    cycle: int
    held: int
    there: int
    makes_up: str | None
    continues: RecordId | None = relies_on(default=None)


@record
class Assessment(Record):
    """An assessment of learning: by which instrument, before the training or after it."""

    instrument: str
    time: AssessmentTime
    score: float
    out_of: float


@record
class SessionEvaluation(Record):
    """An evaluation of a training session that was handed in; of an anonymous one only that."""

    session: str
    cycle: int
    anonymous: bool
    reaction: int | None
    confidence: Confidence | None
    commitment: int | None
    needs: tuple[str, ...]
    preferred: tuple[Strategy, ...]

    def difference(self, command: Any) -> Iterator[str]:
        """What somebody says again in an anonymous evaluation is not kept, so that it cannot be another."""
        is_kept = ("session", "anonymous") if self.anonymous else None
        yield from (field for field in super().difference(command) if is_kept is None or field in is_kept)


@record
class Commitment(Record):
    """The steps a person committed to, each with its date, and as they were promised."""

    steps: dict[RecordId, date]
    promised: tuple[CommittedStep, ...]

    @property
    def parts(self) -> Collection[RecordId]:
        return self.steps

    def described_part(self, part: RecordId) -> Description:
        text = next((step.text for step in self.promised if step.step == part), "")
        return Description("committed_step", text, self.steps[part])

    def difference(self, command: Any) -> Iterator[str]:
        if command.steps != self.promised:
            yield "steps"


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

    def described(self, kind: str) -> Description:
        return Description(kind, self.statement, self.due, is_confidential=True)

    def difference(self, command: Any) -> Iterator[str]:
        """A command that names no due date leaves it to the policy, so that it cannot say another one."""
        yield from (field for field in super().difference(command) if field != "due" or command.due is not None)


@record
class Extension(Action):
    """A new due date of an action step."""

    due: date
    step: RecordId = relies_on()


@record
class End(Action):
    """The end of a plan, priority, visit, growth area or step: how, on what evidence or through whom."""

    how: Ending
    record: RecordId = relies_on()
    evidence: RecordId | None = relies_on(default=None)
    through: PersonId | None = None


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


@record
class PersonBaseline(Record):
    """A reading of an outcome before the training, or a judgement afterwards of what it was."""

    outcome: str
    on: date
    value: float
    how: str
    retrospective: bool


@record
class Measurement(Record):
    """A later reading of an outcome."""

    outcome: str
    on: date
    level: EvaluationLevel
    at_workplace: bool
    value: float
