"""Personal calendar: everything in a store that takes the time of one person, or that they owe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Any, Final

import attrs

from pdflow import cadre, engagement, participation
from pdflow.agenda import Calendar, EveryDay
from pdflow.audience import Audience
from pdflow.errors import WrongType
from pdflow.exchange.icalendar.appointments.appointment import Appointment, by_start
from pdflow.exchange.icalendar.appointments.engagement import EngagementAppointments
from pdflow.exchange.icalendar.appointments.participation import ParticipationAppointments, with_booking
from pdflow.exchange.icalendar.appointments.stored_appointments import CODECS, event_streams
from pdflow.exchange.icalendar.appointments.to_do import CalendarToDo, to_dos
from pdflow.kernel.messages import Event
from pdflow.kernel.records import Aggregate
from pdflow.people import PersonId, Role
from pdflow.storage.arguments import require_person, require_store
from pdflow.storage.event_store import EventStore

NOT_FOR_READER: Final = "not for this reader"
"""Why an appointment or a to-do was passed over: the audience may not read it."""

EVERY_DAY: Final = EveryDay()
"""The calendar of a host that gives none."""

PassedOver = Counter[tuple[str, str]]
"""How many appointments and to-dos were passed over, by their kind or code, and why."""


@attrs.frozen
class PersonalCalendar:
    """The appointments of one person by their start, those cancelled too, and what they owe."""

    person: PersonId
    audience: Audience
    appointments: tuple[Appointment, ...]
    to_dos: tuple[CalendarToDo, ...]
    passed_over: PassedOver


def personal_calendar(
    store: EventStore,
    person: PersonId,
    *,
    streams: Collection[str] | None = None,
    audience: Audience = Audience.TEAM,
    at: datetime | None = None,
    calendar: Calendar = EVERY_DAY,
    roles: Collection[Role] = (),
) -> PersonalCalendar:
    """Gather the calendar of one person: as participant, as supporter, as trainer.

    Args:
        streams: The streams to read, those of the person and of their engagements; without it the whole store is read.
        audience: Who reads the calendar. What a participation says is for the team; for the pair, to-dos say what they
            are about. For ``ALL`` there are only the sessions that the person leads.
        at: The moment for whose agenda there are to-dos, with an offset from UTC; without it there are none.
        calendar: The host's working days, for the agenda.
        roles: The person's roles; what nobody is named for is theirs where it is owed in one of these.

    Raises:
        DecodeError: An event cannot be read.
        WrongType: An argument of another type.
        NaiveTime: ``at`` has no offset from UTC.
    """
    require_store(store)
    require_person(person)
    if not isinstance(audience, Audience):
        raise WrongType("audience", audience, "an Audience such as Audience.TEAM")
    if at is not None and not isinstance(at, datetime):
        raise WrongType("at", at, "a date and time")
    if streams is not None and (isinstance(streams, str) or not isinstance(streams, Collection)):
        raise WrongType("streams", streams, "several names of streams, as in a list,")
    found = _Gathering(person, audience, at, calendar, roles)
    for stream, events in event_streams(store, participation.decider.name, streams):
        found.read_participation(stream, events)
    for stream, events in event_streams(store, engagement.decider.name, streams):
        found.read_engagement(stream, events)
    found.take_part()
    if at is not None:
        for stream, events in event_streams(store, cadre.decider.name, streams):
            found.read_cadre_member(stream, events)
    return found.calendar()


class _Gathering:
    """What was found so far for one person; of other people's streams nothing is kept."""

    def __init__(
        self, person: PersonId, audience: Audience, at: datetime | None, calendar: Calendar, roles: Collection[Role]
    ) -> None:
        self._person, self._audience, self._at = person, audience, at
        self._working_days, self._roles = calendar, roles
        self._visits: list[Appointment] = []
        self._own: list[ParticipationAppointments] = []
        self._engagements: dict[str, list[EngagementAppointments]] = {}
        self._appointments: dict[str, Appointment] = {}
        self._to_dos: list[CalendarToDo] = []
        self._passed_over = PassedOver()

    def calendar(self) -> PersonalCalendar:
        to_dos = tuple(sorted(self._to_dos, key=lambda each: (each.due, each.uid)))
        appointments = by_start(self._appointments.values())
        return PersonalCalendar(self._person, self._audience, appointments, to_dos, self._passed_over)

    def read_participation(self, stream: str, events: Iterable[Event[Any]]) -> None:
        made = ParticipationAppointments(stream)
        last = _learn(made, events)
        self._visits += filter(self._concerns, made.visits.values())
        if made.state.person == self._person:
            self._own.append(made)
            self._engagements.setdefault(made.state.engagement or "", [])
        self._owe(stream, made.state, last)

    def read_engagement(self, stream: str, events: Iterable[Event[Any]]) -> None:
        made = EngagementAppointments(stream)
        last = _learn(made, events)
        if made.name in self._engagements:
            self._engagements[made.name].append(made)
        for session in made.sessions.values():
            if self._concerns(session):
                self._take(session, session.audience)
        self._owe(stream, made.state, last)

    def take_part(self) -> None:
        """Take the visits of the person, and what is around their participations, once the engagements are read."""
        for visit in self._visits:
            self._take(visit, visit.audience)
        for made in self._own:
            self._take_part(made)

    def read_cadre_member(self, stream: str, events: Iterable[Event[Any]]) -> None:
        recorded = [*events]
        state = CODECS[cadre.decider.name].decider.fold(recorded)
        self._owe(stream, state, max(event.at for event in recorded))

    def _take_part(self, made: ParticipationAppointments) -> None:
        """Take the sessions planned for the person, and their engagement's protected time from the enrolment on."""
        engagements = self._engagements.get(made.state.engagement or "", [])
        booked = {name: session for each in engagements for name, session in each.sessions.items()}
        for name, own in made.sessions.items():
            self._take(with_booking(own, booked[name]) if name in booked else own, own.audience)
        for slot in (slot for each in engagements for slot in each.slots.values()):
            if made.state.enrolled_at is not None and slot.start >= made.state.enrolled_at:
                self._take(made.until_the_end(slot), Audience.TEAM)

    def _concerns(self, appointment: Appointment) -> bool:
        return self._person in appointment.people or self._person in appointment.former

    def _take(self, appointment: Appointment, kept_for: Audience) -> None:
        """Take an appointment; one that the person has on two grounds stands as long as it stands on either."""
        if not self._audience.may_read(kept_for):
            self._passed_over[appointment.kind.value, NOT_FOR_READER] += 1
            return
        own = appointment.seen_by(self._person)
        other = self._appointments.get(own.uid)
        self._appointments[own.uid] = own if other is None else _either(other, own)

    def _owe(self, stream: str, state: Aggregate, last: datetime) -> None:
        if self._at is None:
            return
        for owed in to_dos(stream, state, self._person, last, self._at, self._working_days, self._roles):
            if self._audience.may_read(owed.audience):
                self._to_dos.append(owed)
            else:
                self._passed_over[owed.owed.code, NOT_FOR_READER] += 1


def _either(one: Appointment, other: Appointment) -> Appointment:
    """One appointment of two with the same UID: the one that stands, the other first; changes of both count."""
    chosen = one if other.cancelled and not one.cancelled else other
    changed_at = max(one.changed_at, other.changed_at)
    return attrs.evolve(chosen, sequence=one.sequence + other.sequence, changed_at=changed_at)


def _learn(made: EngagementAppointments | ParticipationAppointments, events: Iterable[Event[Any]]) -> datetime:
    """Take in all events of a stream, and return when the latest of them was."""
    last = datetime.min.replace(tzinfo=UTC)
    for event in events:
        made.learn(event)
        last = max(last, event.at)
    return last
