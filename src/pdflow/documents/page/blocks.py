"""Blocks: the body of a document, which is sections of paragraphs, facts, lists, tables and pictures.

Each block carries the audience that may read it, the team by default.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

import attrs

from pdflow.audience import Audience
from pdflow.documents.page.cells import Cell
from pdflow.documents.page.reader import Reader


@attrs.frozen
class Column:
    """The heading of a column, and its audience where that is not the audience of the table."""

    heading: str
    reader: Audience | None = None
    to_fill_in: bool = False
    """Whether it is left empty, to be filled in by hand."""
    values: Mapping[str, Cell] = attrs.field(factory=dict, kw_only=True)
    """What fills the {places} of its heading."""


@attrs.frozen
class Fact:
    """A value under a heading, and its audience where that is not the audience of its block."""

    heading: str
    cell: Cell
    reader: Audience | None = None


@attrs.frozen
class Paragraph:
    """A sentence or two; ``values`` fill its {places}."""

    text: str
    values: Mapping[str, Cell] = attrs.field(factory=dict)
    reader: Audience = Audience.TEAM


@attrs.frozen
class Facts:
    """Facts, one below the other."""

    facts: tuple[Fact, ...]
    reader: Audience = Audience.TEAM


@attrs.frozen
class Blank:
    """A heading with lines to write on."""

    heading: str
    lines: int = 1


@attrs.frozen
class Blanks:
    """Blanks of a form, one below the other."""

    blanks: tuple[Blank, ...]
    reader: Audience = Audience.ALL


def blanks(*given: str | tuple[str, int]) -> Blanks:
    """Blanks of these headings, with one line to write on or as many as given."""
    return Blanks(tuple(Blank(each) if isinstance(each, str) else Blank(*each) for each in given))


@attrs.frozen
class Items:
    """A plain list."""

    items: tuple[Cell, ...]
    reader: Audience = Audience.TEAM


def blank_table(name: str, headings: Sequence[str], rows: int) -> Table:
    """A table of empty rows, to fill in by hand."""
    columns = [Column(heading, to_fill_in=True) for heading in headings]
    return Table(name, columns, [(None,) * len(headings)] * rows, reader=Audience.ALL)


def _columns(given: Iterable[str | Column]) -> tuple[Column, ...]:
    return tuple(Column(each) if isinstance(each, str) else each for each in given)


def _rows(given: Iterable[Iterable[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(map(tuple, given))


@attrs.frozen
class Table:
    """Rows under headings.

    Args:
        name: Its caption, and the name of its CSV file; tables of one name share a file.
        columns: Columns, or only their headings.
        rows: As many cells a row as there are columns.
        reader: Who may read it.
        group: What its rows have in common; in CSV, columns before all others.
        order: The indexes of the columns by which rows are sorted, as the reader sees them.
        empty: What is written where there is no row.
    """

    name: str
    columns: tuple[Column, ...] = attrs.field(converter=_columns)
    rows: tuple[tuple[Cell, ...], ...] = attrs.field(converter=_rows)
    reader: Audience = attrs.field(default=Audience.TEAM, kw_only=True)
    group: tuple[Fact, ...] = attrs.field(default=(), kw_only=True)
    order: tuple[int, ...] = attrs.field(default=(), kw_only=True)
    empty: str = attrs.field(default="Nothing on record.", kw_only=True)

    def has_ticks(self, index: int) -> bool:
        """Whether the column of this index says yes or no."""
        return any(isinstance(row[index], bool) for row in self.rows)

    def is_numeric(self, index: int) -> bool:
        """Whether the column of this index holds numbers."""
        cells = [row[index] for row in self.rows if row[index] is not None]
        return bool(cells) and all(
            isinstance(cell, (int, float, Decimal)) and not isinstance(cell, bool) for cell in cells
        )


@attrs.frozen
class Picture:
    """An SVG picture; the description replaces it where it cannot be seen."""

    name: str
    description: str
    svg: str
    reader: Audience = Audience.TEAM


@attrs.frozen
class Drawing:
    """A picture that is drawn for each reader, in their language."""

    draw: Callable[[Reader], Picture]
    reader: Audience = Audience.TEAM


Block = Paragraph | Facts | Blanks | Items | Table | Drawing | Picture


def _blocks(given: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(given)


@attrs.frozen
class Section:
    """Blocks under a heading, which is left out with them.

    A heading is a phrase of ours; a ``NameCell`` or a tuple is the host's own text.
    """

    heading: str | tuple[Cell, ...]
    blocks: tuple[Block, ...] = attrs.field(converter=_blocks)
    reader: Audience = Audience.ALL
    new_page: bool = False

    @property
    def has_captions(self) -> bool:
        """Whether its tables are captioned, which one table alone is not."""
        return sum(isinstance(block, Table) for block in self.blocks) > 1
