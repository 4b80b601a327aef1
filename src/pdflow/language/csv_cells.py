"""CSV cells: text written so that no spreadsheet splits it or takes it for a formula, and read back as it was."""

from __future__ import annotations

import re
from typing import Final

FILLERS: Final = "\u115f\u1160\u3164\uffa0"
"""Letters that show nothing."""
BLANK: Final = (
    f"\\s\x00-\x1f\x7f\u00ad\u034f\u061c{FILLERS}\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u2800\ufe00-\ufe0f\ufeff\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Characters that show nothing, and that a spreadsheet may pass over before a formula."""
SIGN: Final = "[=+\\-@\uff1d\uff0b\uff0d\uff20]"
"""The first characters of a formula, also as the full-width signs of East Asian keyboards."""
FORMULA: Final = re.compile(f"'*[{BLANK}]*(?={SIGN})")
"""A text that a spreadsheet would take for a formula, or that was one before it got an apostrophe."""
WITHIN: Final = re.compile(f"([;\n\r\t][{BLANK};\"]*)('*)(?={SIGN})")
"""Where a part of a text would be a formula if a spreadsheet took it for a cell of its own."""
NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")
QUOTED: Final = re.compile(r"[,;\"|\t\r\n]|^\s|\s$")
"""What a text holds where it is quoted: a separator of any locale, a quote, a line break, a blank at its ends."""

PLAIN_TEXT: Final = re.compile(rf"(?:(?![{FILLERS}])[\w.](?:[\w. -]*[\w.])?)?")
"""A text with nothing in it of any of these, as most are: looked at first, for speed."""


def csv_cell(text: str) -> str:
    """A text as a cell: what a spreadsheet would take for a formula gets an apostrophe, what it would split, quotes."""
    if PLAIN_TEXT.fullmatch(text):
        return text
    harmless = without_formula(text)
    doubled = harmless.replace('"', '""')
    return f'"{doubled}"' if QUOTED.search(harmless) else harmless


def without_formula(text: str) -> str:
    """A text that no spreadsheet takes for a formula; a number stays one."""
    if NUMBER.fullmatch(text):
        return text
    return ("'" if FORMULA.match(text) else "") + WITHIN.sub(r"\1'\2", text)


def with_formula(text: str) -> str:
    """The text of which ``without_formula`` made this one."""
    bare = WITHIN.sub(lambda found: found[1] + found[2][1:], text)
    return bare[1:] if bare.startswith("'") and FORMULA.match(bare, 1) else bare
