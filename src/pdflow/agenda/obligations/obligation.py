"""Obligation: what is owed, by whom, which command discharges it, by when, and when it is breached."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

import attrs

from pdflow.calendar import DAY, Deadlines, require_aware
from pdflow.kernel.frozen import lightly_frozen
from pdflow.people import PersonId, Role


class Status(StrEnum):
    """How urgent an obligation is at a moment."""

    UPCOMING = "UPCOMING"
    DUE = "DUE"
    """It can be discharged from now on, or today is its last day."""
    OVERDUE = "OVERDUE"
    """Its last day in time is over."""
    BREACHED = "BREACHED"
    """It is so late that the policy says so."""

    @property
    def is_late(self) -> bool:
        """Whether the last day in time is over: what worklists, boards, caseloads and reports count as late."""
        return self in (Status.OVERDUE, Status.BREACHED)


@attrs.frozen(eq=False)
class ObligationKind:
    """A kind of obligation: its code, the command that discharges it, and the role in which it is owed."""

    code: str
    command: str
    role: Role
    field: str | None = None
    """The field by which the command names the record that the obligation is about."""
    values: Mapping[str, object] = attrs.field(factory=dict)
    """Other fields of the command whose value is fixed, by name."""
    subject: str = "record"
    """What it is about, for texts: a ``record``, ``session`` or ``outcome``, or a ``name`` of the host's."""


@lightly_frozen
class Obligation:
    """Something owed by a day.

    Args:
        kind: What has to be done, by which command and in which role.
        owner: The person who owes it; None where nobody is named and whoever acts in the role owes it.
        about: The record, session, outcome or cycle that it is about.
        due: The midnight with which the last day in time ends.
        breach: The midnight after which it is breached; None where it never is.
        opens: The moment before which the command comes too early; None where it never does.
        acts_as: The role in which the owner owes it, where it is not the kind's.
    """

    kind: ObligationKind
    owner: PersonId | None
    about: str | None
    due: datetime
    breach: datetime | None = None
    opens: datetime | None = None
    acts_as: Role | None = None

    @property
    def role(self) -> Role:
        """The role in which it is owed."""
        return self.acts_as or self.kind.role

    @property
    def code(self) -> str:
        """The stable code of its kind."""
        return self.kind.code

    @property
    def command(self) -> str:
        """The name of the command that discharges it."""
        return self.kind.command

    @property
    def last_day(self) -> date:
        """The last day in time, in the calendar's time zone."""
        return (self.due - DAY).date()

    @property
    def values(self) -> Mapping[str, object]:
        """The fields of the command whose value is fixed: above all, which record it is about."""
        named = {} if self.kind.field is None else {self.kind.field: self.about}
        return {**self.kind.values, **named}

    def status(self, at: datetime) -> Status:
        """How urgent it is at a moment. Raises NaiveTime where that has no offset from UTC."""
        require_aware(at)
        if self.breach is not None and at >= self.breach:
            return Status.BREACHED
        if at >= self.due:
            return Status.OVERDUE
        is_open = self.opens is not None and at >= self.opens
        return Status.DUE if is_open or at >= self.due - DAY else Status.UPCOMING


def is_late(owed: Obligation, at: datetime) -> bool:
    """Whether an obligation is late at a moment, by the one definition that all lists and documents share."""
    return owed.status(at).is_late


def due_by_day(
    kind: ObligationKind,
    owner: PersonId | None,
    about: str | None,
    days: Deadlines,
    due: date,
    breach: date | None = None,
) -> Obligation:
    """Make an obligation of the last day on which it is due, and the last on which it is not breached."""
    return Obligation(kind, owner, about, days.end_of(due), None if breach is None else days.end_of(breach))
