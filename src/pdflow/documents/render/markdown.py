"""Pages as Markdown: tables in the common dialect, pictures by their description."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pdflow.documents.page import Blanks, Cell, Facts, Items, Page, Paragraph, Picture, Reader, Table, require_page

SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|~&])")
"""Characters that are markup anywhere."""
MARKER: Final = re.compile(r"^(\s*)(\d+)([.)])(?=\s|$)|^(\s*)([-+=])(?=\s|$|[-+=])", re.MULTILINE)
"""What begins an item of a list, or a heading, at the start of a line."""

LINE: Final = r"\_" * 40
"""A line to write on."""


def to_markdown(page: Page) -> str:
    """A page as Markdown."""
    return "\n\n".join(text for text in _parts(require_page(page)) if text) + "\n"


def _parts(page: Page) -> Iterator[str]:
    reader = page.reader
    yield f"# {_escaped(page.title)}"
    about = " · ".join(filter(None, (page.programme, page.copy_for)))
    yield f"*{_escaped(about)}*" if about else ""
    yield _facts(page.facts, reader)
    for section in page.sections:
        if section.heading:
            yield f"## {_escaped(reader.text(section.heading))}"
        for block in section.blocks:
            match block:
                case Paragraph():
                    yield _escaped(block.text)
                case Facts():
                    yield _facts(block, reader)
                case Blanks():
                    yield "\n".join(f"- {_escaped(each.heading)}: {LINE * each.lines}" for each in block.blanks)
                case Items():
                    yield "\n".join(f"- {_cell(each, reader)}" for each in block.items)
                case Table():
                    yield _table(block, reader, section.has_captions)
                case Picture():
                    yield f"*{_escaped(block.name)}: {_escaped(block.description)}*"


def _facts(facts: Facts, reader: Reader) -> str:
    return "\n".join(f"- {_escaped(fact.heading)}: {_cell(fact.cell, reader)}" for fact in facts.facts)


def _table(table: Table, reader: Reader, has_caption: bool) -> str:
    caption = f"**{_escaped(table.name)}**\n\n" if has_caption else ""
    if not table.rows:
        return caption + _escaped(table.empty)
    headings = [_escaped(column.heading) for column in table.columns]
    rule = ["--:" if table.is_numeric(index) else "---" for index in range(len(headings))]
    rows = [[_cell(each, reader) for each in row] for row in table.rows]
    return caption + "\n".join(f"| {' | '.join(row)} |" for row in (headings, rule, *rows))


def _cell(cell: Cell, reader: Reader) -> str:
    """A cell in one line; yes and no as a box, ticked or not."""
    if isinstance(cell, bool):
        return "[x]" if cell else "[ ]"
    return _escaped(reader.text(cell)).replace("\n", "<br>")


def _escaped(text: str) -> str:
    """Text without any character that Markdown takes for markup."""
    plain = SPECIAL.sub(r"\\\1", text.replace("\r\n", "\n").strip())
    return MARKER.sub(lambda m: f"{m[1]}{m[2]}\\{m[3]}" if m[2] else f"{m[4]}\\{m[5]}", plain)
