"""Histories: what the events of streams come to, before any document is made of them."""

from pdflow.history.contact_days import contact_days
from pdflow.history.effective_events import EffectiveEvents, record_key
from pdflow.history.engagement_name import engagement_name
from pdflow.history.histories import (
    EngagementHistory,
    FoldedParticipations,
    ParticipationHistory,
    engagement_histories,
    participation_histories,
    programme_names,
)
from pdflow.history.training_sessions import TrainingSession, training_sessions

__all__ = [
    "EffectiveEvents",
    "EngagementHistory",
    "FoldedParticipations",
    "ParticipationHistory",
    "TrainingSession",
    "contact_days",
    "engagement_histories",
    "engagement_name",
    "participation_histories",
    "programme_names",
    "record_key",
    "training_sessions",
]
