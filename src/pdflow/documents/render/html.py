"""Pages as self-contained HTML, to be read on a screen and printed on A4 or Letter."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Final

from pdflow.documents.page import Blanks, Cell, Facts, Items, Page, Paragraph, Picture, Table, require_page
from pdflow.errors import MissingExtra

try:
    import jinja2
except ImportError as error:
    raise MissingExtra("jinja2", "documents") from error

HERE: Final = Path(__file__).parent
LONGEST_WORD: Final = 24
"""Letters of a word from which on it may be broken anywhere, so that it pushes no column off the page."""
KINDS: Final = {
    Paragraph: "paragraph",
    Facts: "facts",
    Blanks: "blanks",
    Items: "items",
    Table: "table",
    Picture: "picture",
}


def to_html(page: Page) -> str:
    """A page that needs nothing else: no script, no font, no picture from elsewhere."""
    reader = require_page(page).reader

    def unbroken(cell: Cell) -> str:
        """A cell as text; a day is kept in one line, a time may go to the next."""
        text = reader.text(cell)
        if not isinstance(cell, date):
            return text
        one_line = text.replace(" ", "\N{NO-BREAK SPACE}")
        return one_line.replace(",\N{NO-BREAK SPACE}", ", ") if isinstance(cell, datetime) else one_line

    return _template().render(page=page, unbroken=unbroken, text=reader.text, margins=_margins(page))


def _margins(page: Page) -> str:
    """The style of the printed margins: the programme and the title from the second page on, and page numbers.

    Chromium prints margin boxes, but knows no running strings: the texts are part of the style.
    """
    before, between, after = re.split(r"\{page\}|\{pages\}", page.reader.translate("Page {page} of {pages}"))
    number = f"{_quoted(before)} counter(page) {_quoted(between)} counter(pages) {_quoted(after)}"
    boxes = {"top-left": _quoted(page.programme), "top-right": _quoted(page.title), "bottom-right": number}
    rules = "".join(f"@{box} {{ content: {content} }} " for box, content in boxes.items())
    first = "@page :first { @top-left { content: none } @top-right { content: none } }"
    return f"@page {{ {rules}@bottom-left {{ content: {_quoted(page.copy_for)} }} }} {first}"


def _quoted(text: str) -> str:
    """A text as a string of CSS, every character but letters, digits and blanks escaped."""
    return '"' + "".join(each if each.isalnum() or each == " " else f"\\{ord(each):x} " for each in text) + '"'


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["kind"] = lambda block: KINDS[type(block)]
    environment.filters["has_long_word"] = lambda text: any(len(word) > LONGEST_WORD for word in text.split())
    environment.globals["style"] = (HERE / "page.css").read_text()
    return environment.get_template("page.html")
