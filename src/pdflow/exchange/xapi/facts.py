"""StreamFacts: what the statements of a stream need to know of the events before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import attrs

from pdflow.audience import Audience, view
from pdflow.engagement import EngagementRequested, ScheduledSession, TrainingRescheduled, TrainingScheduled
from pdflow.exchange.xapi.source import XapiSource
from pdflow.exchange.xapi.statement import extensions
from pdflow.exchange.xapi.vocabulary import ActivityType
from pdflow.history import record_key
from pdflow.kernel.messages import AnyEvent
from pdflow.language import name_of
from pdflow.participation import CoachingOpened, Enrolled, ParticipantBriefed, RecordVoided, SessionPlanned
from pdflow.storage.json_values import JsonObject
from pdflow.values import Outcome

Titles = dict[tuple[str, str], str]
"""The title of each session, by the name of its engagement and its own."""


@attrs.define
class StreamFacts:
    """What is known of a stream by now, and for which reader and source its statements are made."""

    source: XapiSource
    audience: Audience
    stream: str
    titles: Titles
    registration: str = ""
    person: str = ""
    engagement: str | None = None
    outcomes: dict[str, Outcome] = attrs.field(factory=dict)
    issued: dict[str, str] = attrs.field(factory=dict)
    """The statement that stands of each record, by its name."""
    _plans: dict[str, tuple[str, datetime]] = attrs.field(factory=dict)
    _opened: dict[str, datetime] = attrs.field(factory=dict)
    _bookings: dict[str, dict[str, ScheduledSession]] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.registration = self.source.registration(self.stream)

    def learn(self, event: AnyEvent) -> None:
        """Take notice of an event, before its statements are made."""
        match event:
            case Enrolled():
                self.person, self.engagement = event.person, event.engagement
                self.outcomes = {outcome.outcome: outcome for outcome in event.outcomes}
            case ParticipantBriefed():
                self.outcomes = {outcome.outcome: outcome for outcome in event.outcomes}
            case SessionPlanned():
                self._plans[event.plan] = event.session, event.start
            case RecordVoided():
                self._plans.pop(event.record, None)
            case CoachingOpened():
                self._opened[event.session] = event.at
            case EngagementRequested():
                self.engagement = event.engagement
            case TrainingScheduled() | TrainingRescheduled():
                self._bookings[record_key(event)] = {session.session: session for session in event.sessions}

    def planned_start(self, session: str) -> datetime | None:
        """When a session of the person was planned to begin, by the plan recorded last."""
        return next((start for name, start in reversed(self._plans.values()) if name == session), None)

    def coaching_began(self, session: str, default: datetime) -> datetime:
        """When a coaching session was opened."""
        return self._opened.get(session, default)

    def booked(self, booking: str, session: str) -> ScheduledSession | None:
        """A session as a booking has it."""
        return self._bookings.get(booking, {}).get(session)

    def course(self) -> JsonObject:
        """The engagement as an activity; of a participation without one, the participation."""
        if self.engagement is None:
            return self.own_activity(ActivityType.COURSE)
        name = name_of(self.source.names, self.engagement)
        return self.source.activity(ActivityType.COURSE, "engagements", self.engagement, name=name)

    def training_session(self, session: str, *part: str) -> JsonObject:
        """A training session as an activity, under its title where an engagement gives one."""
        around = () if self.engagement is None else ("engagements", self.engagement)
        title = self.titles.get((self.engagement or "", session))
        return self.source.activity(ActivityType.MEETING, *around, "sessions", session, *part, name=title)

    def own_activity(self, kind: ActivityType, *path: str, name: str | None = None) -> JsonObject:
        """An activity of this stream alone, whose address does not say whom it is about."""
        return self.source.activity(kind, "participations", self.registration, *path, name=name)

    def extensions(self, **values: object) -> JsonObject | None:
        """Extensions under addresses of the source; those without a value are left out."""
        return extensions({self.source.address("extensions", name): value for name, value in values.items()})

    def shown(self, event: AnyEvent, field: str) -> Any:
        """A field that only some readers may read, as a JSON value; None for the others."""
        return view(event, self.audience, notes=False).get(field)
