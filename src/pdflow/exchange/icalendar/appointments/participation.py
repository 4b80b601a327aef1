"""Appointments of a participation: its visits, and the sessions planned for its person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Final

import attrs

from pdflow.audience import Audience
from pdflow.exchange.icalendar.appointments.appointment import Appointment, AppointmentKind, uid_of
from pdflow.exchange.icalendar.appointments.versions import Versions
from pdflow.kernel.messages import Event
from pdflow.participation import (
    LIVE,
    CheckInHeld,
    CoachingOpened,
    ObservationRecorded,
    Participation,
    ParticipationCompleted,
    Paused,
    RecordVoided,
    Reopened,
    Resumed,
    SessionDropped,
    SessionPlanned,
    TeamAssigned,
    Transferred,
    VisitCancelled,
    VisitMissed,
    VisitScheduled,
    Withdrawn,
    decider,
    is_open_visit,
    latest_plan,
)
from pdflow.people import PersonId

_TURNS: Final = (ParticipationCompleted, Reopened, Withdrawn)
_ALL_OF_THEM: Final = (*_TURNS, RecordVoided)
"""What may change every visit and every session."""
_ALL_VISITS: Final = (*_ALL_OF_THEM, Paused, Resumed, TeamAssigned, Transferred)
_ONE_VISIT: Final = (
    CheckInHeld,
    CoachingOpened,
    ObservationRecorded,
    VisitCancelled,
    VisitMissed,
    VisitScheduled,
)
_ONE_SESSION: Final = (SessionDropped, SessionPlanned)


class ParticipationAppointments:
    """The appointments of one participation, event after event: a version for every change that shows.

    What stands is asked of the state after each event, so that a leave, a completion or a voided record takes visits
    away as it does everywhere else. Visits of closed cycles stay as they were.

    Args:
        stream: The name of the participation's stream.
    """

    def __init__(self, stream: str) -> None:
        self.stream = stream
        self.state = decider.state()
        self.visits = Versions()
        """By the name of the visit."""
        self.sessions = Versions()
        """By the name of the session."""
        self._turns: list[tuple[datetime, bool]] = []
        """When the participation ended or was reopened, and whether it was over then."""

    def learn(self, event: Event[Participation]) -> None:
        """Take in the next event of the stream."""
        decider.fold([event], onto=self.state)
        at = event.at.astimezone(UTC)
        if isinstance(event, _ONE_SESSION):
            self._keep_session(event.session, at)
        elif isinstance(event, _ONE_VISIT):
            self._keep_visits([event.visit] if event.visit in self.state.visits else [], at)
        elif isinstance(event, _ALL_VISITS):
            self._keep_visits(self.state.visits, at)
        if isinstance(event, RecordVoided):
            self.visits.cancel(event.record, at)
        if isinstance(event, _TURNS):
            self._turns.append((at, not isinstance(event, Reopened)))
        if isinstance(event, _ALL_OF_THEM):
            for session in self.sessions:
                self._keep_session(session, at)

    def _keep_visits(self, names: Iterable[str], at: datetime) -> None:
        for name in names:
            self.visits.keep(name, self._visit(name, at))

    def _visit(self, name: str, at: datetime) -> Appointment:
        visit, supporter = self.state.visits[name], self._supporter(name)
        return Appointment(
            uid=uid_of("visit", self.stream, name),
            kind=AppointmentKind(visit.kind.value),
            start=visit.start.astimezone(UTC),
            minutes=visit.minutes,
            title="",
            place=self.state.site_at(visit.start),
            organiser=supporter,
            people=(self.state.person, supporter),
            audience=Audience.TEAM,
            made_at=at,
            changed_at=at,
            cancelled=not self._stands(name),
        )

    def _supporter(self, name: str) -> PersonId:
        """Who visits: the supporter, or whoever has taken over from them by then."""
        state, visit = self.state, self.state.visits[name]
        if state.on_team(visit.supporter, visit.start):
            return visit.supporter
        team = sorted(state.team_at(visit.start).people())
        return next((who for who in team if state.answers_for(who, visit.supporter, visit.start)), visit.supporter)

    def _stands(self, name: str) -> bool:
        """Whether a visit is open or was kept, and does not begin after the end of the participation."""
        if is_open_visit(self.state, name):
            return not self._ends_before(self.state.visits[name].start)
        contacts = (self.state.observations, self.state.check_ins, self.state.sessions)
        return any(record.visit == name for ledger in contacts for record in ledger.values())

    def _keep_session(self, session: str, at: datetime) -> None:
        """Keep a session by its latest plan; without one, or once that is dropped, it is cancelled."""
        latest = latest_plan(self.state, session)
        if latest is None or self.state.ended(latest[0]) or self._ends_before(latest[1].start):
            self.sessions.cancel(session, at)
            return
        found = Appointment(
            uid=session_uid(self.state.engagement or "", session, self.stream),
            kind=AppointmentKind.SESSION,
            start=latest[1].start.astimezone(UTC),
            minutes=latest[1].minutes,
            title="",
            place="",
            organiser=self.state.engagement or self.state.person,
            people=(self.state.person,),
            audience=Audience.TEAM,
            made_at=at,
            changed_at=at,
        )
        self.sessions.keep(session, found)

    def until_the_end(self, appointment: Appointment) -> Appointment:
        """An appointment of the engagement as it is for the person: cancelled if they have ended before it begins."""
        is_off = appointment.cancelled
        for at, is_over in self._turns:
            off = is_off or (is_over and appointment.start > at)
            appointment = appointment.followed_by(attrs.evolve(appointment, cancelled=off, changed_at=at))
        return appointment

    def _ends_before(self, start: datetime) -> bool:
        """Whether the participation has ended before something begins."""
        ended = None if self.state.phase in LIVE or self.state.turned is None else self.state.turned.at
        return ended is not None and start > ended


def participation_appointments(
    stream: str,
    events: Iterable[Event[Participation]],
    sessions: Mapping[str, Mapping[str, Appointment]] | None = None,
) -> Iterator[Appointment]:
    """The appointments of one participation, cancelled ones too.

    Args:
        stream: The name of its stream.
        events: All its events, in the order in which they were recorded.
        sessions: Those of engagements, by the engagement and by name: what each is about, where it is, who leads it.
    """
    made = ParticipationAppointments(stream)
    for event in events:
        made.learn(event)
    booked = (sessions or {}).get(made.state.engagement or "", {})
    yield from made.visits.values()
    for name, own in made.sessions.items():
        yield with_booking(own, booked[name]) if name in booked else own


def with_booking(own: Appointment, booked: Appointment) -> Appointment:
    """A session as planned for one person, with what its engagement says of it; every change of either counts."""
    return attrs.evolve(
        own,
        title=booked.title,
        part=booked.part,
        place=booked.place,
        organiser=booked.organiser,
        sequence=own.sequence + booked.sequence,
        changed_at=max(own.changed_at, booked.changed_at),
    )


def session_uid(engagement: str, session: str, stream: str) -> str:
    """The UID of a session, the same for everybody in an engagement; without one, of a participation's own."""
    return uid_of("session", engagement, session) if engagement else uid_of("session of", stream, session)
