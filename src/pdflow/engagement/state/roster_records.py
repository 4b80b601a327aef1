"""Entries of the roster, and the ends of participations."""

from __future__ import annotations

from datetime import datetime

import attrs

from pdflow.engagement.state.vocabulary import HowEnded, PersonSummary
from pdflow.people import PersonId


@attrs.frozen
class RosterEntry:
    """A person on the roster: since when, in which role, at which site, and under which line manager."""

    at: datetime
    role_title: str
    site: str
    manager: PersonId | None = None


@attrs.frozen
class ParticipationEnd:
    """The end of a participation: when, in which way, and its summary."""

    at: datetime
    how: HowEnded
    summary: PersonSummary
