"""What a participation remembers of each record: no texts, only what later decisions ask."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from pdflow.kernel.declare import RecordId
from pdflow.kernel.records import Act, Entry, entry, rests
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
    """The moves of a coaching session, in their order (002)."""

    MODEL = "MODEL"
    COMPARE = "COMPARE"
    STEPS = "STEPS"
    PRACTICE = "PRACTICE"


class AssessmentTime(StrEnum):
    """Whether learning was assessed before the training or after it."""

    PRE = "PRE"
    POST = "POST"


@entry
class Plan(Entry):
    """A session planned for this person."""

    session: str
    cycle: int
    start: datetime
    minutes: int
    makes_up: str | None


@entry
class Attendance(Entry):
    """How long a session was, and how long the person was there."""

    session: str
    cycle: int
    held: int
    there: int
    makes_up: str | None


@entry
class Assessment(Entry):
    """That learning was assessed, by what and when."""

    instrument: str
    time: AssessmentTime


@entry
class Evaluation(Entry):
    """That an evaluation of a session is in."""

    session: str
    cycle: int


@entry
class Commitment(Entry):
    """The steps a person committed to, each by a date."""

    steps: dict[RecordId, date]


@entry
class Priority(Entry):
    """Something the person is trying to accomplish at work."""


@entry
class Visit(Entry):
    """A visit in the calendar."""

    kind: VisitKind
    start: datetime
    minutes: int
    supporter: PersonId


@entry
class Observation(Entry):
    """Practice seen at the workplace, with the level of each thing it looked at."""

    observer: PersonId
    minutes: int
    levels: dict[RecordId, Level | None] = rests()
    visit: RecordId | None = rests()


@entry
class Feedback(Entry):
    """Feedback on an observation."""

    observation: RecordId = rests()


@entry
class Artifact(Entry):
    """Evidence from real work, with the level of each practice it shows."""

    levels: dict[RecordId, Level | None] = rests()
    observation: RecordId | None = rests()


@entry
class GrowthArea(Entry):
    """The gap whose closing moves most, and the evidence it rests on."""

    evidence: tuple[RecordId, ...] = rests()


@entry
class CheckIn(Entry):
    """A short recurring contact: which steps it looked at, what it showed with evidence, and what else it named."""

    minutes: int
    reviews: dict[RecordId, Progress] = rests()
    levels: dict[RecordId, Level | None] = rests()
    visit: RecordId | None = rests()
    named: tuple[RecordId, ...] = rests(default=())


@entry
class Step(Entry):
    """An action step agreed, serving a priority or a growth area, perhaps taken home from a coaching session."""

    due: date
    serves: RecordId = rests()
    session: RecordId | None = rests()


@entry
class Extension(Act):
    """A new due date of an action step."""

    due: date
    step: RecordId = rests()


@entry
class End(Act):
    """That a plan, priority, visit, growth area or step came to its end, how, on what evidence or through whom."""

    how: Ending
    record: RecordId = rests()
    evidence: RecordId | None = rests(default=None)
    through: PersonId | None = None


@entry
class Sharing(Entry):
    """Practice shared with others."""


@entry
class Session(Entry):
    """A coaching session on a growth area."""

    growth_area: RecordId = rests()
    visit: RecordId | None = rests()
    granted_on: tuple[RecordId, ...] = rests(default=())


@entry
class MoveMade(Entry):
    """One move of a coaching session; a comparison names the observation or artifact it debriefs."""

    kind: CoachingMove
    session: RecordId = rests()
    evidence: RecordId | None = rests(default=None)


@entry
class Baseline(Entry):
    """Where a person stood on an outcome before the training, or is said to have stood."""

    outcome: str
    on: date


@entry
class Measurement(Entry):
    """A later reading of an outcome."""

    outcome: str
    on: date
    level: EvaluationLevel
    at_workplace: bool


@entry
class Waiver(Entry):
    """A requirement waived for one cycle."""

    requirement: str
    cycle: int
