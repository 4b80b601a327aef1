"""Appointments of an engagement: the sessions of its trainings, and its protected time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

from pdflow.audience import Audience
from pdflow.engagement import (
    DESIGN_ON,
    Engagement,
    EngagementCancelled,
    EngagementClosed,
    EngagementReopened,
    RecordVoided,
    ScheduledSession,
    SlotLost,
    SlotUsed,
    TimeProtected,
    TrainingCancelled,
    TrainingDesigned,
    TrainingRescheduled,
    TrainingScheduled,
    decider,
)
from pdflow.exchange.icalendar.appointments.appointment import Appointment, AppointmentKind, uid_of
from pdflow.exchange.icalendar.appointments.participation import session_uid
from pdflow.exchange.icalendar.appointments.versions import Versions
from pdflow.kernel.messages import Event

_ALL_OF_THEM: Final = (EngagementCancelled, EngagementClosed, EngagementReopened, RecordVoided)
"""What may change every session and every slot."""
_SESSIONS: Final = (*_ALL_OF_THEM, TrainingCancelled, TrainingDesigned, TrainingRescheduled, TrainingScheduled)
_SLOTS: Final = (*_ALL_OF_THEM, SlotLost, SlotUsed, TimeProtected)


class EngagementAppointments:
    """The sessions and the protected time of one engagement, event after event: a version for every change that shows.

    Args:
        stream: The name of the engagement's stream.
    """

    def __init__(self, stream: str) -> None:
        self.stream = stream
        self.state = decider.state()
        self.sessions = Versions()
        """By the name of the session."""
        self.slots = Versions()
        """By the name of the slot."""

    @property
    def name(self) -> str:
        """The host's name for the engagement."""
        return self.state.engagement or self.stream

    def learn(self, event: Event[Engagement]) -> None:
        """Take in the next event of the stream."""
        decider.fold([event], onto=self.state)
        if isinstance(event, _SESSIONS):
            self._keep_sessions(event.at.astimezone(UTC))
        if isinstance(event, _SLOTS):
            self._keep_slots(event.at.astimezone(UTC))

    def appointments(self) -> Iterator[Appointment]:
        """All of them, cancelled ones too."""
        yield from self.sessions.values()
        yield from self.slots.values()

    def _keep_sessions(self, at: datetime) -> None:
        bookings = self.state.bookings.values()
        latest = {name: (booking, session) for booking in bookings for name, session in booking.sessions.items()}
        for name, (booking, session) in latest.items():
            if session is not None and not self._ends_before(session.start):
                self.sessions.keep(name, self._session(session, booking.training, booking.site, at))
        for name in self.sessions:
            _, session = latest.get(name, (None, None))
            if session is None or self._ends_before(session.start):
                self.sessions.cancel(name, at)

    def _session(self, session: ScheduledSession, training: str, site: str, at: datetime) -> Appointment:
        trainers = tuple(dict.fromkeys(trainer.person for trainer in session.trainers))
        design = self.state.trainings[training]
        return Appointment(
            uid=session_uid(self.name, session.session, self.stream),
            kind=AppointmentKind.SESSION,
            start=session.start.astimezone(UTC),
            minutes=session.minutes,
            title=design.subject,
            place=site,
            organiser=next(iter(trainers), self.name),
            people=trainers,
            audience=Audience.ALL,
            made_at=at,
            changed_at=at,
            part=_part(design.sessions, session.session),
        )

    def _keep_slots(self, at: datetime) -> None:
        slots = {
            name: slot for protection in self.state.protections.values() for name, slot in protection.slots.items()
        }
        for name, slot in slots.items():
            end = self.state.slot_ends.get(name)
            found = Appointment(
                uid=uid_of("protected time", self.name, name),
                kind=AppointmentKind.PROTECTED_TIME,
                start=slot.start.astimezone(UTC),
                minutes=slot.minutes,
                title="",
                place="",
                organiser=self.name,
                people=(),
                audience=Audience.ALL,
                made_at=at,
                changed_at=at,
                cancelled=self._ends_before(slot.start) if end is None else not end.used,
            )
            self.slots.keep(name, found)
        for name in self.slots:
            if name not in slots:
                self.slots.cancel(name, at)

    def _ends_before(self, start: datetime) -> bool:
        """Whether the engagement has ended before something begins."""
        ended = None if self.state.phase in DESIGN_ON or self.state.turned is None else self.state.turned.at
        return ended is not None and start > ended


def engagement_appointments(stream: str, events: Iterable[Event[Engagement]]) -> Iterator[Appointment]:
    """The sessions and the protected time of one engagement, cancelled ones too.

    Args:
        stream: The name of its stream.
        events: All its events, in the order in which they were recorded.
    """
    made = EngagementAppointments(stream)
    for event in events:
        made.learn(event)
    yield from made.appointments()


def _part(sessions: Sequence[str], session: str) -> str:
    """Which of the sessions of its training a session is; empty where there is no other."""
    if len(sessions) < 2 or session not in sessions:
        return ""
    return f"({sessions.index(session) + 1}/{len(sessions)})"
