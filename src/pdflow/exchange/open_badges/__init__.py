"""Open Badges 3.0: the achievement of a completed participation with its evidence, for the host to sign."""

from pdflow.exchange.open_badges.credential import (
    AcademicCredits,
    Achievement,
    CreditUnit,
    Issuer,
    achievement_credential,
    achievement_credentials,
)

__all__ = [
    "AcademicCredits",
    "Achievement",
    "CreditUnit",
    "Issuer",
    "achievement_credential",
    "achievement_credentials",
]
