"""Who may read what: sections, columns, facts and notes of a copy."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import ClassVar

import attrs
import pytest
from tests.documents.every import every, of_nothing
from tests.documents.people import NAMES

from pdflow import Audience, Role
from pdflow.documents import (
    Document,
    Page,
    to_csv,
    to_markdown,
)
from pdflow.documents.page import (
    AmountCell,
    Column,
    Fact,
    Facts,
    Items,
    MonthCell,
    NameCell,
    NoteCell,
    Paragraph,
    PhraseCell,
    Reader,
    Section,
    ShareCell,
    Table,
)
from pdflow.documents.render.html import to_html
from pdflow.engagement import Mode
from pdflow.language.locale_formats import ByLocale

ALL, TEAM, PAIR = Audience
THERE = frozenset({"ana", "kim"})


@attrs.frozen
class Letter(Document):
    """A document with something for everybody."""

    title: ClassVar[str] = "Letter"

    def facts(self) -> Iterator[Fact]:
        yield Fact("For all", 1)
        yield Fact("For the team", 2, TEAM)

    def sections(self) -> Iterator[Section]:
        columns = (Column("Who", ALL), "When", Column("Level", PAIR), Column("Said", PAIR))
        rows = [
            (NameCell("kim"), date(2026, 9, 1), 3, NoteCell("wait longer", THERE)),
            (NameCell("joe"), None, 1, NoteCell(None, THERE)),
        ]
        yield Section("Seen", (Table("Seen", columns, rows, order=(0,)),))
        yield Section("Private", (Paragraph("Only for two"),), PAIR)
        yield Section("Left", (Paragraph("A plain word", reader=ALL), Items(("this", NameCell("kim")))))


def headings(page: Page) -> list[list[str]]:
    return [[column.heading for column in block.columns] for block in page.blocks() if isinstance(block, Table)]


def rows(page: Page) -> list[tuple[object, ...]]:
    return [row for block in page.blocks() if isinstance(block, Table) for row in block.rows]


def test_a_column_is_left_out_of_copies_it_is_not_meant_for() -> None:
    assert headings(Letter().for_reader(ALL)) == []
    assert headings(Letter().for_reader(TEAM)) == [["Who", "When"]]
    assert headings(Letter().for_reader(PAIR, "ana")) == [["Who", "When", "Level", "Said"]]


def test_a_heading_without_anything_below_it_goes_too() -> None:
    assert [section.heading for section in Letter().for_reader(ALL).sections] == ["Left"]
    assert [section.heading for section in Letter().for_reader(TEAM).sections] == ["Seen", "Left"]
    assert [section.heading for section in Letter().for_reader(PAIR).sections] == ["Seen", "Private", "Left"]


def test_what_has_no_mark_is_for_the_team() -> None:
    page = Letter().for_reader(ALL)
    assert page.sections[0].blocks == (Paragraph("A plain word"),)
    assert [fact.heading for fact in page.facts.facts] == ["For all"]


@pytest.mark.parametrize(("person", "shown"), [("ana", True), ("kim", True), ("joe", False), (None, False)])
def test_a_note_is_for_those_who_were_there(person: str | None, shown: bool) -> None:
    page = Letter().for_reader(PAIR, person)
    assert ("wait longer" in to_markdown(page)) is shown
    assert ("Said" in headings(page)[0]) is shown


def test_nobody_reads_a_note_in_a_copy_for_the_team_be_it_their_own() -> None:
    assert "wait longer" not in to_markdown(Letter().for_reader(TEAM, "ana"))


def test_a_note_is_the_pairs_even_where_a_column_is_the_teams() -> None:
    assert Reader(TEAM, "ana").text(NoteCell("wait longer", THERE)) == ""
    assert Reader(PAIR, "ana").text(NoteCell("wait longer", THERE)) == "wait longer"


def test_a_successor_reads_levels_and_no_notes() -> None:
    assert headings(Letter().for_reader(PAIR, "joe")) == [["Who", "When", "Level"]]


def test_rows_are_sorted_by_the_names_the_host_gives() -> None:
    by_id, by_name = Letter().for_reader(TEAM), Letter().for_reader(TEAM, names={"kim": "Adler", "joe": "Zola"})
    assert [row[0] for row in rows(by_id)] == ["joe", "kim"]
    assert [row[0] for row in rows(by_name)] == ["Adler", "Zola"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (True, "yes"),
        (1234, "1234"),
        (2.55, "2.5"),
        (3.0, "3"),
        (ShareCell(0.456), "45.6%"),
        (AmountCell(2.55, "%"), "2.55%"),
        (AmountCell(90, "min"), "90 min"),
        (AmountCell(300, of=1000), "300 / 1000"),
        (date(2026, 9, 1), "2026-09-01"),
        (datetime(2026, 9, 1, 8, 5, tzinfo=UTC), "2026-09-01 08:05"),
        (time(8, 5), "08:05"),
        (MonthCell(2026, 9, 1), "2026-09"),
        (NameCell("kim"), "Kim Adler"),
        (NameCell("nobody"), "nobody"),
        (PhraseCell("command.HoldCheckIn"), "Hold a check-in"),
        (PhraseCell("Plain words"), "Plain words"),
        (Role.MANAGER, "Line manager"),
        ((Role.COACH, Role.MANAGER), "Coach, line manager"),
        (("a", None, "", "b"), "a, b"),
        (((NameCell("kim"), Mode.PHONE), ("b",)), "Kim Adler · by phone\nb"),
        (((PhraseCell("Said"), None), (PhraseCell("Done"), 1)), "Done · 1"),
        ((), ""),
    ],
)
def test_a_cell_reads_as(cell: object, text: str) -> None:
    assert Reader(TEAM, names=NAMES).text(cell) == text  # type: ignore[arg-type]


def test_a_copy_is_written_as_its_locale_writes() -> None:
    of = Reader(TEAM, language="es", formats=ByLocale())
    cells = (
        1234.5,
        ShareCell(0.456),
        date(2026, 9, 1),
        time(8, 5),
        MonthCell(2026, 9, 1),
        AmountCell(300.5, "h", of=1000),
    )
    assert [of.text(cell).replace("\u00a0", " ") for cell in cells] == (
        ["1.234,5", "45,6 %", "1 sept 2026", "8:05", "sept 2026", "300,5 / 1.000 h"]
    )


def test_a_line_of_notes_is_left_out_for_whoever_was_not_there() -> None:
    cell = ((PhraseCell("Said"), NoteCell("wait longer", THERE)), (PhraseCell("Minutes"), 20))
    assert Reader(PAIR, "ana").text(cell) == "Said · wait longer\nMinutes · 20"
    assert Reader(PAIR, "joe").text(cell) == "Minutes · 20"


def test_facts_that_say_nothing_are_left_out() -> None:
    told = (Fact("Empty", ""), Fact("None", None), Fact("No", False), Fact("Zero", 0))

    @attrs.frozen
    class OfFacts(Document):
        title: ClassVar[str] = "Facts"

        def sections(self) -> Iterator[Section]:
            yield Section("All", (Facts(told, ALL),))
            yield Section("Nothing", (Facts((Fact("None", None),), ALL),))

    [section] = OfFacts().for_reader(ALL).sections
    assert [fact.heading for fact in section.blocks[0].facts] == ["No", "Zero"]  # type: ignore[union-attr]


@pytest.mark.parametrize("reader", Audience)
def test_every_document_is_written_for_every_reader(reader: Audience) -> None:
    for document in (*every(), *of_nothing()):
        page = document.for_reader(reader, "ana", names=NAMES)
        for text in (to_markdown(page), to_html(page), *to_csv(page).values()):
            assert "None" not in text, document
            assert " object at " not in text, document
        assert to_markdown(page).startswith(f"# {document.title}\n")


def test_every_document_has_a_title_of_its_own() -> None:
    titles = {type(document): document.title for document in every()}
    assert len(set(titles.values())) == len(titles) == 24
