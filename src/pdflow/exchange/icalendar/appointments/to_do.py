"""To-dos: what one person owes by a day, from the agenda of a state."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

import attrs

from pdflow.agenda import Calendar, Obligation, Status, agenda
from pdflow.audience import Audience
from pdflow.exchange.icalendar.appointments.appointment import uid_of
from pdflow.kernel.records import Aggregate
from pdflow.people import PersonId, Role

DAY: Final = timedelta(days=1)
MINUTE: Final = timedelta(minutes=1)


@attrs.frozen(eq=False)
class CalendarToDo:
    """An obligation of one person as a to-do of their calendar.

    Args:
        uid: The same for as long as it is owed.
        owed: The obligation.
        state: The state in which it is owed, for what its records say.
        status: How urgent it is.
        changed_at: When the latest event of its stream was.
    """

    uid: str
    owed: Obligation
    state: Aggregate
    status: Status
    changed_at: datetime
    audience: Audience = Audience.TEAM

    @property
    def due(self) -> datetime:
        """The last minute of its last day in time, in UTC, so that every calendar shows it on that day."""
        return self.owed.due.astimezone(UTC) - MINUTE

    @property
    def start(self) -> datetime:
        """From when on it can be done, in UTC: with its last day, where it never comes too early."""
        last_day = (self.owed.due - DAY).astimezone(UTC)
        opens = last_day if self.owed.opens is None else self.owed.opens.astimezone(UTC)
        return opens if opens < self.due else last_day


def to_dos(
    stream: str,
    state: Aggregate,
    person: PersonId,
    changed_at: datetime,
    at: datetime,
    calendar: Calendar,
    roles: Collection[Role] = (),
) -> Iterator[CalendarToDo]:
    """What one person owes in a state at a moment.

    Args:
        stream: The name of the state's stream.
        changed_at: When its latest event was.
        at: The moment, with an offset from UTC.
        calendar: The host's working days.
        roles: The person's roles; what nobody is named for is theirs where it is owed in one of these.
    """
    for owed in agenda(state, at, calendar):
        if owed.owner == person or (owed.owner is None and owed.role in roles):
            uid = uid_of("to-do", stream, owed.code, owed.about or "", *map(str, owed.values.values()))
            yield CalendarToDo(uid, owed, state, owed.status(at), changed_at.astimezone(UTC))
