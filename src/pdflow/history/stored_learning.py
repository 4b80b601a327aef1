"""Stored learning: what everybody in a store took part in, one participation after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pdflow import engagement, participation
from pdflow.history.effective_events import EffectiveEvents
from pdflow.history.engagement_name import engagement_name
from pdflow.history.histories import ParticipationHistory, participation_histories
from pdflow.history.learning import Learning, learning
from pdflow.history.repeated_participations import credited_once, repeated_participations
from pdflow.history.sessions_attended import SessionCalendar
from pdflow.history.training_sessions import BookedSession, booked_sessions
from pdflow.kernel.fields import RecordId
from pdflow.storage.codec import Codec
from pdflow.storage.event_store import EventStore
from pdflow.storage.stored_streams import stored_streams


def learning_in(store: EventStore) -> Iterator[Learning]:
    """What everybody in a store took part in, one participation after the other: only one is in memory at a time.

    The calendars of all engagements are kept meanwhile; engagements of one name share a calendar. A session that a
    person attended in two participations in one engagement is credited in the first.

    Raises:
        DecodeError: An event cannot be read.
    """
    calendars, repeated = session_calendars(store), repeated_participations(store)
    histories = stored_participations(store)
    learnt = (learning(history, calendars.get(history.state.engagement or "")) for history in histories)
    yield from credited_once(learnt, repeated)


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
