"""The records of a participation: what its state keeps of each event, without texts."""

from __future__ import annotations

from datetime import date, datetime

from pdflow.kernel.fields import RecordId
from pdflow.kernel.records import Action, Description, Record, record, relies_on
from pdflow.participation.state.vocabulary import AssessmentTime, CoachingMove, Ending, Progress, VisitKind
from pdflow.people import PersonId
from pdflow.values import EvaluationLevel, Level


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


@record
class Attendance(Record):
    """Minutes held of a training session, and minutes the person attended."""

    session: str
    cycle: int
    held: int
    there: int
    makes_up: str | None


@record
class Assessment(Record):
    """An assessment of learning: by which instrument, before the training or after it."""

    instrument: str
    time: AssessmentTime


@record
class SessionEvaluation(Record):
    """An evaluation of a training session that was handed in."""

    session: str
    cycle: int


@record
class Commitment(Record):
    """The steps a person committed to, each with its date, and their texts in the same order."""

    steps: dict[RecordId, date]
    texts: tuple[str, ...] = ()

    def described_part(self, part: RecordId) -> Description:
        text = dict(zip(self.steps, self.texts, strict=False)).get(part, "")
        return Description("committed_step", text, self.steps[part])


@record
class Priority(Record):
    """Something the person is trying to accomplish at work."""

    statement: str = ""

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
class Observation(Record):
    """An observation at the workplace, with the level of each goal it looked at."""

    observer: PersonId
    minutes: int
    levels: dict[RecordId, Level | None] = relies_on()
    visit: RecordId | None = relies_on()


@record
class Feedback(Record):
    """Feedback on an observation."""

    observation: RecordId = relies_on()


@record
class Artifact(Record):
    """Evidence from real work, with the level of each goal it shows."""

    levels: dict[RecordId, Level | None] = relies_on()
    observation: RecordId | None = relies_on()


@record
class GrowthArea(Record):
    """The gap of highest leverage, and the evidence it relies on."""

    evidence: tuple[RecordId, ...] = relies_on()
    practice: str = ""

    def described(self, kind: str) -> Description:
        return Description(kind, self.practice, self.at, is_confidential=True)


@record
class CheckIn(Record):
    """A short recurring contact: the steps reviewed, the levels shown with evidence, and other records it names."""

    minutes: int
    reviews: dict[RecordId, Progress] = relies_on()
    levels: dict[RecordId, Level | None] = relies_on()
    visit: RecordId | None = relies_on()
    named: tuple[RecordId, ...] = relies_on(default=())


@record
class AgreedStep(Record):
    """An action step agreed, serving a priority or a growth area, perhaps taken home from a coaching session."""

    due: date
    serves: RecordId = relies_on()
    session: RecordId | None = relies_on()
    statement: str = ""

    def described(self, kind: str) -> Description:
        return Description(kind, self.statement, self.due, is_confidential=True)


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


@record
class CoachingSession(Record):
    """A coaching session on a growth area."""

    growth_area: RecordId = relies_on()
    visit: RecordId | None = relies_on()
    granted_on: tuple[RecordId, ...] = relies_on(default=())


@record
class MoveMade(Record):
    """One move of a coaching session; a comparison names the observation or artifact it debriefs."""

    kind: CoachingMove
    session: RecordId = relies_on()
    evidence: RecordId | None = relies_on(default=None)


@record
class PersonBaseline(Record):
    """A reading of an outcome before the training, or a judgement afterwards of what it was."""

    outcome: str
    on: date


@record
class Measurement(Record):
    """A later reading of an outcome."""

    outcome: str
    on: date
    level: EvaluationLevel
    at_workplace: bool
