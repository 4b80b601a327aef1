"""The table of an engagement: every chapter's moves, joined, and the guard that all commands share."""

from __future__ import annotations

from typing import Final

from pdflow.engagement import (
    budget,
    cancellation,
    closure,
    commissioning,
    corrections,
    facilitation_duties,
    follow_up_choice,
    follow_up_plan,
    follow_up_record,
    follow_up_revision,
    logistics,
    milestones,
    outcome_readings,
    outcomes,
    partner_selection,
    partnership_agreement,
    partnership_end,
    partnership_review,
    protected_time,
    request,
    requirements,
    resource_selection,
    review,
    roles,
    roster,
    session_evaluations,
    sharing_and_revisits,
    supporters,
    timeline,
    touch_points,
    trainer_clearance,
    training_changes,
    training_delivery,
    training_design,
    training_schedule,
)
from pdflow.engagement.chronology import before_request
from pdflow.engagement.request import RequestEngagement
from pdflow.engagement.state import Engagement, EngagementStage
from pdflow.kernel.decider import Decider

CHAPTERS: Final = (
    request,
    outcomes,
    supporters,
    roles,
    protected_time,
    budget,
    sharing_and_revisits,
    partner_selection,
    partnership_agreement,
    resource_selection,
    commissioning,
    touch_points,
    partnership_review,
    partnership_end,
    roster,
    milestones,
    timeline,
    training_design,
    facilitation_duties,
    trainer_clearance,
    training_schedule,
    training_changes,
    logistics,
    training_delivery,
    follow_up_plan,
    follow_up_revision,
    follow_up_record,
    session_evaluations,
    follow_up_choice,
    outcome_readings,
    review,
    closure,
    requirements,
    corrections,
    cancellation,
)
"""In the order of the story, which is also that of the options and of the documentation."""

decider: Final[Decider[Engagement]] = Decider(
    "engagement",
    Engagement,
    EngagementStage,
    [chapter.MOVES for chapter in CHAPTERS],
    wrong_phase="engagement.not_in_stage",
    common_guards={before_request: frozenset({RequestEngagement})},
)
"""Decides the commands of an engagement and folds its events."""
