"""Documents as Markdown: tables in the common dialect, pictures by what they show in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
from pdflow.documents.page.reader import Reader

SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|~&])")
NUMBERED: Final = re.compile(r"^(\s*)(\d+)([.)])(?=\s|$)|^(\s*)([-+=])(?=\s|$|[-+=])", re.MULTILINE)


def to_markdown(page: Page) -> str:
    """A copy as Markdown."""
    return "\n\n".join(text for text in _parts(page) if text) + "\n"


def _parts(page: Page) -> Iterator[str]:
    reader = page.reader
    yield f"# {escaped(page.title)}"
    yield _facts(page.facts, reader)
    for section in page.sections:
        if section.heading:
            yield f"## {escaped(section.heading)}"
        for block in section.blocks:
            match block:
                case Paragraph():
                    yield escaped(block.text)
                case Facts():
                    yield _facts(block, reader)
                case Items():
                    yield "\n".join(f"- {cell(each, reader)}" for each in block.items)
                case Table():
                    yield _table(block, reader, section.has_captions)
                case Picture():
                    yield f"*{escaped(block.name)}: {escaped(block.description)}*"


def _facts(facts: Facts, reader: Reader) -> str:
    return "\n".join(f"- {escaped(fact.heading)}: {cell(fact.cell, reader)}" for fact in facts.facts)


def _table(table: Table, reader: Reader, has_caption: bool) -> str:
    caption = f"**{escaped(table.name)}**\n\n" if has_caption else ""
    if not table.rows:
        return caption + escaped(table.empty)
    headings = [escaped(column.heading) for column in table.columns]
    rule = ["--:" if table.numeric(place) else "---" for place in range(len(headings))]
    rows = [[cell(each, reader) for each in row] for row in table.rows]
    return caption + "\n".join(f"| {' | '.join(row)} |" for row in (headings, rule, *rows))


def cell(told: Cell, reader: Reader) -> str:
    """A cell in one line; yes and no as a box, ticked or not."""
    if isinstance(told, bool):
        return "[x]" if told else "[ ]"
    return escaped(reader.written(told)).replace("\n", "<br>")


def escaped(text: str) -> str:
    """Text that reads as it stands, whatever signs are in it."""
    plain = SPECIAL.sub(r"\\\1", text.replace("\r\n", "\n").strip())
    return NUMBERED.sub(lambda m: f"{m[1]}{m[2]}\\{m[3]}" if m[2] else f"{m[4]}\\{m[5]}", plain)
