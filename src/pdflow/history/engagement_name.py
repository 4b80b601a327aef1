"""The host's name for the engagement that a document is about."""

from __future__ import annotations

from pdflow.engagement import Engagement, EngagementRequested
from pdflow.history.effective_events import EffectiveEvents


def engagement_name(events: EffectiveEvents[Engagement]) -> str:
    """The name of an engagement; empty before it is requested."""
    requested = events.last(EngagementRequested)
    return "" if requested is None else requested.engagement
