"""Documents in Spanish: every phrase has a translation, every translation is used, and the catalogue is compiled."""

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import attrs
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from tests.documents.all_documents import OWNERS, all_documents, empty_documents
from tests.documents.example_cadre import cadre_streams
from tests.documents.example_engagement import engagement_year
from tests.documents.example_participations import streams

import pdflow.credit
import pdflow.documents
from pdflow import Audience
from pdflow.documents import Page
from pdflow.documents.page import (
    Facts,
    Paragraph,
    Picture,
    Table,
)

HERE = Path(pdflow.documents.__file__).parent
FOLDER = HERE / "locale" / "es" / "LC_MESSAGES"
SOURCE = read_po(BytesIO((FOLDER / "pdflow.po").read_bytes()), abort_invalid=True)
TEXTS = {str(message.id): str(message.string) for message in SOURCE if message.id}
CODES = ("plan_status.", "answer_status.", "day_kind.", "no_credit.", "record_field.")


def pages(language: str) -> list[Page]:
    documents = (*all_documents(), *empty_documents())
    return [document.for_reader(reader, "ana", language=language) for document in documents for reader in Audience]


def texts(page: Page) -> Iterator[str]:
    """Every text of a page, line by line."""
    yield from (page.title, *(str(section.heading) for section in page.sections))
    facts = [*page.facts.facts]
    for block in page.blocks():
        match block:
            case Paragraph():
                yield block.text
            case Facts():
                facts += block.facts
            case Picture():
                yield block.name
            case Table():
                yield from (block.name, block.empty if not block.rows else "")
                yield from (column.heading for column in block.columns)
                facts += block.group
                yield from (
                    line for row in block.rows for cell in row if isinstance(cell, str) for line in cell.split("\n")
                )
    for fact in facts:
        yield from (fact.heading, *([fact.cell] if isinstance(fact.cell, str) else []))


def given(value: object) -> Iterator[str]:
    """Every text a host gave."""
    if isinstance(value, str):
        yield from str(value).split("\n")
    elif isinstance(value, tuple):
        for each in value:
            yield from given(each)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from given(getattr(value, field.name))


def test_nothing_of_ours_reads_the_same_in_both_languages() -> None:
    english, spanish = ({text for page in pages(language) for text in texts(page)} for language in ("en", "es"))
    hosts = {
        text for events in (engagement_year(), *streams().values(), *cadre_streams().values()) for text in given(events)
    }
    hosts |= {*OWNERS, "Northern County", "1 Example Road", "Upper", "Lower", "FULL 2", "participation-ana"}
    same = {text for text in english & spanish if any(map(str.isalpha, text)) and TEXTS.get(text) != text}
    ours = {text for text in same - hosts if not hosts & {*re.split(r" · | \(", text), *text.split(", ")}}
    assert ours == {
        "13 h · 2026-09-15 · 2027-03-02",
        "9000 / 24000 USD · 180 / 320 h",
        "0 USD",
        "1000 USD",
        "3750.5 USD",
        "9000 USD",
        "Coaching",
        "Texas cycle",
    }


def test_every_spanish_text_is_used_by_a_document() -> None:
    literals = {
        node.value
        for room in (HERE, Path(pdflow.credit.__file__).parent)
        for page in room.rglob("*.py")
        for node in ast.walk(ast.parse(page.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    page = (HERE / "render" / "page.html").read_text()
    assert {
        text for text in TEXTS if text not in literals and f'"{text}"' not in page and not text.startswith(CODES)
    } == set()


def test_the_catalogue_is_compiled() -> None:
    compiled = read_mo(BytesIO((FOLDER / "pdflow.mo").read_bytes()))
    assert {str(message.id): str(message.string) for message in compiled if message.id} == TEXTS


def test_places_are_the_same_in_both_languages() -> None:
    for english, spanish in TEXTS.items():
        places = [sorted(part.split("}")[0] for part in text.split("{")[1:]) for text in (english, spanish)]
        assert places[0] == places[1]
