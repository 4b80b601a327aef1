"""Appointment: what takes somebody's time, as a calendar has it, and how often it was changed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid5

import attrs

from pdflow.audience import Audience
from pdflow.people import PersonId

NAMESPACE: Final = UUID("a4c7c8f0-0f3d-5a53-9d38-6f2f4b7d1c25")
"""Under which the UIDs of calendars are made."""


class AppointmentKind(StrEnum):
    """What an appointment is for."""

    OBSERVATION = "OBSERVATION"
    CHECK_IN = "CHECK_IN"
    COACHING = "COACHING"
    SESSION = "SESSION"
    """A session of training."""
    PROTECTED_TIME = "PROTECTED_TIME"


@attrs.frozen
class Appointment:
    """One appointment as it stands, cancelled or not: what it is for, when, where and with whom, and nothing else.

    Args:
        uid: The same for as long as it is known, for everybody who has it.
        start: When it begins, in UTC.
        title: The subject of a session; empty otherwise.
        part: Which of the sessions of its training it is, such as ``(1/2)``; empty where it is the only one.
        place: The site, by the host's id; empty where none is known.
        organiser: The supporter of a visit, the first trainer of a session, the engagement of protected time.
        people: Who is to be there: the participant and the supporter of a visit, the trainers of a session.
        former: Who was to be there before, and is no longer.
        audience: For whom it is.
        sequence: How often it was changed since.
        made_at: When it was first put into the calendar.
        changed_at: When it was last changed.
    """

    uid: str
    kind: AppointmentKind
    start: datetime
    minutes: int
    title: str
    place: str
    organiser: str
    people: tuple[PersonId, ...]
    audience: Audience
    made_at: datetime
    changed_at: datetime
    cancelled: bool = False
    sequence: int = 0
    former: tuple[PersonId, ...] = ()
    part: str = ""

    @property
    def end(self) -> datetime:
        """When it ends, in UTC."""
        return self.start + timedelta(minutes=self.minutes)

    def seen_by(self, person: PersonId) -> Appointment:
        """The appointment as it is for one person: cancelled where they are no longer to be there."""
        return attrs.evolve(self, cancelled=True) if person in self.former else self

    def followed_by(self, found: Appointment) -> Appointment:
        """The next version, as it was found; this one where nothing that a calendar shows was changed."""
        same = attrs.evolve(
            found, made_at=self.made_at, changed_at=self.changed_at, sequence=self.sequence, former=self.former
        )
        if same == self:
            return self
        former = [person for person in (*self.former, *self.people) if person not in found.people]
        return attrs.evolve(
            same,
            sequence=self.sequence + 1,
            changed_at=max(self.changed_at, found.changed_at),
            former=tuple(dict.fromkeys(former)),
        )

    def cancelled_at(self, at: datetime) -> Appointment:
        """The version in which it is cancelled; this one where it was cancelled before."""
        return self.followed_by(attrs.evolve(self, cancelled=True, changed_at=at.astimezone(UTC)))


def uid_of(*path: str) -> str:
    """The UID of what has this path, such as the kind, the engagement and the session; nobody reads the path off it."""
    return str(uuid5(NAMESPACE, "".join(f"{len(part)}:{part}" for part in path)))


def by_start(appointments: Collection[Appointment]) -> tuple[Appointment, ...]:
    """Appointments in the order in which they begin."""
    return tuple(sorted(appointments, key=lambda each: (each.start, each.uid)))
