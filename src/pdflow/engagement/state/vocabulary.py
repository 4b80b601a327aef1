"""Vocabulary of an engagement: kinds, bands, roles and sides, as enumerations and small values."""

from __future__ import annotations

from enum import StrEnum

from pdflow.kernel.fields import Name, RecordId
from pdflow.kernel.frozen import frozen
from pdflow.people import PersonId
from pdflow.values import Count, SiteId


class TrainingKind(StrEnum):
    """The kind of an event; only a training must have objectives and practice."""

    TRAINING = "TRAINING"
    INFORMATION_SESSION = "INFORMATION_SESSION"
    MEETING = "MEETING"


class DutyTime(StrEnum):
    """The time at which a facilitation duty is due."""

    BEFORE = "BEFORE"
    DURING = "DURING"
    AFTER = "AFTER"


class Band(StrEnum):
    """A stretch of the timeline, counted from the engagement's start (agency guide)."""

    MONTHS_1_TO_6 = "MONTHS_1_TO_6"
    MONTHS_7_TO_12 = "MONTHS_7_TO_12"
    BEYOND_YEAR_1 = "BEYOND_YEAR_1"


class SlotUse(StrEnum):
    """Whether protected time is each person's own, or the team's."""

    PERSONAL = "PERSONAL"
    TEAM = "TEAM"


class Brings(StrEnum):
    """An addition of a partner to the team's own capabilities (agency guide)."""

    EXPERIENCE = "EXPERIENCE"
    RESOURCES = "RESOURCES"
    EXPERTISE = "EXPERTISE"


class PartnerRole(StrEnum):
    """The role in which a partner works with the team (Learning Forward)."""

    PROVIDER = "PROVIDER"
    COLLABORATOR = "COLLABORATOR"
    CRITICAL_FRIEND = "CRITICAL_FRIEND"
    COACH = "COACH"
    EXPERT = "EXPERT"


class Characteristic(StrEnum):
    """A characteristic of successful partnerships (agency guide)."""

    MUTUAL_RESPECT = "MUTUAL_RESPECT"
    COORDINATED_ADMINISTRATION = "COORDINATED_ADMINISTRATION"
    RECIPROCAL_ROLES = "RECIPROCAL_ROLES"
    SHARED_DECISIONS = "SHARED_DECISIONS"
    MUTUAL_ACCOUNTABILITY = "MUTUAL_ACCOUNTABILITY"
    TRANSPARENCY = "TRANSPARENCY"


class SuccessOf(StrEnum):
    """The subject of a measure of success (agency guide)."""

    STAFF_CONTRIBUTIONS = "STAFF_CONTRIBUTIONS"
    PLANNING_AND_IMPLEMENTATION = "PLANNING_AND_IMPLEMENTATION"
    QUALITY_QUANTITY_COST = "QUALITY_QUANTITY_COST"
    GOAL_ALIGNMENT = "GOAL_ALIGNMENT"


class Side(StrEnum):
    """The two sides of a partnership."""

    HOST = "HOST"
    PARTNER = "PARTNER"


class HowEnded(StrEnum):
    """The way in which a participation ended."""

    COMPLETED = "COMPLETED"
    WITHDRAWN = "WITHDRAWN"


class BudgetPurpose(StrEnum):
    """What a line of a budget is set aside for."""

    FOLLOW_UP = "FOLLOW_UP"
    OUTCOME_TRACKING = "OUTCOME_TRACKING"
    OTHER = "OTHER"


@frozen
class BudgetLine:
    """A line of a budget: money in its currency, hours, or both, set aside for a purpose."""

    line: Name
    purpose: BudgetPurpose
    money: float = 0
    hours: float = 0


@frozen
class ForWhom:
    """The sites and people for whom a strategy is meant; everybody where none is named."""

    sites: tuple[SiteId, ...] = ()
    people: tuple[PersonId, ...] = ()

    def concerns(self, person: PersonId, site: str) -> bool:
        """Whether it is meant for this person at this site."""
        everybody = not self.sites and not self.people
        return everybody or site in self.sites or person in self.people


EVERYBODY = ForWhom()
"""Everybody on the roster."""


@frozen
class PersonSummary:
    """The summary of one participation; minutes are minutes of contact."""

    training_minutes: Count = 0
    support_minutes: Count = 0
    coaching_minutes: Count = 0
    shared: tuple[RecordId, ...] = ()
    """The records of what was shared with others."""
    waived: tuple[str, ...] = ()
    """The requirements waived, by reason code."""
