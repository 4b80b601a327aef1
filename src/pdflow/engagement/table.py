"""The table of an engagement: every chapter's moves, joined, and the rule that holds for all of them."""

from __future__ import annotations

from typing import Final

from pdflow.engagement import (
    commissioning,
    corrections as standing,
    follow_up_choice as choosing,
    follow_up_plan as followup,
    outcomes,
    partnership_agreement as partnership,
    partnership_review as nurturing,
    request,
    resources,
    review,
    roles,
    roster,
    timeline,
    training_changes as rescheduling,
    training_delivery as delivery,
    training_design as designing,
    training_schedule as scheduling,
)
from pdflow.engagement.request import RequestEngagement, before_request
from pdflow.engagement.state.state import Engagement, Stage
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
    wrong_phase="engagement.not_in_stage",
    common_guards={before_request: frozenset({RequestEngagement})},
)
"""Decides the commands of an engagement and folds its events."""
