"""Stages of an engagement, and the groups of stages in which commands are allowed."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class EngagementStage(StrEnum):
    """The stage an engagement has reached."""

    NOTHING = "NOTHING"
    """Not requested yet: the state before its first event."""
    REQUESTED = "REQUESTED"
    DESIGN = "DESIGN"
    """Outcomes, support, time and partners are being decided."""
    DELIVERY = "DELIVERY"
    """Commissioned: training is delivered and evaluated."""
    FOLLOW_UP = "FOLLOW_UP"
    """The follow-up chosen from the evaluation data is carried out."""
    CLOSED = "CLOSED"
    CANCELLED = "CANCELLED"


NOTHING: Final = EngagementStage.NOTHING
REQUESTED: Final = EngagementStage.REQUESTED
DESIGN: Final = EngagementStage.DESIGN
DELIVERY: Final = EngagementStage.DELIVERY
FOLLOW_UP: Final = EngagementStage.FOLLOW_UP
CLOSED: Final = EngagementStage.CLOSED
CANCELLED: Final = EngagementStage.CANCELLED
DELIVERING: Final = (DELIVERY, FOLLOW_UP)
"""The stages in which training is delivered."""
DESIGN_ON: Final = (DESIGN, *DELIVERING)
"""The stages from the design until the engagement ends."""
OPEN: Final = (REQUESTED, *DESIGN_ON)
"""The stages from the request until the engagement ends."""
ANY: Final = (*OPEN, CLOSED, CANCELLED)
"""Every stage after the first event."""
