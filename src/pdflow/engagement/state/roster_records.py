"""Entries of the roster, and the ends of participations."""

from __future__ import annotations

from datetime import datetime

import attrs

from pdflow.engagement.state.vocabulary import HowEnded, PersonSummary


@attrs.frozen
class RosterEntry:
    """Somebody on the roster, since when and where."""

    at: datetime
    role_title: str
    site: str


@attrs.frozen
class ParticipationEnd:
    """How and when a participation ended, and what it came to."""

    at: datetime
    how: HowEnded
    summary: PersonSummary
