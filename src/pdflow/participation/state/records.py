"""What a participation remembers of each record: no texts, only what later decisions ask."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from pdflow.kernel.fields import RecordId
from pdflow.kernel.records import (
    Action,
    Record,
    record,
    relies_on,
)
from pdflow.people import PersonId
from pdflow.values import EvaluationLevel, Level


class VisitKind(StrEnum):
    """What a visit is for; there is no visit for appraisal."""

    OBSERVATION = "OBSERVATION"
    CHECK_IN = "CHECK_IN"
    COACHING = "COACHING"


class Progress(StrEnum):
    """How far a step has come since it was last looked at."""

    DONE = "DONE"
    UNDER_WAY = "UNDER_WAY"
    NOT_DONE = "NOT_DONE"


class Ending(StrEnum):
    """In which way a record came to its end."""

    DROPPED = "DROPPED"
    CANCELLED = "CANCELLED"
    MISSED = "MISSED"
    RETIRED = "RETIRED"
    COMPLETED = "COMPLETED"
    CLOSED = "CLOSED"
    CARRIED = "CARRIED"


class CoachingMove(StrEnum):
    """The moves of a coaching session, in their order (Texas model)."""

    MODEL = "MODEL"
    COMPARE = "COMPARE"
    STEPS = "STEPS"
    PRACTICE = "PRACTICE"


class AssessmentTime(StrEnum):
    """Whether learning was assessed before the training or after it."""

    PRE = "PRE"
    POST = "POST"


@record
class Plan(Record):
    """A session planned for this person."""

    session: str
    cycle: int
    start: datetime
    minutes: int
    makes_up: str | None


@record
class Attendance(Record):
    """How long a session was, and how long the person was there."""

    session: str
    cycle: int
    held: int
    there: int
    makes_up: str | None


@record
class Assessment(Record):
    """That learning was assessed, by what and when."""

    instrument: str
    time: AssessmentTime


@record
class Evaluation(Record):
    """That an evaluation of a session is in."""

    session: str
    cycle: int


@record
class Commitment(Record):
    """The steps a person committed to, each by a date."""

    steps: dict[RecordId, date]


@record
class Priority(Record):
    """Something the person is trying to accomplish at work."""


@record
class Visit(Record):
    """A visit in the calendar."""

    kind: VisitKind
    start: datetime
    minutes: int
    supporter: PersonId


@record
class Observation(Record):
    """Practice seen at the workplace, with the level of each thing it looked at."""

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
    """Evidence from real work, with the level of each practice it shows."""

    levels: dict[RecordId, Level | None] = relies_on()
    observation: RecordId | None = relies_on()


@record
class GrowthArea(Record):
    """The gap whose closing moves most, and the evidence it relies_on on."""

    evidence: tuple[RecordId, ...] = relies_on()


@record
class CheckIn(Record):
    """A short recurring contact: which steps it looked at, what it showed with evidence, and what else it named."""

    minutes: int
    reviews: dict[RecordId, Progress] = relies_on()
    levels: dict[RecordId, Level | None] = relies_on()
    visit: RecordId | None = relies_on()
    named: tuple[RecordId, ...] = relies_on(default=())


@record
class Step(Record):
    """An action step agreed, serving a priority or a growth area, perhaps taken home from a coaching session."""

    due: date
    serves: RecordId = relies_on()
    session: RecordId | None = relies_on()


@record
class Extension(Action):
    """A new due date of an action step."""

    due: date
    step: RecordId = relies_on()


@record
class End(Action):
    """That a plan, priority, visit, growth area or step came to its end, how, on what evidence or through whom."""

    how: Ending
    record: RecordId = relies_on()
    evidence: RecordId | None = relies_on(default=None)
    through: PersonId | None = None


@record
class Sharing(Record):
    """Practice shared with others."""


@record
class Session(Record):
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
class Baseline(Record):
    """Where a person stood on an outcome before the training, or is said to have stood."""

    outcome: str
    on: date


@record
class Measurement(Record):
    """A later reading of an outcome."""

    outcome: str
    on: date
    level: EvaluationLevel
    at_workplace: bool


@record
class Waiver(Record):
    """A requirement waived for one cycle."""

    requirement: str
    cycle: int
