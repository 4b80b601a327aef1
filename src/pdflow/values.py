"""Values shared by the aggregates: outcomes and readings, levels of practice, strategies of follow-up."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pdflow.kernel.fields import Between, IdOf, Makes, Name, NameOrBlank
from pdflow.kernel.frozen import frozen

Minutes = Annotated[int, Between(0, 1440)]
"""Minutes of a day: of a session, of somebody's presence; an absence is 0."""
SessionMinutes = Annotated[int, Between(1, 1440)]
"""How long a session is, or one part of it."""
ContactMinutes = Annotated[int, Between(1, 720)]
"""How long an observation, a check-in, a visit or a coaching session is."""
Count = Annotated[int, Between(0)]
"""How many there are."""
Rating = Annotated[int, Between(1, 5)]
"""A judgement from 1, the lowest, to 5."""
CycleNumber = Annotated[int, Between(1)]
"""Which round of training, support and coaching, from 1."""
EngagementId = Annotated[Name, IdOf("engagement")]
OutcomeId = Annotated[Name, IdOf("outcome")]
SessionId = Annotated[Name, IdOf("session")]
"""The id of a training session; a coaching session is a record of its own."""
SiteId = Annotated[Name, IdOf("site")]
SiteOrBlank = Annotated[NameOrBlank, IdOf("site")]
SubjectId = Annotated[Name, IdOf("subject")]
"""The id of a subject: what a training is about, and what a trainer is cleared for."""
SubjectOrBlank = Annotated[NameOrBlank, IdOf("subject")]


class Level(StrEnum):
    """How far a practice is in place; the scale of the agency guide's own inventory."""

    NOT_YET = "NOT_YET"
    PARTLY = "PARTLY"
    MOSTLY = "MOSTLY"
    FULLY = "FULLY"


IN_PLACE = frozenset({Level.MOSTLY, Level.FULLY})
"""The levels that show a practice."""


class Evidence(StrEnum):
    """What may show a practice."""

    OBSERVATION = "OBSERVATION"
    ARTIFACT = "ARTIFACT"
    CHECK_IN = "CHECK_IN"


class OutcomeOf(StrEnum):
    """Whose outcome it is: judged on each participation, or on the engagement only."""

    PERSON = "PERSON"
    GROUP = "GROUP"


class OutcomeKind(StrEnum):
    """What is to change."""

    ATTITUDE = "ATTITUDE"
    BEHAVIOUR = "BEHAVIOUR"
    SKILL = "SKILL"
    PERFORMANCE = "PERFORMANCE"
    ORGANISATION = "ORGANISATION"
    """A policy, programme or system adopted (agency guide)."""


class Better(StrEnum):
    """Which way a measure is better."""

    HIGHER = "HIGHER"
    LOWER = "LOWER"


class EvaluationLevel(StrEnum):
    """What a reading is evidence of (Guskey's five levels)."""

    REACTION = "REACTION"
    LEARNING = "LEARNING"
    ORGANISATION = "ORGANISATION"
    USE = "USE"
    LEARNER_OUTCOME = "LEARNER_OUTCOME"


@frozen
class Measure:
    """How an outcome is read: a name, a unit and which way is better."""

    name: str
    unit: str
    better: Better = Better.HIGHER


@frozen
class Outcome:
    """A change somebody wants to see, named so that readings can refer to it."""

    outcome: Annotated[Name, Makes("outcomes")]
    of: OutcomeOf
    kind: OutcomeKind
    statement: str
    measure: Measure | None = None
    baseline_by: date | None = None
    target: float | None = None

    def is_reached(self, value: float) -> bool | None:
        """Whether a value reaches the target; None without a target, or a measure that says which way is better."""
        if self.target is None or self.measure is None:
            return None
        return value >= self.target if self.measure.better is Better.HIGHER else value <= self.target


class Strategy(StrEnum):
    """Follow-up strategies on their continuum, from light and broad to intense and individual."""

    RESOURCE = "RESOURCE"
    REMINDER = "REMINDER"
    DISCUSSION = "DISCUSSION"
    WEBINAR = "WEBINAR"
    REFRESHER = "REFRESHER"
    PEER_EXCHANGE = "PEER_EXCHANGE"
    COMMUNITY = "COMMUNITY"
    TECHNICAL_ASSISTANCE = "TECHNICAL_ASSISTANCE"
    CHECK_IN = "CHECK_IN"
    OBSERVATION = "OBSERVATION"
    COACHING = "COACHING"
