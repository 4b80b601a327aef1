"""The copying of a document's blocks for one reader, without what only others may read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

import attrs

from pdflow.documents.page.blocks import (
    Blank,
    Blanks,
    Block,
    Drawing,
    Fact,
    Facts,
    Items,
    Paragraph,
    Picture,
    Section,
    Table,
)
from pdflow.documents.page.cells import Cell, NameCell, NoteCell, PairCell
from pdflow.documents.page.reader import Reader


def copy_sections(sections: Iterable[Section], reader: Reader) -> Iterator[Section]:
    """The sections in which there is anything that a reader may read."""
    for section in sections:
        copied = Section(_heading(section, reader), _copied_blocks(section, reader), new_page=section.new_page)
        if copied.blocks:
            yield copied


def copy_facts(facts: Facts, reader: Reader) -> Facts:
    """The facts that a reader may read and that have a value."""
    readable = (fact for fact in facts.facts if reader.may_read(fact.reader or facts.reader))
    copied = (
        Fact(reader.translate(fact.heading), reader.resolve(fact.cell))
        for fact in readable
        if not _is_withheld(fact.cell, reader)
    )
    return Facts(tuple(fact for fact in copied if fact.cell not in (None, "")))


def _heading(section: Section, reader: Reader) -> str:
    heading = section.heading
    return reader.text(heading) if isinstance(heading, NameCell | tuple) else reader.translate(heading)


def _copied_blocks(section: Section, reader: Reader) -> Iterator[Block]:
    if reader.may_read(section.reader):
        for block in section.blocks:
            if reader.may_read(block.reader):
                copied = COPIERS[type(block)](block, reader)
                if copied != Facts(()):
                    yield copied


def _copy_paragraph(paragraph: Paragraph, reader: Reader) -> Paragraph:
    return Paragraph(reader.fill_in(paragraph.text, paragraph.values))


def _copy_blanks(blanks: Blanks, reader: Reader) -> Blanks:
    return Blanks(tuple(Blank(reader.translate(each.heading), each.lines) for each in blanks.blanks))


def _copy_items(items: Items, reader: Reader) -> Items:
    return Items(tuple(map(reader.resolve, items.items)))


def _copy_table(table: Table, reader: Reader) -> Table:
    kept = [
        index
        for index, column in enumerate(table.columns)
        if reader.may_read(column.reader or table.reader) and not _is_withheld_column(table, index, reader)
    ]
    rows = [[reader.resolve(row[index]) for index in kept] for row in table.rows]
    if table.order:
        rows.sort(key=lambda row: [_sort_key(row[kept.index(index)]) for index in table.order if index in kept])
    headings = [reader.fill_in(table.columns[i].heading, table.columns[i].values) for i in kept]
    columns = [attrs.evolve(table.columns[i], heading=heading) for i, heading in zip(kept, headings, strict=True)]
    group = copy_facts(Facts(table.group, table.reader), reader).facts
    return Table(reader.translate(table.name), columns, rows, group=group, empty=reader.translate(table.empty))


def _is_withheld(cell: Cell, reader: Reader) -> bool:
    return isinstance(cell, NoteCell | PairCell) and not reader.may_read_cell(cell)


def _is_withheld_column(table: Table, index: int, reader: Reader) -> bool:
    """Whether a column holds notes, and none that this reader may read."""
    cells = [row[index] for row in table.rows]
    return any(map(_has_notes, cells)) and not any(reader.text(cell) for cell in cells)


def _has_notes(cell: Cell) -> bool:
    return isinstance(cell, NoteCell | PairCell) or (isinstance(cell, tuple) and any(map(_has_notes, cell)))


def _sort_key(cell: object) -> tuple[bool, str, object]:
    """Sorts None last and values of different types by the type; text without regard to capitals."""
    return (cell is None, type(cell).__name__, cell.casefold() if isinstance(cell, str) else cell)


def _draw(drawing: Drawing, reader: Reader) -> Picture:
    return drawing.draw(reader)


COPIERS: Final[Mapping[type, Callable[..., Block]]] = {
    Paragraph: _copy_paragraph,
    Facts: copy_facts,
    Blanks: _copy_blanks,
    Items: _copy_items,
    Table: _copy_table,
    Drawing: _draw,
}
