"""A document, and the copy of it for one reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

import attrs

from pdflow.audience import Audience
from pdflow.documents.page.blocks import Block, Fact, Facts, Section
from pdflow.documents.page.reader import Reader
from pdflow.documents.page.reader_copy import copy_facts, copy_sections
from pdflow.language import PLAIN, Formats
from pdflow.people import PersonId


@attrs.frozen
class Page:
    """The copy of a document for one reader, which the renderers write."""

    title: str
    reader: Reader
    facts: Facts
    sections: tuple[Section, ...]

    def blocks(self) -> Iterator[Block]:
        """All blocks, section by section."""
        return (block for section in self.sections for block in section.blocks)


class Document:
    """A document: its fields hold all of its data, and the copy for a reader what they may read."""

    __slots__ = ()
    title: ClassVar[str]

    def facts(self) -> Iterable[Fact]:
        """The facts below its title."""
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
        """Make the copy of one reader.

        Args:
            reader: The audience that it is for.
            person: Who of the pair reads; without a person, a copy for the pair has nobody's notes.
            names: The host's names by id: of people, and of sessions and sites if it likes.
            language: The language of headings, sentences and labels.
            formats: How days, times and numbers are written: plainly, or by locale with ``locale_formats.ByLocale()``.
        """
        who = Reader(reader, person, names or {}, language, formats)
        facts = copy_facts(Facts(tuple(self.facts()), Audience.ALL), who)
        return Page(who.translate(self.title), who, facts, tuple(copy_sections(self.sections(), who)))
