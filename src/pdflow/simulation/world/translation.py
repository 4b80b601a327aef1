"""What a year is told in: English, or another language that has a catalogue here, keyed by the English sentence."""

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
class Speaker:
    """Somebody who tells of a year in one language, its days and numbers in some formats."""

    language: str = "en"
    formats: Formats = PLAIN

    def __call__(self, text: str, /, **told: object) -> str:
        """A heading or sentence, its places filled.

        Where ``count`` decides between singular and plural, the text is that of the singular.
        """
        said = {name: self.written(value) for name, value in told.items()}
        return (TEXTS.text(self.language, text, told) or text).format(**said)

    def written(self, value: object) -> str:
        """A day or a number in the reader's formats; all else as it is."""
        match value:
            case date():
                return self.formats.day(value, self.language)
            case int() | float():
                return self.formats.number(value, self.language)
        return str(value)

    def share(self, share: float) -> str:
        """A part of a whole, in whole percents."""
        return self.formats.share(round(share, 2), self.language)

    def label(self, code: str | Enum) -> str:
        """What a code is called."""
        return TEXTS.label(code, self.language)

    def why(self, reasons: Iterable[Reason]) -> list[str]:
        """Each reason in words."""
        texts = attrs.evolve(TEXTS, formats=self.formats)
        return [told.why for told in texts.explain(reasons, self.language)]


ENGLISH: Final = Speaker()
