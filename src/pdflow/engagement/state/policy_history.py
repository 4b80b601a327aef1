"""What an engagement began with, and the policies it has had since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import attrs

from pdflow.policy import Policy
from pdflow.values import Count


@attrs.frozen
class Request:
    """What was asked for: the need and its data, the audience and its size, and the dates wanted."""

    need: str
    audience: str
    evidence: str
    size: Count | None
    dates_wanted: tuple[date, ...]


@attrs.frozen
class Adoption:
    """A policy, and since when it is in force."""

    at: datetime
    policy: Policy


def policy_in_force(adoptions: Sequence[Adoption], at: datetime) -> Policy | None:
    """The policy dated latest by a time, before all of them the first; None where there is none."""
    if not adoptions:
        return None
    by_then = [adoption for adoption in adoptions if adoption.at <= at] or adoptions[:1]
    return max(reversed(by_then), key=lambda adoption: adoption.at).policy
