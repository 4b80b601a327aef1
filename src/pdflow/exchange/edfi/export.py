"""Export: the records of a store, each after those to which it refers, for one reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import attrs

from pdflow.audience import Audience, audiences
from pdflow.errors import WrongType
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
    repeated_participations,
    session_calendars,
    stored_participations,
)
from pdflow.participation import ActionStepAgreed, AttendanceRecorded
from pdflow.storage.arguments import require_store
from pdflow.storage.event_store import EventStore
from pdflow.storage.json_values import JsonObject

ABSENT: Final = "absent"
"""Why a session was passed over: somebody was not there, and the source has no category for it."""
SAME_DAY: Final = "twice on one day"
"""Why a session was passed over: of its attendance that day in two participations, that with more minutes is sent."""
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
    _repeated: frozenset[tuple[str, str]] = attrs.field(init=False, factory=frozenset)
    _twice: dict[str, tuple[int, EdFiRecord]] = attrs.field(init=False, factory=dict)
    """Of those who take part in an engagement twice, the attendance with most minutes by its key."""

    def __attrs_post_init__(self) -> None:
        require_store(self.store)
        if not isinstance(self.source, EdFiSource):
            raise WrongType("EdFiRecords.source", self.source, "an EdFiSource")
        if not isinstance(self.audience, Audience):
            raise WrongType("EdFiRecords.audience", self.audience, "an Audience such as Audience.TEAM")

    def __iter__(self) -> Iterator[EdFiRecord]:
        """Yield the records.

        Raises:
            DecodeError: An event of the store cannot be read.
            OutOfRange: The source has an id for somebody that no data store takes, or that is another's too.
        """
        self.passed_over, self.minutes_left = Counter(), {}
        events, calendars = EventsSent(self.source, self.minutes_left), session_calendars(self.store)
        people = PeopleSent(self.source)
        self._repeated, self._twice = repeated_participations(self.store), {}
        yield from self.source.descriptors()
        yield from events.in_calendars(calendars)
        for history in stored_participations(self.store):
            learnt = learning(history, calendars.get(history.state.engagement or ""))
            yield from self._participation(history, learnt, events, people)
        yield from (record for _, record in self._twice.values())

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
        for session in learnt.sessions:
            for day, held, attended in self._days(session):
                category = self._category(held, attended)
                if category is None:
                    self._pass_over("session", ABSENT)
                    continue
                yield from events.attended(learnt.engagement, session)
                body: JsonObject = {
                    "attendanceDate": day.isoformat(),
                    "attendanceEventCategoryDescriptor": category,
                    "personReference": person,
                    "professionalDevelopmentEventReference": events.reference(learnt.engagement, session.session),
                }
                yield from self._once(learnt, attended, EdFiRecord(ATTENDANCES, body))

    def _days(self, session: SessionAttended) -> list[tuple[date, int, int]]:
        """The days on which a session was held, and for how many minutes of each the person was there."""
        held, attended = Counter[date](), Counter[date]()
        for part in session.parts:
            held[self.source.day(part.start)] += (part.end - part.start) // timedelta(minutes=1)
            attended[self.source.day(part.start)] += part.there
        return [(day, minutes, attended[day]) for day, minutes in held.items()]

    def _once(self, learnt: Learning, attended: int, record: EdFiRecord) -> Iterator[EdFiRecord]:
        """An attendance; one that may be in another participation, too, is kept for the end."""
        if (learnt.person, learnt.engagement) not in self._repeated:
            yield record
            return
        key = str(record.key)
        if key in self._twice:
            self._pass_over("session", SAME_DAY)
        if key not in self._twice or attended > self._twice[key][0]:
            self._twice[key] = attended, record

    def _category(self, held: int, attended: int) -> str | None:
        if not attended:
            return self.source.absent
        return self.source.present if attended >= held else self.source.partial

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
