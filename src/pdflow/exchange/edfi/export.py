"""Export: the records of a store, each after those to which it refers, for one reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

import attrs

from pdflow.audience import Audience, audiences
from pdflow.exchange.edfi.events import EventsSent
from pdflow.exchange.edfi.goals import action_steps, goals
from pdflow.exchange.edfi.people import PeopleSent
from pdflow.exchange.edfi.resources import ATTENDANCES, EdFiRecord
from pdflow.exchange.edfi.source import EdFiSource
from pdflow.history import (
    Learning,
    ParticipationHistory,
    SessionAttended,
    learning,
    session_calendars,
    stored_participations,
)
from pdflow.participation import ActionStepAgreed, AttendanceRecorded
from pdflow.storage.event_store import EventStore
from pdflow.storage.json_values import JsonObject

ABSENT: Final = "absent"
"""Why a session was passed over: somebody was not there, and the source has no category for it."""
SAME_DAY: Final = "twice on one day"
"""Why a session was passed over: of its attendance that day, the one with more minutes is sent."""
DROPPED: Final = "dropped"
"""Why an action step was passed over: it was given up."""
NO_PLACE: Final = "no resource"
"""Why a contact was passed over: Ed-Fi has no place for observations, check-ins and coaching that rate nobody."""
NO_PERSON: Final = "no id"
"""Why a participation was passed over: the source has no id for the person."""
NOT_FOR_READER: Final = "not for this reader"
"""Why something was passed over: the audience may not read it."""

PassedOver = Counter[tuple[str, str]]
"""How many were passed over, by what they are and why."""


@attrs.define(eq=False)
class EdFiRecords:
    """The records of a store; each time they are iterated, the store is read anew.

    The same store gives the same records. Kept meanwhile are the calendars of engagements and the ids of people.

    Args:
        source: Who sends them.
        audience: Who reads them. ``ALL`` gets events, the team attendance too, the pair also goals.
    """

    store: EventStore
    source: EdFiSource
    audience: Audience = attrs.field(default=Audience.TEAM, kw_only=True)
    passed_over: PassedOver = attrs.field(init=False, factory=Counter)
    """What was passed over when it was last iterated."""
    minutes_left: dict[str, int] = attrs.field(init=False, factory=dict)
    """For each event whose minutes are no whole hours, how many its hours leave out, by its title; negative where the
    source rounds up."""

    def __iter__(self) -> Iterator[EdFiRecord]:
        """Yield the records.

        Raises:
            DecodeError: An event of the store cannot be read.
            OutOfRange: The source has an id for somebody that no data store takes, or that is another's too.
        """
        self.passed_over, self.minutes_left = Counter(), {}
        events, calendars = EventsSent(self.source, self.minutes_left), session_calendars(self.store)
        people = PeopleSent(self.source)
        yield from self.source.descriptors()
        yield from events.in_calendars(calendars)
        for history in stored_participations(self.store):
            learnt = learning(history, calendars.get(history.state.engagement or ""))
            yield from self._participation(history, learnt, events, people)

    def _participation(
        self, history: ParticipationHistory, learnt: Learning, events: EventsSent, people: PeopleSent
    ) -> Iterator[EdFiRecord]:
        if not self.audience.may_read(audiences(AttendanceRecorded)["there"]):
            self._pass_over("participation", NOT_FOR_READER)
            return
        person, before = people.reference(history.state.person)
        if person is None:
            self._pass_over("participation", NO_PERSON)
            return
        yield from before
        self._pass_over("contact", NO_PLACE, len(learnt.contacts))
        yield from self._attendances(learnt, events, person)
        yield from self._goals(history, person)

    def _attendances(self, learnt: Learning, events: EventsSent, person: JsonObject) -> Iterator[EdFiRecord]:
        for session in self._sent(learnt):
            yield from events.attended(learnt.engagement, session)
            body: JsonObject = {
                "attendanceDate": self.source.day(session.start).isoformat(),
                "attendanceEventCategoryDescriptor": self._category(session),
                "personReference": person,
                "professionalDevelopmentEventReference": events.reference(learnt.engagement, session.session),
            }
            yield EdFiRecord(ATTENDANCES, body)

    def _sent(self, learnt: Learning) -> list[SessionAttended]:
        """The sessions of which there is an attendance to send, one for each key."""
        by_key: dict[tuple[str, str], SessionAttended] = {}
        for session in learnt.sessions:
            key = session.session, self.source.day(session.start).isoformat()
            if self._category(session) is None:
                self._pass_over("session", ABSENT)
            elif key in by_key:
                self._pass_over("session", SAME_DAY)
                by_key[key] = max(by_key[key], session, key=lambda each: each.attended)
            else:
                by_key[key] = session
        return [*by_key.values()]

    def _category(self, session: SessionAttended) -> str | None:
        if not session.attended:
            return self.source.absent
        return self.source.present if session.attended >= session.held else self.source.partial

    def _goals(self, history: ParticipationHistory, person: JsonObject) -> Iterator[EdFiRecord]:
        steps = action_steps(history.events)
        if self.audience.may_read(audiences(ActionStepAgreed)["statement"]):
            self._pass_over("action step", DROPPED, sum(step.is_dropped for step in steps))
            yield from goals(history, self.source, person)
        else:
            self._pass_over("action step", NOT_FOR_READER, len(steps))

    def _pass_over(self, what: str, why: str, how_many: int = 1) -> None:
        if how_many:
            self.passed_over[what, why] += how_many
