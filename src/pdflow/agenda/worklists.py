"""The agenda of one, and of many at once: a coach's week, a director's list, most urgent first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from itertools import filterfalse
from operator import attrgetter
from typing import Any, Final

import attrs

from pdflow.agenda.obligations.cadre import of_member
from pdflow.agenda.obligations.engagement import of_engagement
from pdflow.agenda.obligations.obligation import Obligation, Status
from pdflow.agenda.obligations.participation import of_participation
from pdflow.cadre.state.state import Member
from pdflow.calendar import (
    DAY,
    Calendar,
    WorkingDays,
    with_zone,
)
from pdflow.engagement.state.state import Engagement
from pdflow.kernel.records import Aggregate
from pdflow.participation.state.state import Participation
from pdflow.people import PersonId, Role


@attrs.frozen
class Item:
    """An obligation on a list: in which of the states, under the host's name for it, and how it stands."""

    of: str
    owed: Obligation
    status: Status


def agenda(state: Aggregate, at: datetime, calendar: Calendar) -> list[Obligation]:
    """Everything owed in a participation, an engagement or of a cadre member, in the order of the story."""
    return AGENDAS[type(state)](state, with_zone(at), calendar)


def directors_list(states: Mapping[str, Aggregate], at: datetime, calendar: Calendar) -> list[Item]:
    """What is owed in all of these states, by anybody: breached obligations first, then by due moment."""
    days = WorkingDays.of(calendar)
    now = with_zone(at).astimezone(days.zone)
    items = [Item(name, owed, owed.status(now)) for name, state in states.items() for owed in agenda(state, at, days)]
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
    """What somebody owes in these states within seven days, today among them, or has owed for longer.

    With ``roles`` also what nobody is named for, and whoever acts in one of these owes.
    """
    days = WorkingDays.of(calendar)
    until = days.end_of(days.day(with_zone(at)) + 6 * DAY)
    listed = directors_list(states, at, days)
    return [item for item in listed if item.owed.due <= until and _is_for(owner, roles, item.owed)]


def _is_for(owner: PersonId, roles: Collection[Role], owed: Obligation) -> bool:
    return owed.owner == owner or (owed.owner is None and owed.role in roles)


AGENDAS: Final[Mapping[type[Aggregate], Callable[[Any, datetime, Calendar], list[Obligation]]]] = {
    Participation: of_participation,
    Engagement: of_engagement,
    Member: of_member,
}
