"""The enumerated values in the commands and records of a participation."""

from __future__ import annotations

from enum import StrEnum


class VisitKind(StrEnum):
    """What a visit is for; there is no visit for appraisal."""

    OBSERVATION = "OBSERVATION"
    CHECK_IN = "CHECK_IN"
    COACHING = "COACHING"


class FeedbackKind(StrEnum):
    """When feedback was given: during the observation or in a debrief."""

    REAL_TIME = "REAL_TIME"
    DEBRIEF = "DEBRIEF"


class Source(StrEnum):
    """Where an artifact comes from."""

    OBSERVATION = "OBSERVATION"
    CHECK_IN = "CHECK_IN"
    OWN_WORK = "OWN_WORK"


class Progress(StrEnum):
    """How far a step has come since the last check-in."""

    DONE = "DONE"
    UNDER_WAY = "UNDER_WAY"
    NOT_DONE = "NOT_DONE"


class Ending(StrEnum):
    """How a record came to its end."""

    ANSWERED = "ANSWERED"
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


class Confidence(StrEnum):
    """How confident a participant is of using what was trained."""

    LOW = "LOW"
    FAIR = "FAIR"
    HIGH = "HIGH"
