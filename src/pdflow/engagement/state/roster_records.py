"""Entries of the roster, and the ends of participations."""

from __future__ import annotations

from datetime import datetime

from pdflow.engagement.state.vocabulary import HowEnded, PersonSummary
from pdflow.kernel.frozen import frozen
from pdflow.people import PersonId


@frozen
class RosterEntry:
    """A person on the roster: since when, in which role, at which site, and under which line manager."""

    at: datetime
    role_title: str
    site: str
    manager: PersonId | None = None


@frozen
class ParticipationEnd:
    """The end of a participation: when, in which way, and its summary."""

    at: datetime
    how: HowEnded
    summary: PersonSummary
