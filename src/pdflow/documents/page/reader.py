"""The reader of a document: what they may read, and how cells are translated, named and formatted for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Final

import attrs

from pdflow.audience import Audience
from pdflow.documents.page.british_english import spelled
from pdflow.documents.page.cells import (
    AmountCell,
    Cell,
    DayCell,
    MonthCell,
    NameCell,
    NoteCell,
    PairCell,
    PhraseCell,
    RangeCell,
    ReasonCell,
    RecordCell,
    ShareCell,
)
from pdflow.language import PLAIN, Catalogue, Formats, Names, in_zone, label_code, name_of
from pdflow.people import PersonId

ACCESS: Final = {Audience.ALL: 0, Audience.TEAM: 1, Audience.PAIR: 2}
"""An audience may read what is for its own level of access, and for lower ones."""
TEXTS: Final = Catalogue(folders=(Path(__file__).parents[1] / "locale",))

PlainCell = str | bool | int | float | Decimal | date | time | None
"""A cell with its names, phrases and notes resolved to text."""


@attrs.frozen
class Reader:
    """Who reads a copy: their audience, and the names, language and formats that it is written in."""

    audience: Audience
    person: PersonId | None = None
    names: Names | None = None
    language: str = "en"
    formats: Formats = PLAIN

    def may_read(self, audience: Audience) -> bool:
        """Whether this reader may read what is for an audience."""
        return ACCESS[audience] <= ACCESS[self.audience]

    def may_read_cell(self, cell: PairCell | NoteCell) -> bool:
        """Whether what is for the pair of a record is for this very person."""
        return self.may_read(Audience.PAIR) and self.person in cell.readers

    def name(self, id: str) -> str:
        """The host's name for a person, a session or a site; the id where it gives none."""
        return name_of(self.names, id)

    def translate(self, text: str) -> str:
        """A heading or sentence in the reader's language; unchanged where there is no translation."""
        return spelled(TEXTS.text(self.language, text) or text, self.language)

    def label(self, code: Enum) -> str:
        """The label of a code with a capital; made from the code where no catalogue has one."""
        text = self._code_text(code)
        return text[:1].upper() + text[1:]

    def _code_text(self, code: Enum) -> str:
        text = TEXTS.text(self.language, label_code(code)) or code.name.replace("_", " ").lower()
        return spelled(text, self.language)

    def resolve(self, cell: Cell) -> PlainCell:
        """A cell with its names, labels and phrases filled in, and without notes for other readers."""
        match cell:
            case NameCell():
                return self.name(cell)
            case PhraseCell():
                phrase = self.translate(cell)
                return phrase[:1].upper() + phrase[1:]
            case Enum():
                return self.label(cell)
            case AmountCell():
                return self._amount(cell)
            case RecordCell():
                named = self.name(cell.id)
                return self.resolve(cell.words) if named == cell.id else named
            case ReasonCell():
                return self._why(cell)
            case RangeCell():
                return f"{self.text(cell.low)}\N{EN DASH}{self.text(cell.high)}"
            case DayCell():
                return in_zone(cell.moment, self.formats.zone).date()
            case datetime():
                return in_zone(cell, self.formats.zone)
            case NoteCell():
                return cell.text if self.may_read_cell(cell) else None
            case PairCell():
                return self.resolve(cell.cell) if self.may_read_cell(cell) else None
            case tuple() if any(isinstance(each, tuple) for each in cell):
                lines = (each if isinstance(each, tuple) else (each,) for each in cell)
                return "\n".join(self._joined(line, " · ") for line in lines if self._has_content(line)) or None
            case tuple():
                return self._joined(cell, ", ")
        return cell

    def _has_content(self, line: tuple[Cell, ...]) -> bool:
        """Whether a line has any text, after the phrase that it begins with if more cells follow."""
        cells = line[1:] if len(line) > 1 and isinstance(line[0], PhraseCell) else line
        return any(map(self.text, cells))

    def _joined(self, cells: tuple[Cell, ...], separator: str) -> str:
        """Cells in one line, a capital at its beginning only."""
        line = separator.join(text for each in cells if (text := self._within_line(each)))
        return line[:1].upper() + line[1:] if cells and isinstance(cells[0], Enum) else line

    def _within_line(self, cell: Cell) -> str:
        return self._code_text(cell) if isinstance(cell, Enum) else self.text(cell)

    def fill_in(self, text: str, values: Mapping[str, Cell]) -> str:
        """A sentence in the reader's language, its {places} filled with values."""
        return self.translate(text).format(**{name: self.text(cell) for name, cell in values.items()})

    def text(self, cell: Cell) -> str:
        """A cell as text."""
        match plain := self.resolve(cell):
            case None:
                return ""
            case bool():
                return self.translate("value.true" if plain else "value.false")
            case ShareCell():
                return self.formats.share(plain, self.language)
            case Decimal():
                return self.formats.number(float(plain), self.language)
            case int() | float():
                return self.formats.number(round(plain, 1), self.language)
            case datetime():
                return self.formats.moment(plain, self.language)
            case MonthCell():
                return self.formats.month(plain, self.language)
            case date():
                return self.formats.day(plain, self.language)
            case time():
                return self.formats.time(plain, self.language)
        return str(plain)

    def _why(self, cell: ReasonCell) -> str:
        [explained] = TEXTS.explain(cell.reason, self.language, names=self.names)
        return explained.why

    def _amount(self, amount: AmountCell) -> str:
        value = " / ".join(self.text(each) for each in (amount.value, amount.of) if each is not None)
        return f"{value}%" if amount.unit == "%" else f"{value} {self.translate(amount.unit)}".rstrip()
