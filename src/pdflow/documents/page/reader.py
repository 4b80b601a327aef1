"""Who reads a document: what is meant for them, and what codes and people are called in their copy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from enum import Enum
from pathlib import Path
from typing import Final

import attrs

from pdflow.audience import Audience
from pdflow.documents.page.blocks import (
    Amount,
    Cell,
    Month,
    Named,
    Note,
    Share,
    Words,
)
from pdflow.language import Catalogue, Formats
from pdflow.language.formats import PLAIN
from pdflow.language.sentences import code_of
from pdflow.people import PersonId

WIDTH: Final = {Audience.ALL: 0, Audience.TEAM: 1, Audience.PAIR: 2}
TEXTS: Final = Catalogue(folders=(Path(__file__).parents[1] / "locale",))

Plain = str | bool | int | float | date | time | None
"""What a cell comes down to: text, numbers, shares, yes and no, days and times."""


@attrs.frozen
class Reader:
    """Who reads: of which audience, whose copy, by which names, in which language and how it is written."""

    audience: Audience
    person: PersonId | None = None
    names: Mapping[str, str] = attrs.field(factory=dict)
    language: str = "en"
    formats: Formats = PLAIN

    @property
    def copy_for(self) -> str:
        """Whose copy it is: the person's of the pair who reads, else that of an audience."""
        if self.person is not None and self.audience is Audience.PAIR:
            return self.name(self.person)
        return self.label(self.audience)

    def may_read(self, audience: Audience) -> bool:
        """Whether something meant for that audience is meant for this reader."""
        return WIDTH[audience] <= WIDTH[self.audience]

    def was_there(self, note: Note) -> bool:
        """Whether a note is meant for the very person who reads."""
        return self.may_read(Audience.PAIR) and self.person in note.there

    def name(self, id: str) -> str:
        """What a person, a session or a site is called; its id where the host gives no name."""
        return self.names.get(id, id)

    def say(self, text: str) -> str:
        """A heading or sentence in the reader's language, or as it stands."""
        return TEXTS.text(self.language, text) or text

    def label(self, code: Enum) -> str:
        """What a code is called; its own words where no catalogue has a text."""
        text = self._text(code)
        return text[:1].upper() + text[1:]

    def _text(self, code: Enum) -> str:
        return TEXTS.text(self.language, code_of(code)) or code.name.replace("_", " ").lower()

    def shown(self, cell: Cell) -> Plain:
        """A cell with people named, codes labelled and notes withheld from whoever was not there."""
        match cell:
            case Named():
                return self.name(cell)
            case Words():
                said = self.say(cell)
                return said[:1].upper() + said[1:]
            case Enum():
                return self.label(cell)
            case Amount():
                return self._amount(cell)
            case Note():
                return cell.text if self.was_there(cell) else None
            case tuple() if any(isinstance(each, tuple) for each in cell):
                lines = (each if isinstance(each, tuple) else (each,) for each in cell)
                return "\n".join(self._joined(line, " · ") for line in lines if self._says(line)) or None
            case tuple():
                return self._joined(cell, ", ")
        return cell

    def _says(self, line: tuple[Cell, ...]) -> bool:
        """Whether a line says anything, after the word it begins with if it goes on."""
        told = line[1:] if len(line) > 1 and isinstance(line[0], Words) else line
        return any(map(self.written, told))

    def _joined(self, cells: tuple[Cell, ...], joint: str) -> str:
        """Several cells in one line, a capital at the beginning only."""
        said = joint.join(text for each in cells if (text := self._within(each)))
        return said[:1].upper() + said[1:] if cells and isinstance(cells[0], Enum) else said

    def _within(self, cell: Cell) -> str:
        return self._text(cell) if isinstance(cell, Enum) else self.written(cell)

    def filled(self, text: str, told: Mapping[str, Cell]) -> str:
        """A sentence in the reader's language, its places filled."""
        return self.say(text).format(**{name: self.written(cell) for name, cell in told.items()})

    def written(self, cell: Cell) -> str:
        """A cell as text."""
        match shown := self.shown(cell):
            case None:
                return ""
            case bool():
                return self.say("value.true" if shown else "value.false")
            case Share():
                return self.formats.share(shown, self.language)
            case int() | float():
                return self.number(round(shown, 1))
            case datetime():
                return self.formats.moment(shown, self.language)
            case Month():
                return self.formats.month(shown, self.language)
            case date():
                return self.formats.day(shown, self.language)
            case time():
                return self.formats.time(shown, self.language)
        return str(shown)

    def number(self, number: float) -> str:
        """A number as it stands."""
        return self.formats.number(number, self.language)

    def _amount(self, amount: Amount) -> str:
        value = " / ".join(self.number(each) for each in (amount.value, amount.of) if each is not None)
        return f"{value}%" if amount.unit == "%" else f"{value} {self.say(amount.unit)}".rstrip()

    def listed(self, cells: Iterable[Cell]) -> str:
        """Cells as text, one after the other."""
        return ", ".join(map(self.written, cells))
