"""Translation of reports: English, or another language with a catalogue here, by the English sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Final

import attrs

from pdflow.kernel.records import Aggregate
from pdflow.kernel.refusal import Reason
from pdflow.language import PLAIN, Catalogue, Formats

TEXTS: Final = Catalogue(folders=(Path(__file__).parents[1] / "locale",))

NARROW_SPACE: Final = "\u202f"
"""At which no line breaks."""


def nameless(id: str) -> None:
    """Give no name for any id."""


@attrs.frozen
class Translator:
    """Translates headings, sentences and codes into one language, with days and numbers in its formats.

    ``names`` gives the names of people, sites and groups by their ids, which stand where it gives none.
    """

    language: str = "en"
    formats: Formats = PLAIN
    names: Callable[[str], str | None] = nameless
    _texts: Catalogue = attrs.field(init=False, eq=False, repr=False)
    """The texts with these formats; they are checked whenever they are made, so they are made once."""

    @_texts.default
    def _with_formats(self) -> Catalogue:
        return attrs.evolve(TEXTS, formats=self.formats)

    def __call__(self, text: str, /, **values: object) -> str:
        """Translate a heading or sentence and fill its placeholders.

        A ``text`` with plural forms is given in the singular; the value of ``count`` chooses the form.
        """
        formatted = {name: self.formatted(value) for name, value in values.items()}
        return (TEXTS.text(self.language, text, values) or text).format(**formatted)

    def formatted(self, value: object) -> str:
        """Format a day or a number; return other values as text."""
        match value:
            case date():
                return self.formats.day(value, self.language)
            case int() | float():
                return self.formats.number(value, self.language)
        return str(value)

    def share(self, share: float) -> str:
        """Format a part of a whole in whole per cent."""
        return self.formats.share(round(share, 2), self.language)

    def grouped(self, number: int) -> str:
        """Format a whole number with a mark at its thousands that nobody takes for that of decimals."""
        return f"{number:,}" if self.language.startswith("en") else f"{number:,}".replace(",", NARROW_SPACE)

    def label(self, code: str | Enum) -> str:
        """Return the label of a code."""
        return TEXTS.label(code, self.language)

    def name(self, id: str) -> str:
        """Return the name of somebody or something by its id, else the id."""
        return self.names(id) or id

    def month(self, day: date) -> str:
        """Format the month of a day, and its year."""
        return self.formats.month(day, self.language)

    def explain(self, reasons: Iterable[Reason], state: Aggregate | None = None) -> list[str]:
        """Return a sentence for each reason, with the words that a state has for its records."""
        explained = self._texts.explain(reasons, self.language, names=self.names, state=state)
        return [explanation.why for explanation in explained]


ENGLISH: Final = Translator()
