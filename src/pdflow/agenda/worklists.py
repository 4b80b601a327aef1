"""Worklists: the agenda of one state, a person's week and a director's list over many, most urgent first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from itertools import filterfalse
from operator import attrgetter
from typing import Any, Final

from pdflow.agenda.aggregates import of_aggregate
from pdflow.agenda.obligations.cadre import cadre_obligations
from pdflow.agenda.obligations.engagement import engagement_obligations
from pdflow.agenda.obligations.obligation import Obligation, Status
from pdflow.agenda.obligations.participation import participation_obligations
from pdflow.cadre import CadreMember
from pdflow.calendar import (
    DAY,
    Calendar,
    WorkingDays,
    require_moment,
)
from pdflow.engagement import Engagement
from pdflow.errors import WrongType
from pdflow.kernel.frozen import lightly_frozen
from pdflow.kernel.records import Aggregate
from pdflow.participation import Participation
from pdflow.people import PersonId, Role


@lightly_frozen
class Item:
    """An obligation on a list, and how urgent it is."""

    of: str
    """The host's name of the state in which it is owed."""
    owed: Obligation
    status: Status


def agenda(state: Aggregate, at: datetime, calendar: Calendar) -> list[Obligation]:
    """Everything owed in a participation, in an engagement or of a cadre member, in a fixed order of kinds.

    Raises:
        WrongType: ``state`` is no state of an aggregate, but the pair that a desk loads, say.
        NaiveTime: ``at`` has no offset from UTC.
        OutOfRange: ``at`` lies in a year that no command may have.
    """
    return of_aggregate(AGENDAS, state)(state, require_moment(at), WorkingDays.of(calendar))


def directors_list(states: Mapping[str, Aggregate], at: datetime, calendar: Calendar) -> list[Item]:
    """Everything owed in these states, by anybody: breached obligations first, then in order of due moment.

    Args:
        states: Any participations, engagements and cadre members, by the host's name of each.
        at: The moment of the list, with an offset from UTC.
        calendar: The host's calendar.

    Raises:
        WrongType: ``states`` is no mapping, but a list of states, say; and what ``agenda`` raises.
    """
    if not isinstance(states, Mapping):
        raise WrongType("states", states, "a mapping of states by the host's name of each")
    days = WorkingDays.of(calendar)
    now = require_moment(at).astimezone(days.zone)
    items = [
        Item(name, owed, owed.status(now))
        for name, state in states.items()
        for owed in of_aggregate(AGENDAS, state)(state, at, days)
    ]
    items.sort(key=attrgetter("owed.due"))
    return [*filter(_is_breached, items), *filterfalse(_is_breached, items)]


def _is_breached(item: Item) -> bool:
    return item.status is Status.BREACHED


def week(
    owner: PersonId,
    states: Mapping[str, Aggregate],
    at: datetime,
    calendar: Calendar,
    roles: Collection[Role] = (),
) -> list[Item]:
    """Everything that one person owes in these states by the end of the seventh day, counting today, or is late with.

    A visit on a closed day at the end of these days is listed too, although it may be recorded on the next open day.

    Args:
        owner: The person.
        states: Any participations, engagements and cadre members, by the host's name of each.
        at: The moment of the list, with an offset from UTC.
        calendar: The host's calendar.
        roles: The person's roles; what nobody is named for is listed where it is owed in one of these.

    Raises:
        WrongType: ``owner`` is no person's id; and what ``directors_list`` raises.
    """
    if not isinstance(owner, str):
        raise WrongType("owner", owner, "a person's id")
    days = WorkingDays.of(calendar)
    last = days.day(require_moment(at)) + 6 * DAY
    end, next_end = days.end_of(last), days.end_of(days.open_from(last + DAY))
    listed = directors_list(states, at, days)
    return [item for item in listed if _is_due(item.owed, end, next_end) and _is_for(owner, roles, item.owed)]


def _is_due(owed: Obligation, end: datetime, next_end: datetime) -> bool:
    """Whether its last day ends by then; or it can be done by then, and ends with the next open day."""
    return owed.due <= end or (owed.due <= next_end and owed.opens is not None and owed.opens < end)


def _is_for(owner: PersonId, roles: Collection[Role], owed: Obligation) -> bool:
    return owed.owner == owner or (owed.owner is None and owed.role in roles)


AGENDAS: Final[Mapping[type[Aggregate], Callable[[Any, datetime, Calendar], list[Obligation]]]] = {
    Participation: participation_obligations,
    Engagement: engagement_obligations,
    CadreMember: cadre_obligations,
}
