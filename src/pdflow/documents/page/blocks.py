"""The body of a document: sections of paragraphs, facts, lists, tables and pictures, each with who may read it.

What has no reader of its own is for the team; every renderer reads this one structure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from enum import Enum
from typing import TYPE_CHECKING

import attrs

from pdflow.audience import Audience
from pdflow.people import PersonId

if TYPE_CHECKING:
    from pdflow.documents.page.reader import Reader


class Named(str):
    """An id of the host's (of a person, a session, a site), shown by the name the host gives."""

    __slots__ = ()


class Month(date):
    """A day that stands for its month."""

    __slots__ = ()


class Words(str):
    """Words of this library's own, said in the reader's language."""

    __slots__ = ()


class Share(float):
    """A part of a whole, shown as a percentage."""

    __slots__ = ()


@attrs.frozen
class Amount:
    """A number with its unit, or so much of a whole."""

    value: float
    unit: str = ""
    of: float | None = None


@attrs.frozen
class Note:
    """Personal free text, shown only to those who were there."""

    text: str | None
    there: frozenset[PersonId]


Cell = str | bool | int | float | date | time | Enum | Amount | Note | tuple["Cell", ...] | None
"""What a place in a document holds: labels of codes, names of people and formats are found when it is read.

Several are written in one line; of several that are themselves several, each has a line of its own, left out where it
says nothing, or nothing after the word it begins with.
"""


@attrs.frozen
class Column:
    """The heading of a column, and who may read it where that is not whoever may read the table."""

    heading: str
    reader: Audience | None = None
    to_fill_in: bool = False
    """Whether it is left empty, to be filled in by hand."""


@attrs.frozen
class Fact:
    """Something said in a word or two, under a heading."""

    heading: str
    cell: Cell
    reader: Audience | None = None


@attrs.frozen
class Paragraph:
    """A sentence or two; ``told`` fills its {places}."""

    text: str
    told: Mapping[str, Cell] = attrs.field(factory=dict)
    reader: Audience = Audience.TEAM


@attrs.frozen
class Facts:
    """Facts one below the other."""

    facts: tuple[Fact, ...]
    reader: Audience = Audience.TEAM


@attrs.frozen
class Items:
    """A plain list."""

    items: tuple[Cell, ...]
    reader: Audience = Audience.TEAM


def day_of(moment: datetime | None) -> date | None:
    """The day of a moment, where there is one."""
    return None if moment is None else moment.date()


def _columns(told: Iterable[str | Column]) -> tuple[Column, ...]:
    return tuple(Column(each) if isinstance(each, str) else each for each in told)


def _rows(told: Iterable[Iterable[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(map(tuple, told))


@attrs.frozen
class Table:
    """Rows under headings; ``name`` is also its name as a sheet.

    Tables of one name are one sheet, ``group`` standing before the columns of each. ``order`` numbers the columns by
    which rows are sorted once they are shown.
    """

    name: str
    columns: tuple[Column, ...] = attrs.field(converter=_columns)
    rows: tuple[tuple[Cell, ...], ...] = attrs.field(converter=_rows)
    reader: Audience = attrs.field(default=Audience.TEAM, kw_only=True)
    group: tuple[Fact, ...] = attrs.field(default=(), kw_only=True)
    order: tuple[int, ...] = attrs.field(default=(), kw_only=True)
    empty: str = attrs.field(default="Nothing on record.", kw_only=True)

    def ticks(self, place: int) -> bool:
        """Whether a column says yes or no."""
        return any(isinstance(row[place], bool) for row in self.rows)

    def numeric(self, place: int) -> bool:
        """Whether a column holds numbers."""
        cells = [row[place] for row in self.rows if row[place] is not None]
        return bool(cells) and all(isinstance(cell, (int, float)) and not isinstance(cell, bool) for cell in cells)


@attrs.frozen
class Picture:
    """A picture as SVG; what it shows in words stands for it where it cannot be seen."""

    name: str
    description: str
    svg: str
    reader: Audience = Audience.TEAM


@attrs.frozen
class Drawing:
    """A picture to be drawn in the reader's words."""

    draw: Callable[[Reader], Picture]
    reader: Audience = Audience.TEAM


Block = Paragraph | Facts | Items | Table | Drawing | Picture


def _blocks(told: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(told)


@attrs.frozen
class Section:
    """Blocks under a heading, the host's own where it is Named; without any that a reader may read, it goes too."""

    heading: str
    blocks: tuple[Block, ...] = attrs.field(converter=_blocks)
    reader: Audience = Audience.ALL
    new_page: bool = False

    @property
    def has_captions(self) -> bool:
        """Whether its tables need their names: one alone goes by the heading."""
        return sum(isinstance(block, Table) for block in self.blocks) > 1
