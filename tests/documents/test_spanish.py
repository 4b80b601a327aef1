"""Documents in Spanish: everything said has a text, every text is said, and the catalogue is compiled."""

import ast
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from tests.documents.every import every, of_nothing
from tests.documents.people import NAMES

import pdflow.documents
from pdflow import Audience
from pdflow.documents import to_csv, to_markdown
from pdflow.documents.html import to_html
from pdflow.documents.reader import Reader
from pdflow.language.wording import code_of

HERE = Path(pdflow.documents.__file__).parent
FOLDER = HERE / "locale" / "es" / "LC_MESSAGES"
TEXTS = {
    str(message.id): str(message.string) for message in read_po((FOLDER / "pdflow.po").open("rb"), abort_invalid=True)
}


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """What every document says to every reader."""
    heard: set[str] = set()
    say, text = Reader.say, Reader._text
    monkeypatch.setattr(Reader, "say", lambda self, told: heard.add(told) or say(self, told))
    monkeypatch.setattr(Reader, "_text", lambda self, code: heard.add(code_of(code)) or text(self, code))
    for document in (*every(), *of_nothing()):
        for reader in Audience:
            page = document.for_reader(reader, "ana", names=NAMES, language="es")
            to_html(page), to_markdown(page), to_csv(page)
    return heard


def test_everything_a_document_says_has_a_spanish_text(said: set[str]) -> None:
    shipped = {text for text in said if "." in text and " " not in text and text not in TEXTS}
    spanish = Reader(Audience.TEAM, language="es")
    assert {text for text in shipped if not text.endswith(".") and spanish.say(text) == text} == set()
    assert {text for text in said - shipped - TEXTS.keys() if text and not text.isdigit()} == set()


def test_every_spanish_text_stands_for_something_the_documents_say(said: set[str]) -> None:
    literals = {
        node.value
        for page in HERE.glob("*.py")
        for node in ast.walk(ast.parse(page.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    page = (HERE / "page.html").read_text()
    unused = {text for text in TEXTS if text not in literals | said and f'"{text}"' not in page}
    assert {
        text for text in unused if text and not text.startswith(("plan_status.", "standing.", "day_kind."))
    } == set()


def test_the_catalogue_is_compiled() -> None:
    compiled = read_mo(BytesIO((FOLDER / "pdflow.mo").read_bytes()))
    assert {str(message.id): str(message.string) for message in compiled if message.id} == {
        k: v for k, v in TEXTS.items() if k
    }


def test_places_are_the_same_in_both_languages() -> None:
    for english, spanish in TEXTS.items():
        assert sorted(part.split("}")[0] for part in english.split("{")[1:]) == sorted(
            part.split("}")[0] for part in spanish.split("{")[1:]
        )
