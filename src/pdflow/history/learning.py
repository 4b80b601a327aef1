"""Learning: what one person took part in within an engagement, as it is certified, credited and handed to others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

import attrs

from pdflow import engagement, participation
from pdflow.history.effective_events import EffectiveEvents
from pdflow.history.engagement_name import engagement_name
from pdflow.history.follow_up_contacts import FollowUpContact, follow_up_contacts
from pdflow.history.histories import ParticipationHistory, participation_histories
from pdflow.history.sessions_attended import SessionAttended, SessionCalendar, sessions_attended
from pdflow.history.training_sessions import BookedSession, booked_sessions
from pdflow.kernel.fields import RecordId
from pdflow.participation import COMPLETED, WITHDRAWN, ParticipationCompleted, Phase, Withdrawn
from pdflow.people import PersonId
from pdflow.storage.codec import Codec
from pdflow.storage.event_store import EventStore
from pdflow.storage.stored_streams import stored_streams


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


def learning_in(store: EventStore) -> Iterator[Learning]:
    """What everybody in a store took part in, one participation after the other: only one is in memory at a time.

    The calendars of all engagements are kept meanwhile; engagements of one name share a calendar.

    Raises:
        DecodeError: An event cannot be read.
    """
    calendars = session_calendars(store)
    for history in stored_participations(store):
        yield learning(history, calendars.get(history.state.engagement or ""))


def stored_participations(store: EventStore) -> Iterator[ParticipationHistory]:
    """The history of everybody in a store, one participation after the other.

    Raises:
        DecodeError: An event cannot be read.
    """
    codec = Codec(participation.decider)
    for stream, rows in stored_streams(store, of=participation.decider.name):
        yield from participation_histories({stream: map(codec.from_row, rows)})


def session_calendars(store: EventStore) -> Mapping[str, SessionCalendar]:
    """The calendar of each engagement in a store, by its name; engagements of one name share a calendar.

    Raises:
        DecodeError: An event cannot be read.
    """
    codec, calendars = Codec(engagement.decider), dict[str, dict[RecordId, BookedSession]]()
    for _, rows in stored_streams(store, of=engagement.decider.name):
        events = EffectiveEvents(map(codec.from_row, rows))
        sessions = {session.session: session for session in booked_sessions(events)}
        calendars.setdefault(engagement_name(events), {}).update(sessions)
    return calendars
