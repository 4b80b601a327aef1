"""Who of a roster takes part, and with whom: the usual reading, which a host takes, changes or replaces by its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from attrs import frozen

from pdflow.exchange.oneroster.roster import Person, Roster
from pdflow.people import COACH, MANAGER, PersonId, Supporter, Tier

LEADERS: Final = frozenset({"administrator", "districtAdministrator", "principal", "siteAdministrator"})
STAFF: Final = LEADERS | {"teacher"}
"""OneRoster's roles of those who may take part."""


@frozen
class Participant:
    """Somebody who is to take part: role title, site, line manager, and the team with its coach and tier.

    Without a ``team`` none is assigned, and one that the former roster gave is taken back.
    """

    person: PersonId
    role_title: str = ""
    site: str = ""
    manager: PersonId | None = None
    team: tuple[Supporter, ...] = ()
    coach: PersonId | None = None
    tier: Tier = Tier.INTENSIVE
    ground: str = ""


@frozen
class Unmapped:
    """Something about a person that the roster does not say.

    Args:
        without: what they take part without, such as ``a coach``; blank where they take no part.
    """

    person: PersonId
    why: str
    without: str = ""

    def __str__(self) -> str:
        return f"{self.person}: {self.why}"


Mapping = Callable[[Roster], Iterable[Participant | Unmapped]]
"""Names those of a day's roster who take part, and what the roster leaves open about somebody."""


def staff_of(roster: Roster) -> tuple[Person, ...]:
    """Return the teachers and leaders with an open account, in the order of the roster."""
    return tuple(person for person in roster.people if person.enabled and person.role in STAFF)


def is_coach(person: Person) -> bool:
    """Return whether somebody's job title says that they coach; OneRoster has no role for it."""
    return "coach" in person.job_title.lower()


def line_managers(roster: Roster) -> dict[PersonId, PersonId]:
    """Return the line manager of each person: the first leader on the roster at their site, or at the org above it.

    Those who have none, such as the head of a district, are not in it.
    """
    heads: dict[str, PersonId] = {}
    for person in roster.people:
        if person.enabled and person.role in LEADERS:
            heads.setdefault(person.site, person.id)
    above = {org.id: org.parent for org in roster.orgs}
    managers = {}
    for person in roster.people:
        head = heads.get(person.site)
        if head is None or head == person.id:
            head = heads.get(above.get(person.site) or "")
        if head is not None and head != person.id:
            managers[person.id] = head
    return managers


def staff_participants(roster: Roster) -> Iterator[Participant | Unmapped]:
    """Yield the teachers and leaders who do not coach, each with the line manager and with the coach of their site.

    The coach of a site is the first on the roster who belongs to it. Where somebody has no coach, or is no leader and
    has no line manager, they take part without.
    """
    staff, managers = staff_of(roster), line_managers(roster)
    coaches: dict[str, PersonId] = {}
    for person in filter(is_coach, staff):
        for org in person.orgs:
            coaches.setdefault(org, person.id)
    for person in staff:
        if not is_coach(person):
            manager, coach = managers.get(person.id), coaches.get(person.site)
            if manager is None and person.role not in LEADERS:
                yield Unmapped(person.id, f"no line manager at {person.site} or above it", "a line manager")
            if coach is None:
                yield Unmapped(person.id, f"no coach at {person.site}", "a coach")
            yield _participant(person, manager, coach)


def _participant(person: Person, manager: PersonId | None, coach: PersonId | None) -> Participant:
    team = [Supporter(coach, COACH)] if coach else []
    if coach and manager and manager != coach:
        team.append(Supporter(manager, MANAGER))
    return Participant(person.id, person.job_title, person.site, manager, tuple(team), coach)
