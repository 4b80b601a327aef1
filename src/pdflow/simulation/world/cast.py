"""The cast of a year: participants, their managers and coaches, chosen from a district's roster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, islice

import attrs

from pdflow.exchange.oneroster.roster import Person, Roster
from pdflow.exchange.oneroster.staff import LEADERS, is_coach, line_managers, staff_of
from pdflow.people import PersonId


@attrs.frozen
class Seat:
    """One participant: id, campus, job title, line manager and coach; ``leads`` marks a campus leader."""

    person: PersonId
    site: str
    title: str
    leads: bool
    manager: PersonId | None
    coach: PersonId


@attrs.frozen
class Cast:
    """Participants and coaches in the order of the roster, and the name of each campus by its id."""

    seats: tuple[Seat, ...]
    coaches: tuple[PersonId, ...]
    sites: dict[str, str]
    districts: dict[str, str] = attrs.field(factory=dict)
    """The district of each campus."""


def cast(roster: Roster, participants: int | None = None, coaches: int | None = None) -> Cast:
    """Choose participants and coaches from a roster.

    Participants are the teachers and leaders who are not coaches; coaches are those whose job title contains "coach",
    or where there is none the first on the roster.

    Args:
        participants: all of the roster by default. Fewer are taken evenly from the whole roster; for more, the
            district is repeated under new ids.
        coaches: by default as many to each participant as on the roster. More are made under new ids.

    Raises:
        ValueError: nobody is left to take part.
    """
    staff = staff_of(roster)
    roster_coaches = tuple(filter(is_coach, staff)) or staff[: coaches or 1]
    eligible = [person for person in staff if person not in roster_coaches]
    if not eligible:
        raise ValueError("the roster has nobody to take part")
    wanted = len(eligible) if participants is None else participants
    people = [*_chosen(eligible, wanted)]
    number = coaches or max(1, round(len(roster_coaches) * wanted / len(eligible)))
    chosen = tuple(islice(_repeated([coach.id for coach in roster_coaches]), number))
    districts = {org.id: org.parent or org.id for org in roster.orgs}
    return Cast(tuple(_seats(people, chosen, roster)), chosen, {org.id: org.name for org in roster.orgs}, districts)


def staffed(cast: Cast, coaches: int) -> Cast:
    """Give the same participants to another number of coaches, each again to neighbours on the roster."""
    chosen = tuple(dict.fromkeys(islice(_repeated(cast.coaches), 2 * coaches)))[:coaches]
    people = len(cast.seats)
    seats = tuple(attrs.evolve(seat, coach=chosen[n * coaches // people]) for n, seat in enumerate(cast.seats))
    return attrs.evolve(cast, seats=seats, coaches=chosen)


def _repeated(ids: Sequence[PersonId]) -> Iterator[PersonId]:
    yield from ids
    for copy in count(2):
        yield from (f"{id}~{copy}" for id in ids)


def _chosen(people: Sequence[Person], wanted: int) -> Iterator[tuple[Person, str]]:
    """Yield each person with the suffix of the ids in their copy of the district."""
    if wanted <= len(people):
        yield from ((people[n * len(people) // wanted], "") for n in range(wanted))
        return
    for n in range(wanted):
        copy, index = divmod(n, len(people))
        yield people[index], f"~{copy + 1}" if copy else ""


def _seats(people: Sequence[tuple[Person, str]], coaches: Sequence[PersonId], roster: Roster) -> Iterator[Seat]:
    """Yield the seats; a coach serves neighbours on the roster, so that most of them are on one campus."""
    managers = line_managers(roster)
    for n, (person, suffix) in enumerate(people):
        manager = managers.get(person.id)
        yield Seat(
            person=person.id + suffix,
            site=person.site,
            title=person.job_title,
            leads=person.role in LEADERS,
            manager=None if manager is None else f"{manager}{suffix}",
            coach=coaches[n * len(coaches) // len(people)],
        )
