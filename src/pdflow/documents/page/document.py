"""A document, and the copy of it for one reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo
from typing import ClassVar, Final

import attrs

from pdflow.audience import Audience
from pdflow.documents.page.blocks import Block, Fact, Facts, Paragraph, Section
from pdflow.documents.page.reader import Reader
from pdflow.documents.page.reader_copy import copy_facts, copy_sections
from pdflow.errors import WrongType
from pdflow.language import PLAIN, Formats, Names
from pdflow.people import PersonId

FOR_PROGRAMME: Final[Mapping[Audience, str]] = {
    Audience.ALL: "For everybody involved",
    Audience.TEAM: "For those who run the program",
}
FOR_PERSON: Final[Mapping[Audience, str]] = {
    Audience.ALL: "Copy for everybody involved",
    Audience.TEAM: "Copy for the support team and the line manager",
}

WITHHELD: Final = (Section("", (Paragraph("What this document holds is not for this reader.", reader=Audience.ALL),)),)
"""The content of a document for a reader who may not read it at all."""


@attrs.frozen
class Page:
    """The copy of a document for one reader, which the renderers write."""

    title: str
    reader: Reader
    facts: Facts
    sections: tuple[Section, ...]
    programme: str = ""
    """The name of the programme that it belongs to."""
    copy_for: str = ""
    """Whose copy it is."""
    is_dense: bool = False
    """Whether it is set closer, so that more fits on a page."""

    def blocks(self) -> Iterator[Block]:
        """All blocks, section by section."""
        return (block for section in self.sections for block in section.blocks)


def require_page(page: Page) -> Page:
    """Return the page itself. Raises WrongType where it is none, such as a document not copied for a reader."""
    if not isinstance(page, Page):
        raise WrongType("page", page, "a Page, as document.for_reader(...) makes it,")
    return page


class Document:
    """A document: its fields hold all of its data, and the copy for a reader what they may read."""

    __slots__ = ()
    title: ClassVar[str]
    copies: ClassVar[Mapping[Audience, str]] = FOR_PROGRAMME
    """Whose copy it is where no person is named, for each audience."""
    audience: ClassVar[Audience] = Audience.ALL
    """Who may read it at all."""

    @property
    def programmes(self) -> tuple[str, ...]:
        """The engagements that it is about, by the host's names of them."""
        return ()

    @property
    def pair(self) -> frozenset[PersonId]:
        """Everybody for whom there is something in it that is for the pair only."""
        return frozenset()

    @property
    def zone(self) -> tzinfo | None:
        """The zone of the calendar that it was made with, in which all its days and times are written."""
        return None

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
        names: Names | None = None,
        language: str = "en",
        formats: Formats = PLAIN,
        programme: str | None = None,
    ) -> Page:
        """Make the copy of one reader.

        Args:
            reader: The audience that it is for.
            person: Who reads it. What is for the pair is shown to those who are in it, by record: to anybody else,
                and where nobody is named, a copy for the pair is one for the team.
            names: The host's names by id: of people, engagements, sites and groups, and of sessions if it likes.
            language: The language of headings, sentences and labels.
            formats: How days, times and numbers are written: plainly, or by locale with ``locale_formats.ByLocale()``.
                A document that was made with a calendar is written in the calendar's zone.
            programme: The programme's name; by default that of the engagements that the document is about.

        Raises:
            WrongType: The reader is no audience.
        """
        if not isinstance(reader, Audience):
            raise WrongType("for_reader.reader", reader, "an audience such as Audience.TEAM")
        audience = self._audience(reader, person)
        who = Reader(audience, person, names, language, self._in_zone(formats))
        may_read = who.may_read(self.audience)
        facts = copy_facts(Facts(tuple(self.facts()) if may_read else (), Audience.ALL), who)
        sections = tuple(copy_sections(self.sections() if may_read else WITHHELD, who))
        named = ", ".join(map(who.name, self.programmes)) if programme is None else programme
        return Page(who.translate(self.title), who, facts, sections, named, self._copy_for(who))

    def _audience(self, reader: Audience, person: PersonId | None) -> Audience:
        """The audience that a reader belongs to."""
        return Audience.TEAM if reader is Audience.PAIR and person not in self.pair else reader

    def _in_zone(self, formats: Formats) -> Formats:
        """These formats in the document's zone, if it has one."""
        return formats if self.zone is None else formats.in_zone(self.zone)

    def _copy_for(self, reader: Reader) -> str:
        if reader.person is not None:
            return f"{reader.translate('Copy for')} {reader.name(reader.person)}"
        return reader.translate(self.copies[reader.audience]) if reader.audience in self.copies else ""


class BlankForm(Document):
    """A form to be filled in by hand, which is nobody's copy."""

    __slots__ = ()
    copies: ClassVar[Mapping[Audience, str]] = {}


@attrs.frozen
class EngagementDocument(Document):
    """A document of one engagement."""

    engagement: str
    """The host's name for the engagement; empty before it is requested."""

    @property
    def programmes(self) -> tuple[str, ...]:
        return (self.engagement,) if self.engagement else ()


@attrs.frozen
class PeopleDocument(Document):
    """A document of many people's participations."""

    programmes: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    zone: tzinfo | None = attrs.field(default=None, kw_only=True)
