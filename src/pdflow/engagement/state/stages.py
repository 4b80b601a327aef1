"""Stages of an engagement, and the groups of stages in which commands are allowed."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class EngagementStage(StrEnum):
    """How far the commissioned effort has come."""

    NOTHING = "NOTHING"
    """Nothing asked yet: the state before its first event."""
    REQUESTED = "REQUESTED"
    DESIGN = "DESIGN"
    """Outcomes, support, time and partners are being settled."""
    DELIVERY = "DELIVERY"
    """Commissioned: training is given, evaluation data come in."""
    FOLLOW_UP = "FOLLOW_UP"
    """The follow-up chosen from the data is carried out."""
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
DESIGN_ON: Final = (DESIGN, *DELIVERING)
OPEN: Final = (REQUESTED, *DESIGN_ON)
ANY: Final = (*OPEN, CLOSED, CANCELLED)
