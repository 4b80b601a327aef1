"""What the hand-written peer records: frozen attrs classes, positional, as one would write them without a library."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from attrs import frozen


@frozen
class Happened:
    id: str
    by: str
    role: str
    at: datetime


@frozen
class Enrolled(Happened):
    person: str
    policy: Any
    site: str
    outcomes: tuple[Any, ...]


@frozen
class TeamAssigned(Happened):
    team: tuple[Any, ...]
    coach: str


@frozen
class Briefed(Happened):
    outcomes: tuple[Any, ...]
    strategies: tuple[Any, ...]


@frozen
class BaselineTaken(Happened):
    baseline: str
    outcome: str
    value: float
    on: date
    supersedes: str | None


@frozen
class SessionPlanned(Happened):
    plan: str
    session: str
    start: datetime
    minutes: int
    supersedes: str | None


@frozen
class LearningAssessed(Happened):
    assessment: str
    instrument: str
    time: Any
    score: float
    out_of: float


@frozen
class TrainingBegun(Happened):
    pass


@frozen
class AttendanceRecorded(Happened):
    attendance: str
    session: str
    held: int
    there: int
    supersedes: str | None


@frozen
class EvaluationSubmitted(Happened):
    evaluation: str
    session: str
    reaction: int
    supersedes: str | None


@frozen
class PracticeCommitted(Happened):
    commitment: str
    steps: tuple[Any, ...]


@frozen
class SupportBegun(Happened):
    granted_on: tuple[str, ...]


@frozen
class PrioritySet(Happened):
    priority: str
    statement: str


@frozen
class PriorityRetired(Happened):
    priority: str
    accomplished: bool


@frozen
class PracticeShared(Happened):
    sharing: str
    occasion: str


@frozen
class VisitScheduled(Happened):
    visit: str
    kind: Any
    supporter: str
    start: datetime
    minutes: int


@frozen
class VisitMissed(Happened):
    visit: str
    missed_by: str


@frozen
class ObservationRecorded(Happened):
    observation: str
    setting: str
    minutes: int
    focus: tuple[Any, ...]
    strengths: str
    struggles: str
    visit: str | None


@frozen
class FeedbackGiven(Happened):
    feedback: str
    observation: str
    kind: Any
    said: str


@frozen
class ArtifactAdded(Happened):
    artifact: str
    kind: str
    source: Any
    shows: tuple[Any, ...]


@frozen
class GrowthAreaIdentified(Happened):
    growth_area: str
    practice: str
    evidence: tuple[str, ...]
    rationale: str
    considered: str


@frozen
class GrowthAreaClosed(Happened):
    growth_area: str


@frozen
class StepAgreed(Happened):
    step: str
    serves: str
    statement: str
    look_for: str
    due: date
    session: str | None


@frozen
class StepCompleted(Happened):
    step: str
    evidence: str


@frozen
class StepExtended(Happened):
    step: str
    due: date
    reason: str


@frozen
class CheckInHeld(Happened):
    check_in: str
    minutes: int
    reviews: tuple[Any, ...]
    visit: str | None


@frozen
class CoachingOpened(Happened):
    session: str
    growth_area: str
    visit: str | None
    granted_on: tuple[str, ...]


@frozen
class ModelShown(Happened):
    move: str
    session: str
    model: str


@frozen
class ModelCompared(Happened):
    move: str
    session: str
    evidence: str
    gap: str


@frozen
class StepsNamed(Happened):
    move: str
    session: str
    steps: tuple[str, ...]


@frozen
class StepsPractised(Happened):
    move: str
    session: str
    rounds: int
    level: Any


@frozen
class CoachingClosed(Happened):
    session: str
    minutes: int
    return_visit: str


@frozen
class OutcomeMeasured(Happened):
    measurement: str
    outcome: str
    value: float
    level: Any
    on: date


@frozen
class Completed(Happened):
    hours: float
    shared: tuple[str, ...]
