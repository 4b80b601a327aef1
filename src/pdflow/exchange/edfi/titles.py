"""Titles: texts that a data store takes, shortened where they are too long, and never those of two things the same."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final

DANGEROUS: Final = re.compile(r"<(?=[A-Za-z!/?])|&(?=#)")
"""What the data store of Ed-Fi refuses as possible HTML: "<" before a letter, "!", "/" or "?", and "&#"."""
NO_TEXT: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters, and halves of characters, which cannot be sent."""


def length(text: str) -> int:
    """The characters of a text as its database counts them: two for each beyond the Basic Multilingual Plane."""
    return len(text) + sum(character > "\uffff" for character in text)


def acceptable(text: str, most: int) -> str:
    """A text as a data store takes it: blanks made single, "<b" made "< b", and cut where it is too long."""
    spaced = DANGEROUS.sub(r"\g<0> ", " ".join(NO_TEXT.sub(" ", text).split()))
    if length(spaced) <= most:
        return spaced
    units = spaced.encode("utf-16-le")[: 2 * (most - 1)]
    return f"{units.decode('utf-16-le', 'ignore').rstrip()}…"


def unique_title(text: str, *identity: str, most: int) -> str:
    """A title that nothing else has: the text, and a mark made from what the thing is identified by.

    It stays the same whatever else there is, and changes only with the text.
    """
    mark = f"#{sha256(chr(0).join(identity).encode(errors='surrogatepass')).hexdigest()[:10]}"
    return f"{acceptable(text, most - len(mark) - 1)} {mark}".strip()
