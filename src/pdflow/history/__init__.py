"""Histories: what the events of streams come to, before any document is made of them."""

from pdflow.history.contact_days import contact_days
from pdflow.history.effective_events import EffectiveEvents, record_key
from pdflow.history.engagement_name import engagement_name
from pdflow.history.follow_up_contacts import FollowUpContact, follow_up_contacts
from pdflow.history.histories import (
    EngagementHistory,
    FoldedParticipations,
    ParticipationHistory,
    engagement_histories,
    participation_histories,
    programme_names,
)
from pdflow.history.learning import Learning, learning
from pdflow.history.repeated_participations import credited_once, repeated_participations
from pdflow.history.sessions_attended import SessionAttended, SessionCalendar, session_calendar
from pdflow.history.stored_learning import learning_in, session_calendars, stored_participations
from pdflow.history.training_sessions import BookedSession, TrainingSession, training_sessions

__all__ = [
    "BookedSession",
    "EffectiveEvents",
    "EngagementHistory",
    "FoldedParticipations",
    "FollowUpContact",
    "Learning",
    "ParticipationHistory",
    "SessionAttended",
    "SessionCalendar",
    "TrainingSession",
    "contact_days",
    "credited_once",
    "engagement_histories",
    "engagement_name",
    "follow_up_contacts",
    "learning",
    "learning_in",
    "participation_histories",
    "programme_names",
    "record_key",
    "repeated_participations",
    "session_calendar",
    "session_calendars",
    "stored_participations",
    "training_sessions",
]
