"""Open Badges 3.0: the achievement of a completed participation with its evidence, for the host to sign."""

from pdflow.exchange.open_badges.credential import (
    AcademicCredits,
    Achievement,
    CreditUnit,
    Issuer,
    achievement_credential,
)
from pdflow.exchange.open_badges.credentials import NOT_COMPLETED, NOT_FOR_READER, AchievementCredentials

__all__ = [
    "NOT_COMPLETED",
    "NOT_FOR_READER",
    "AcademicCredits",
    "Achievement",
    "AchievementCredentials",
    "CreditUnit",
    "Issuer",
    "achievement_credential",
]
