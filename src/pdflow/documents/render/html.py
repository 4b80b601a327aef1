"""Pages as self-contained HTML, to be read on a screen and printed on A4 or Letter."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Final

from pdflow.documents.page import Cell, Facts, Items, Page, Paragraph, Picture, Table
from pdflow.errors import MissingExtra

try:
    import jinja2
except ImportError as error:
    raise MissingExtra("jinja2", "documents") from error

HERE: Final = Path(__file__).parent
KINDS: Final = {Paragraph: "paragraph", Facts: "facts", Items: "items", Table: "table", Picture: "picture"}


def to_html(page: Page) -> str:
    """A page that needs nothing else: no script, no font, no picture from elsewhere."""
    reader = page.reader

    def unbroken(cell: Cell) -> str:
        """A cell as text; a day is kept in one line, a time may go to the next."""
        text = reader.text(cell)
        if not isinstance(cell, date):
            return text
        one_line = text.replace(" ", "\N{NO-BREAK SPACE}")
        return one_line.replace(",\N{NO-BREAK SPACE}", ", ") if isinstance(cell, datetime) else one_line

    return _template().render(page=page, unbroken=unbroken, text=reader.text, translate=reader.translate)


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
    environment.globals["style"] = (HERE / "page.css").read_text()
    return environment.get_template("page.html")
