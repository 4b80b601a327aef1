"""Obligations: what is owed, by whom, which command discharges it, by when, and when it is breached."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

import attrs

from pdflow.calendar import DAY, Deadlines, with_zone
from pdflow.people import PersonId, Role


class Status(StrEnum):
    """How an obligation stands at a moment."""

    UPCOMING = "UPCOMING"
    DUE = "DUE"
    """It can be done from now on, or has to be done on this very day."""
    OVERDUE = "OVERDUE"
    BREACHED = "BREACHED"


@attrs.frozen(eq=False)
class Duty:
    """A kind of obligation: its code, the command that discharges it, and the role in which it is owed."""

    code: str
    command: str
    role: Role
    field: str | None = None
    """The field by which the command names what the obligation is about."""
    says: Mapping[str, object] = attrs.field(factory=dict)
    """What the command says besides."""


@attrs.frozen
class Obligation:
    """Something owed. ``due`` and ``breach`` are the midnights with which the last day in time ends.

    ``owner`` is the person who owes it where one is named, else whoever acts in the role; ``about`` names the record,
    session, outcome or cycle it is about. Before ``opens`` its command comes too early; None: it never does.
    """

    duty: Duty
    owner: PersonId | None
    about: str | None
    due: datetime
    breach: datetime | None = None
    opens: datetime | None = None
    acts_as: Role | None = None
    """The role in which its owner owes it, where it is not the duty's."""

    @property
    def role(self) -> Role:
        """The role in which it is owed."""
        return self.acts_as or self.duty.role

    @property
    def code(self) -> str:
        """Its stable code."""
        return self.duty.code

    @property
    def command(self) -> str:
        """The name of the command that discharges it."""
        return self.duty.command

    @property
    def last_day(self) -> date:
        """The last day on which it is done in time, where the calendar is."""
        return (self.due - DAY).date()

    @property
    def form(self) -> Mapping[str, object]:
        """What the command's form says already: above all, which record it is about."""
        named = {} if self.duty.field is None else {self.duty.field: self.about}
        return {**self.duty.says, **named}

    def status(self, at: datetime) -> Status:
        """How it stands at a moment. Raises NaiveTime where that has no time zone."""
        with_zone(at)
        if self.breach is not None and at >= self.breach:
            return Status.BREACHED
        if at >= self.due:
            return Status.OVERDUE
        is_open = self.opens is not None and at >= self.opens
        return Status.DUE if is_open or at >= self.due - DAY else Status.UPCOMING


def owed(
    duty: Duty, owner: PersonId | None, about: str | None, days: Deadlines, due: date, breach: date | None = None
) -> Obligation:
    """An obligation by the last days on which it is still in time."""
    return Obligation(duty, owner, about, days.end_of(due), None if breach is None else days.end_of(breach))
