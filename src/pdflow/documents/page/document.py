"""A document and its copies: the same content, of which each reader gets what is meant for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import ClassVar, Final

import attrs

from pdflow.audience import Audience
from pdflow.documents.page.blocks import (
    Block,
    Cell,
    Drawing,
    Fact,
    Facts,
    Items,
    Named,
    Note,
    Paragraph,
    Picture,
    Section,
    Table,
)
from pdflow.documents.page.reader import Reader
from pdflow.language import Formats
from pdflow.language.formats import PLAIN
from pdflow.people import PersonId


@attrs.frozen
class Page:
    """A copy for one reader, in their words: what every renderer reads."""

    title: str
    reader: Reader
    facts: Facts
    sections: tuple[Section, ...]

    def blocks(self) -> Iterator[Block]:
        """Every block, section by section."""
        return (block for section in self.sections for block in section.blocks)


class Document:
    """What all documents share: a title, facts below it, and sections; a copy is made for a reader.

    A document itself holds everything, as data; what nobody but some may read is left out of the others' copies.
    """

    __slots__ = ()
    title: ClassVar[str]

    def facts(self) -> Iterable[Fact]:
        """What it is about, below its title."""
        return ()

    def sections(self) -> Iterable[Section]:
        """Its content."""
        raise NotImplementedError

    def for_reader(
        self,
        reader: Audience,
        person: PersonId | None = None,
        *,
        names: Mapping[str, str] | None = None,
        language: str = "en",
        formats: Formats = PLAIN,
    ) -> Page:
        """The copy of a reader, with the host's ``names`` by id: of people, and of sessions and sites if it likes.

        Days, times and numbers are written plainly, or as ``formats`` say: ``pdflow.language.locale_formats.ByLocale()``.

        Of the pair's notes each reader sees those of records at which they were there, so a copy for the pair names
        its ``person``; without one it has growth areas, steps and levels, but nobody's notes.
        """
        who = Reader(reader, person, names or {}, language, formats)
        sections = (Section(_heading(s, who), _blocks(s, who), new_page=s.new_page) for s in self.sections())
        about = _facts(Facts(tuple(self.facts()), Audience.ALL), who)
        return Page(who.say(self.title), who, about, tuple(section for section in sections if section.blocks))


def _heading(section: Section, reader: Reader) -> str:
    heading = section.heading
    return reader.name(heading) if isinstance(heading, Named) else reader.say(heading)


def _blocks(section: Section, reader: Reader) -> Iterator[Block]:
    if reader.may_read(section.reader):
        for block in section.blocks:
            if reader.may_read(block.reader):
                made = COPIED[type(block)](block, reader)
                if made != Facts(()):
                    yield made


def _paragraph(paragraph: Paragraph, reader: Reader) -> Paragraph:
    return Paragraph(reader.filled(paragraph.text, paragraph.told))


def _facts(facts: Facts, reader: Reader) -> Facts:
    meant = (fact for fact in facts.facts if reader.may_read(fact.reader or facts.reader))
    shown = (
        Fact(reader.say(fact.heading), reader.shown(fact.cell)) for fact in meant if not _withheld(fact.cell, reader)
    )
    return Facts(tuple(fact for fact in shown if fact.cell not in (None, "")))


def _items(items: Items, reader: Reader) -> Items:
    return Items(tuple(map(reader.shown, items.items)))


def _table(table: Table, reader: Reader) -> Table:
    meant = [
        place
        for place, column in enumerate(table.columns)
        if reader.may_read(column.reader or table.reader) and not _withheld_whole(table, place, reader)
    ]
    rows = [[reader.shown(row[place]) for place in meant] for row in table.rows]
    if table.order:
        rows.sort(key=lambda row: [_sorted(row[meant.index(place)]) for place in table.order if place in meant])
    columns = [attrs.evolve(table.columns[place], heading=reader.say(table.columns[place].heading)) for place in meant]
    group = _facts(Facts(table.group, table.reader), reader).facts
    name, empty = reader.say(table.name), reader.say(table.empty)
    return Table(name, columns, rows, group=group, empty=empty)


def _withheld(cell: Cell, reader: Reader) -> bool:
    return isinstance(cell, Note) and not reader.was_there(cell)


def _withheld_whole(table: Table, place: int, reader: Reader) -> bool:
    """A column of notes none of which is for this reader."""
    cells = [row[place] for row in table.rows]
    return any(map(_has_notes, cells)) and not any(reader.written(cell) for cell in cells)


def _has_notes(cell: Cell) -> bool:
    return isinstance(cell, Note) or (isinstance(cell, tuple) and any(map(_has_notes, cell)))


def _sorted(cell: object) -> tuple[bool, str, object]:
    """Sorts nothing last and unlike things by their kind; text without regard to capitals."""
    return (cell is None, type(cell).__name__, cell.casefold() if isinstance(cell, str) else cell)


def _drawn(drawing: Drawing, reader: Reader) -> Picture:
    return drawing.draw(reader)


COPIED: Final[Mapping[type, Callable[..., Block]]] = {
    Paragraph: _paragraph,
    Facts: _facts,
    Items: _items,
    Table: _table,
    Drawing: _drawn,
}
