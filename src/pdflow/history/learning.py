"""Learning: what one person took part in within an engagement, as it is certified, credited and handed to others."""

from __future__ import annotations

from datetime import datetime

import attrs

from pdflow.history.follow_up_contacts import FollowUpContact, follow_up_contacts
from pdflow.history.histories import ParticipationHistory
from pdflow.history.sessions_attended import SessionAttended, SessionCalendar, sessions_attended
from pdflow.participation import COMPLETED, WITHDRAWN, ParticipationCompleted, Phase, Withdrawn
from pdflow.people import PersonId


@attrs.frozen
class Learning:
    """What one person took part in within an engagement: for the team (``Audience.TEAM``), and nobody beyond it."""

    stream: str
    person: PersonId
    engagement: str
    """The host's name for it; empty where there is none."""
    role_title: str
    phase: Phase
    enrolled_at: datetime | None
    ended_at: datetime | None
    """When the participation was completed or withdrawn from, as its phase says; None while it goes on."""
    sessions: tuple[SessionAttended, ...]
    """Those held for the person, absences included; by their start."""
    contacts: tuple[FollowUpContact, ...]
    """By their time; a coaching that was cut short is one too."""


def learning(history: ParticipationHistory, calendar: SessionCalendar | None = None) -> Learning:
    """What the person of a history took part in: nothing that was voided, attendance as it was last corrected.

    Args:
        calendar: That of the engagement; without it, sessions have neither titles nor places.
    """
    state, events = history.state, history.events
    ends = events.of_type(ParticipationCompleted, Withdrawn) if state.phase in (COMPLETED, WITHDRAWN) else []
    return Learning(
        stream=history.stream,
        person=state.person,
        engagement=state.engagement or "",
        role_title=state.role_title,
        phase=state.phase,
        enrolled_at=state.enrolled_at,
        ended_at=ends[-1].at if ends else None,
        sessions=tuple(sessions_attended(history, calendar or {})),
        contacts=tuple(follow_up_contacts(events, state)),
    )
