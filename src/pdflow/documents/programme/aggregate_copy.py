"""Aggregate copies for a governing board: figures by district and site, nobody by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

import attrs

from pdflow.audience import Audience
from pdflow.documents.page import Block, Cell, Column, Fact, Paragraph, PeopleDocument, Reader, Section, Table
from pdflow.documents.programme.site_groups import P, site_groups
from pdflow.people import PersonId


@attrs.frozen
class GroupFigures:
    """The figures of a district or a site; both are None for everywhere."""

    district: Cell
    site: Cell
    people: int
    figures: tuple[Cell, ...]


@attrs.frozen
class AggregateCopy(PeopleDocument):
    """A document's figures by district and site, each of five people or more, for a governing board."""

    as_of: datetime | date | None
    headings: tuple[str, ...]
    groups: tuple[GroupFigures, ...]
    by_district: bool
    more: tuple[Section, ...] = ()
    """What else the board gets of the document."""

    def facts(self) -> Iterator[Fact]:
        yield Fact("As of", self.as_of)

    def sections(self) -> Iterator[Section]:
        yield from self.more
        columns = [*(["District"] if self.by_district else []), "Site", "People", *self.headings]
        rows = [self._row(group) for group in self.groups]
        table = Table("By site", list(map(Column, columns)), rows, empty="No group of five people or more yet.")
        blocks: tuple[Block, ...] = (Paragraph(RULE), table)
        yield Section("By district and site" if self.by_district else "By site", blocks)

    def _row(self, group: GroupFigures) -> tuple[Cell, ...]:
        place = (group.district, group.site) if self.by_district else (group.site or group.district,)
        return (*place, group.people, *group.figures)

    def _audience(self, reader: Audience, person: PersonId | None) -> Audience:
        """That of all that it has: nothing in it is about one person."""
        return Audience.TEAM

    def _copy_for(self, reader: Reader) -> str:
        return reader.translate("For the governing board")


RULE = (
    "Nobody is named, and no figure is of fewer than five people: smaller sites and districts are shown together, "
    "if need be with the next smallest, so that none can be worked out from the totals."
)


def group_figures(
    people: Iterable[P], districts: Mapping[str, str] | None, figures: Callable[[Sequence[P]], tuple[Cell, ...]]
) -> tuple[GroupFigures, ...]:
    """The figures of everybody, of each district and of each site.

    Args:
        people: Who is counted.
        districts: The district of each site.
        figures: Makes the figures of a group.
    """
    groups = site_groups(people, districts or {})
    return tuple(GroupFigures(each.district, each.site, each.size, figures(each.people)) for each in groups)
