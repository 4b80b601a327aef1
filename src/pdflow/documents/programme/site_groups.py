"""Site groups: people by district and site, in groups of five or more, none of which reveals a smaller one.

The groups of a level share out the people of the level above, each with five people or more. So neither a group nor
the difference between a total and its groups is ever of fewer than five.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, Generic, Protocol, TypeVar

import attrs

from pdflow.documents.page import Cell, NameCell, PhraseCell
from pdflow.people import PersonId

FEWEST: Final = 5
"""The fewest people of whom a figure is shown."""


class SitePerson(Protocol):
    """Somebody at a site."""

    @property
    def person(self) -> PersonId: ...

    @property
    def site(self) -> str: ...


P = TypeVar("P", bound=SitePerson)


@attrs.frozen
class SiteGroup(Generic[P]):
    """The people of everywhere, of a district, or of a site; ``district`` and ``site`` are written in a table."""

    district: Cell
    site: Cell
    people: tuple[P, ...]

    @property
    def size(self) -> int:
        """How many people it has."""
        return len({each.person for each in self.people})


def site_groups(people: Iterable[P], districts: Mapping[str, str]) -> Iterator[SiteGroup[P]]:
    """Everybody, then district by district and site by site; nothing where there are fewer than five people.

    Args:
        people: Who is counted.
        districts: The district of each site; without any, sites stand for themselves.
    """
    everybody = tuple(people)
    if _size(everybody) < FEWEST:
        return
    yield SiteGroup(PhraseCell("Everywhere"), None, everybody)
    if not districts:
        for site, theirs in _parts(everybody, lambda one: one.site).items():
            yield SiteGroup(None, _name(site, "Smaller sites, together"), theirs)
        return
    for district, theirs in _parts(everybody, lambda one: districts.get(one.site, "")).items():
        name = _name(district, "Smaller districts, together")
        yield SiteGroup(name, None, theirs)
        for site, local in _parts(theirs, lambda one: one.site).items() if district is not None else ():
            yield SiteGroup(name, _name(site, "Smaller sites, together"), local)


def _size(people: Iterable[SitePerson]) -> int:
    return len({each.person for each in people})


def _parts(people: tuple[P, ...], part_of: Callable[[P], str]) -> dict[str | None, tuple[P, ...]]:
    """The parts of these people, those under five pooled under None, with the next smallest until they are five."""
    found: dict[str, tuple[P, ...]] = {}
    for one in people:
        found[part_of(one)] = (*found.get(part_of(one), ()), one)
    by_size = sorted(found, key=lambda part: (_size(found[part]), part))
    pooled: list[str] = []
    for part in by_size:
        together = _size([one for each in pooled for one in found[each]])
        if _size(found[part]) < FEWEST or 0 < together < FEWEST:
            pooled.append(part)
    kept: dict[str | None, tuple[P, ...]] = {part: found[part] for part in sorted(found) if part not in pooled}
    if pooled:
        kept[None] = tuple(one for part in pooled for one in found[part])
    return kept if len(kept) > 1 or not pooled else {}


def _name(part: str | None, together: str) -> Cell:
    if part is None:
        return PhraseCell(together)
    return NameCell(part) if part else PhraseCell("Not in any")
