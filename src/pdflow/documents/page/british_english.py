"""British spelling of our English texts, for readers whose locale writes so."""

from __future__ import annotations

import re
from typing import Final

BRITISH_REGIONS: Final = frozenset({"GB", "IE", "IN", "NZ", "ZA"})
SPELLINGS: Final = {
    "behavior": "behaviour",
    "canceled": "cancelled",
    "canceling": "cancelling",
    "judgment": "judgement",
    "organization": "organisation",
    "practiced": "practised",
    "practicing": "practising",
    "program": "programme",
    "programs": "programmes",
}
WORDS: Final = re.compile(rf"\b({'|'.join(SPELLINGS)})\b", re.IGNORECASE)


def spelled(text: str, language: str) -> str:
    """An English text as the locale of a tag such as ``en-GB`` spells it; other texts as they are."""
    tag = language.replace("_", "-").split("-")
    if tag[0].lower() != "en" or not BRITISH_REGIONS & {part.upper() for part in tag[1:]}:
        return text
    return WORDS.sub(_british, text)


def _british(word: re.Match[str]) -> str:
    british = SPELLINGS[word[0].lower()]
    return british.capitalize() if word[0][0].isupper() else british
