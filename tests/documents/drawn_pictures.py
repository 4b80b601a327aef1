"""Pictures of documents as they are drawn, and the shapes in them."""

from xml.etree.ElementTree import Element, fromstring

from tests.documents.example_people import NAMES

from pdflow import Audience
from pdflow.documents import Document
from pdflow.documents.page import Picture
from pdflow.language.locale_formats import ByLocale

SVG = "{http://www.w3.org/2000/svg}"


def drawn(document: Document) -> list[Picture]:
    """The pictures in the team's copy of a document."""
    page = document.for_reader(Audience.TEAM, names=NAMES, formats=ByLocale())
    return [block for block in page.blocks() if isinstance(block, Picture)]


def all_of(picture: Picture, tag: str) -> list[Element]:
    """The shapes of one kind."""
    return fromstring(picture.svg).findall(f".//{SVG}{tag}")


def texts(picture: Picture) -> list[str]:
    return [shape.text or "" for shape in all_of(picture, "text")]
