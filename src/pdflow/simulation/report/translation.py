"""Translation of reports: English, or another language with a catalogue here, by the English sentence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Final

import attrs

from pdflow.kernel.refusal import Reason
from pdflow.language import PLAIN, Catalogue, Formats

TEXTS: Final = Catalogue(folders=(Path(__file__).parents[1] / "locale",))


@attrs.frozen
class Translator:
    """Translates headings, sentences and codes into one language, with days and numbers in its formats."""

    language: str = "en"
    formats: Formats = PLAIN

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

    def label(self, code: str | Enum) -> str:
        """Return the label of a code."""
        return TEXTS.label(code, self.language)

    def explain(self, reasons: Iterable[Reason]) -> list[str]:
        """Return a sentence for each reason."""
        texts = attrs.evolve(TEXTS, formats=self.formats)
        return [explanation.why for explanation in texts.explain(reasons, self.language)]


ENGLISH: Final = Translator()
