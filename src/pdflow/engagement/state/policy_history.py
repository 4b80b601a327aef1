"""What an engagement began with, and the policies it has had since."""

from __future__ import annotations

from datetime import date, datetime

from pdflow.kernel.frozen import frozen
from pdflow.policy import Policy
from pdflow.values import Count


@frozen
class Request:
    """What was asked for: the need and its data, the audience and its size, and the dates wanted."""

    need: str
    audience: str
    evidence: str
    size: Count | None
    dates_wanted: tuple[date, ...]


@frozen
class PolicyAdoption:
    """A policy, and since when it is in force."""

    at: datetime
    policy: Policy

    @property
    def since(self) -> datetime:
        """When it was adopted."""
        return self.at
