"""What a participation remembers of each record: no texts, only what later decisions ask."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import attrs

from pdflow.kernel.declare import RecordId
from pdflow.kernel.records import Entry, rests
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


@attrs.frozen
class Plan(Entry):
    """A session planned for this person."""

    session: str
    cycle: int
    start: datetime
    minutes: int
    makes_up: str | None


@attrs.frozen
class Attendance(Entry):
    """How long a session was, and how long the person was there."""

    session: str
    cycle: int
    held: int
    there: int
    makes_up: str | None


@attrs.frozen
class Assessment(Entry):
    """That learning was assessed, by what and when."""

    instrument: str
    time: AssessmentTime


@attrs.frozen
class Evaluation(Entry):
    """That an evaluation of a session is in."""

    session: str
    cycle: int


@attrs.frozen
class Commitment(Entry):
    """The steps a person committed to, each by a date."""

    steps: dict[RecordId, date]


@attrs.frozen
class Priority(Entry):
    """Something the person is trying to accomplish at work."""


@attrs.frozen
class Visit(Entry):
    """A visit in the calendar."""

    kind: VisitKind
    start: datetime
    minutes: int
    supporter: PersonId


@attrs.frozen
class Observation(Entry):
    """Practice seen at the workplace, with the level of each thing it looked at."""

    observer: PersonId
    minutes: int
    levels: dict[RecordId, Level | None] = rests()
    visit: RecordId | None = rests()


@attrs.frozen
class Feedback(Entry):
    """Feedback on an observation."""

    observation: RecordId = rests()


@attrs.frozen
class Artifact(Entry):
    """Evidence from real work, with the level of each practice it shows."""

    levels: dict[RecordId, Level | None] = rests()
    observation: RecordId | None = rests()


@attrs.frozen
class GrowthArea(Entry):
    """The gap whose closing moves most, and the evidence it rests on."""

    evidence: tuple[RecordId, ...] = rests()


@attrs.frozen
class CheckIn(Entry):
    """A short recurring contact: which steps it looked at, and what it showed with evidence."""

    minutes: int
    reviews: dict[RecordId, Progress] = rests()
    levels: dict[RecordId, Level | None] = rests()
    visit: RecordId | None = rests()


@attrs.frozen
class Step(Entry):
    """An action step agreed, serving a priority or a growth area, perhaps taken home from a coaching session."""

    due: date
    serves: RecordId = rests()
    session: RecordId | None = rests()


@attrs.frozen
class Extension(Entry):
    """A new due date of an action step."""

    due: date
    step: RecordId = rests()


@attrs.frozen
class End(Entry):
    """That a plan, priority, visit, growth area or step came to its end, how, and on what evidence."""

    how: Ending
    record: RecordId = rests()
    evidence: RecordId | None = rests(default=None)


@attrs.frozen
class Sharing(Entry):
    """Practice shared with others."""


@attrs.frozen
class Session(Entry):
    """A coaching session on a growth area."""

    growth_area: RecordId = rests()
    visit: RecordId | None = rests()
    granted_on: tuple[RecordId, ...] = rests(default=())


@attrs.frozen
class MoveMade(Entry):
    """One move of a coaching session; a comparison names the observation or artifact it debriefs."""

    kind: CoachingMove
    session: RecordId = rests()
    evidence: RecordId | None = rests(default=None)


@attrs.frozen
class Baseline(Entry):
    """Where a person stood on an outcome before the training, or is said to have stood."""

    outcome: str
    on: date


@attrs.frozen
class Measurement(Entry):
    """A later reading of an outcome."""

    outcome: str
    on: date
    level: EvaluationLevel
    at_workplace: bool


@attrs.frozen
class Waiver(Entry):
    """A requirement waived for one cycle."""

    requirement: str
    cycle: int
