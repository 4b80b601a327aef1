"""The table of an engagement: every chapter's moves, joined, and the rule that holds for all of them."""

from __future__ import annotations

from typing import Final

from pdflow.engagement import (
    choosing,
    commissioning,
    delivery,
    designing,
    followup,
    nurturing,
    outcomes,
    partnership,
    request,
    rescheduling,
    resources,
    review,
    roles,
    roster,
    scheduling,
    standing,
    timeline,
)
from pdflow.engagement.request import RequestEngagement, before_request
from pdflow.engagement.state import Engagement, Stage
from pdflow.kernel.decider import Decider

CHAPTERS: Final = (
    request,
    outcomes,
    roles,
    resources,
    partnership,
    commissioning,
    nurturing,
    roster,
    timeline,
    designing,
    scheduling,
    rescheduling,
    delivery,
    followup,
    choosing,
    review,
    standing,
)

decider: Final[Decider[Engagement]] = Decider(
    "engagement",
    Engagement,
    Stage,
    [chapter.MOVES for chapter in CHAPTERS],
    elsewhere="engagement.not_in_stage",
    throughout={before_request: frozenset({RequestEngagement})},
)
"""Decides the commands of an engagement and folds its events."""
