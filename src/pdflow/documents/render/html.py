"""Documents as one self-contained page of HTML, to be read on a screen and printed on A4 or Letter."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Final

from pdflow.documents.page.blocks import (
    Cell,
    Facts,
    Items,
    Paragraph,
    Picture,
    Table,
)
from pdflow.documents.page.document import Page
from pdflow.errors import MissingExtra

try:
    import jinja2
except ImportError as error:
    raise MissingExtra("jinja2", "documents") from error

HERE: Final = Path(__file__).parent
KINDS: Final = {Paragraph: "paragraph", Facts: "facts", Items: "items", Table: "table", Picture: "picture"}


def to_html(page: Page) -> str:
    """A copy as a page that needs nothing else: no script, no font, no picture from elsewhere."""
    reader = page.reader

    def text(cell: Cell) -> str:
        """A cell as text; days are not broken, and what tells a time only behind a comma."""
        written = reader.written(cell)
        if not isinstance(cell, date):
            return written
        unbroken = written.replace(" ", "\N{NO-BREAK SPACE}")
        return unbroken.replace(",\N{NO-BREAK SPACE}", ", ") if isinstance(cell, datetime) else unbroken

    return _template().render(page=page, text=text, written=reader.written, say=reader.say, label=reader.label)


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
