"""Copies for readers: who gets which sections, columns, facts and notes."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

import attrs
import pytest
from tests.documents.all_documents import all_documents, empty_documents
from tests.documents.example_people import NAMES

from pdflow import Audience
from pdflow.documents import (
    AggregateCopy,
    Certificate,
    Document,
    EverythingOnRecord,
    Page,
    PersonRecord,
    TeachBackCritique,
    Transcript,
    WeekSheet,
    to_csv,
    to_markdown,
)
from pdflow.documents.page import (
    BlankForm,
    Column,
    Fact,
    Facts,
    Items,
    NameCell,
    NoteCell,
    PairCell,
    Paragraph,
    Reader,
    Section,
    Table,
)
from pdflow.documents.render.html import to_html

ALL, TEAM, PAIR = Audience
THERE = frozenset({"ana", "kim"})


@attrs.frozen
class Letter(Document):
    """A document with something for everybody."""

    title: ClassVar[str] = "Letter"

    @property
    def pair(self) -> frozenset[str]:
        return THERE | {"joe"}

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
    assert [section.heading for section in Letter().for_reader(PAIR, "ana").sections] == ["Seen", "Private", "Left"]


@pytest.mark.parametrize("person", ["stranger", None])
def test_who_is_not_of_the_pair_gets_the_teams_copy(person: str | None) -> None:
    page, team = Letter().for_reader(PAIR, person), Letter().for_reader(TEAM, person)
    assert (page.sections, page.facts) == (team.sections, team.facts)


def test_what_has_no_mark_is_for_the_team() -> None:
    page = Letter().for_reader(ALL)
    assert page.sections[0].blocks == (Paragraph("A plain word"),)
    assert [fact.heading for fact in page.facts.facts] == ["For all"]


@pytest.mark.parametrize(("person", "shown"), [("ana", True), ("kim", True), ("joe", False), (None, False)])
def test_a_note_is_for_its_readers(person: str | None, shown: bool) -> None:
    page = Letter().for_reader(PAIR, person)
    assert ("wait longer" in to_markdown(page)) is shown
    assert ("Said" in headings(page)[0]) is shown


def test_what_is_the_pairs_by_record_is_left_out_for_another_pair() -> None:
    both = PairCell(3, THERE)
    assert [Reader(PAIR, who).text(both) for who in ("ana", "joe")] == ["3", ""]
    assert Reader(TEAM, "ana").text(both) == ""


def test_nobody_reads_a_note_in_a_copy_for_the_team_not_even_their_own() -> None:
    assert "wait longer" not in to_markdown(Letter().for_reader(TEAM, "ana"))


def test_a_successor_reads_levels_and_no_notes() -> None:
    assert headings(Letter().for_reader(PAIR, "joe")) == [["Who", "When", "Level"]]


def test_rows_are_sorted_by_the_names_the_host_gives() -> None:
    by_id, by_name = Letter().for_reader(TEAM), Letter().for_reader(TEAM, names={"kim": "Adler", "joe": "Zola"})
    assert [row[0] for row in rows(by_id)] == ["joe", "kim"]
    assert [row[0] for row in rows(by_name)] == ["Adler", "Zola"]


def test_facts_without_a_value_are_left_out() -> None:
    facts = (Fact("Empty", ""), Fact("None", None), Fact("No", False), Fact("Zero", 0))

    @attrs.frozen
    class OfFacts(Document):
        title: ClassVar[str] = "Facts"

        def sections(self) -> Iterator[Section]:
            yield Section("All", (Facts(facts, ALL),))
            yield Section("Nothing", (Facts((Fact("None", None),), ALL),))

    [section] = OfFacts().for_reader(ALL).sections
    assert [fact.heading for fact in section.blocks[0].facts] == ["No", "Zero"]  # type: ignore[union-attr]


@pytest.mark.parametrize("reader", Audience)
def test_every_document_is_written_for_every_reader(reader: Audience) -> None:
    for document in (*all_documents(), *empty_documents()):
        page = document.for_reader(reader, "ana", names=NAMES)
        for text in (to_markdown(page), to_html(page), *to_csv(page).values()):
            assert "None" not in text, document
            assert " object at " not in text, document
        assert to_markdown(page).startswith(f"# {document.title}\n")


OF_ONE_PERSON = (EverythingOnRecord, PersonRecord, WeekSheet, TeachBackCritique, Certificate, Transcript)


def test_every_page_says_whose_copy_it_is() -> None:
    for document in all_documents():
        if isinstance(document, AggregateCopy):
            assert document.for_reader(TEAM, "ana", names=NAMES).copy_for == "For the governing board"
            continue
        assert document.for_reader(TEAM, "ana", names=NAMES).copy_for == "Copy for Ana Ruiz"
        nobody = document.for_reader(TEAM).copy_for
        of_one = isinstance(document, OF_ONE_PERSON)
        of_all = "" if isinstance(document, BlankForm) else "For those who run the program"
        assert nobody == ("Copy for the support team and the line manager" if of_one else of_all)


def test_every_page_names_the_programme() -> None:
    named = {"e1": "Talk in every lesson"}
    for document in all_documents():
        page = document.for_reader(ALL, names=named)
        assert page.programme in {"Talk in every lesson", ""}
        assert document.for_reader(ALL, programme="Ours").programme == "Ours"
        if hasattr(document, "engagement"):
            assert page.programme == "Talk in every lesson"


def test_every_document_but_the_blank_forms_has_a_title_of_its_own() -> None:
    titles = {type(document): document.title for document in all_documents()}
    assert len(set(titles.values())) == len(titles) - 3 == 32
