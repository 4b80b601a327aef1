"""Who takes part: participants, their managers and the coaches, drawn from a district's roster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, islice

import attrs

from pdflow.exchange.oneroster.roster import Person, Roster
from pdflow.people import PersonId

LEADERS = frozenset(
    {"administrator", "districtAdministrator", "principal", "siteAdministrator"},
)
STAFF = LEADERS | {"teacher"}


@attrs.frozen
class Seat:
    """One participant: who, where, in what post, under whom and with which coach."""

    person: PersonId
    site: str
    title: str
    leads: bool
    manager: PersonId | None
    coach: PersonId


@attrs.frozen
class Cast:
    """Everybody in the cohort, in the order of the roster; ``sites`` has the name of each campus."""

    seats: tuple[Seat, ...]
    coaches: tuple[PersonId, ...]
    sites: dict[str, str]


def cast(roster: Roster, participants: int | None = None, coaches: int | None = None) -> Cast:
    """Choose so many participants and coaches.

    Participants are the teachers and leaders who are not coaches; fewer are taken evenly from the whole roster, and for
    more the district is repeated under new ids. Coaches are those whose job title says so, as many to each participant
    as on the roster, and further ones where more are asked for. Where nobody's title does, the first of the roster are.
    Raises ValueError where there is nobody left to take part.
    """
    staff = [person for person in roster.people if person.enabled and person.role in STAFF]
    coaching = [person for person in staff if "coach" in person.job_title.lower()] or staff[: coaches or 1]
    taught = [person for person in staff if person not in coaching]
    if not taught:
        raise ValueError("the roster has nobody to take part")
    wanted = len(taught) if participants is None else participants
    people = [*_chosen(taught, wanted)]
    helping = coaches or max(1, round(len(coaching) * wanted / len(taught)))
    named = tuple(islice(_repeated([coach.id for coach in coaching]), helping))
    return Cast(tuple(_seated(people, named, roster)), named, {org.id: org.name for org in roster.orgs})


def _repeated(ids: Sequence[PersonId]) -> Iterator[PersonId]:
    yield from ids
    for again in count(2):
        yield from (f"{id}~{again}" for id in ids)


def _chosen(people: Sequence[Person], wanted: int) -> Iterator[tuple[Person, str]]:
    """Each person with what is added to the ids of their copy of the district."""
    if wanted <= len(people):
        yield from ((people[n * len(people) // wanted], "") for n in range(wanted))
        return
    for n in range(wanted):
        again, place = divmod(n, len(people))
        yield people[place], f"~{again + 1}" if again else ""


def _seated(people: Sequence[tuple[Person, str]], coaches: Sequence[PersonId], roster: Roster) -> Iterator[Seat]:
    """Coaches have neighbours on the roster, so that most of their people are on one campus."""
    heads = _heads(roster)
    parents = {org.id: org.parent for org in roster.orgs}
    for n, (person, copy) in enumerate(people):
        head = heads.get(person.site)
        if head is None or head == person.id:
            head = heads.get(parents.get(person.site) or "")
        yield Seat(
            person=person.id + copy,
            site=person.site,
            title=person.job_title,
            leads=person.role in LEADERS,
            manager=None if head in (None, person.id) else f"{head}{copy}",
            coach=coaches[n * len(coaches) // len(people)],
        )


def _heads(roster: Roster) -> dict[str, PersonId]:
    """The first leader of each org: its line manager."""
    heads: dict[str, PersonId] = {}
    for person in roster.people:
        if person.enabled and person.role in LEADERS:
            heads.setdefault(person.site, person.id)
    return heads
