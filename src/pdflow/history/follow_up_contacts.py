"""Follow-up contacts: observations, check-ins, coaching sessions and follow-up that one person received."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import attrs

from pdflow.history.effective_events import EffectiveEvents
from pdflow.kernel.fields import RecordId
from pdflow.kernel.messages import Event
from pdflow.participation import (
    CheckInHeld,
    CoachingClosed,
    CoachingCutShort,
    CoachingOpened,
    FollowUpReceived,
    ObservationRecorded,
    Participation,
    VisitKind,
)
from pdflow.people import PersonId
from pdflow.values import Strategy


@attrs.frozen
class FollowUpContact:
    """A contact with somebody of the support team."""

    record: RecordId
    """Of a coaching, the session."""
    at: datetime
    """When it began; of a coaching, when that was opened."""
    kind: VisitKind | Strategy
    who: PersonId
    minutes: int | None
    """None of a coaching session that was cut short, and does not count."""
    setting: str
    site: str
    """Where the person worked at the time."""

    @property
    def counts(self) -> bool:
        """Whether it was not cut short."""
        return self.minutes is not None


def follow_up_contacts(events: EffectiveEvents[Participation], state: Participation) -> list[FollowUpContact]:
    """A person's contacts, by their time.

    Args:
        state: What the events lead to.
    """
    return sorted(_contacts(events, state), key=lambda contact: contact.at)


def _contacts(events: EffectiveEvents[Participation], state: Participation) -> Iterator[FollowUpContact]:
    opened = {event.session: event for event in events.of_type(CoachingOpened)}
    for event in events.all:
        described = _described(event)
        if described is not None:
            record, kind, who, minutes, setting = described
            begun = opened.get(record) if kind is VisitKind.COACHING else None
            at, who = (event.at, who) if begun is None else (begun.at, begun.by.person)
            yield FollowUpContact(record, at, kind, who, minutes, setting, state.site_at(at))


def _described(event: Event[Participation]) -> tuple[RecordId, VisitKind | Strategy, PersonId, int | None, str] | None:
    """Of a contact the record, what it was, with whom, its minutes and its setting; None for anything else."""
    who = event.by.person
    match event:
        case ObservationRecorded():
            return event.observation, VisitKind.OBSERVATION, who, event.minutes, event.setting
        case CheckInHeld():
            return event.check_in, VisitKind.CHECK_IN, who, event.minutes, ""
        case CoachingClosed():
            return event.session, VisitKind.COACHING, who, event.minutes, ""
        case CoachingCutShort():
            return event.session, VisitKind.COACHING, who, None, ""
        case FollowUpReceived():
            return event.follow_up, event.strategy, event.given_by, event.minutes, event.group or ""
    return None
