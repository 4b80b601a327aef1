"""Names of people as reports write them, made comparable: exact but for case, blanks and suffixes."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import combining, normalize

_SUFFIX: Final = re.compile(
    r"\s*\((?:guest|external|unverified|invitado|invitada|externo|externa|no verificado|convidado|convidada"
    r"|não verificado|invité|invitée|externe|non vérifié|gast|extern|nicht überprüft|gość"
    r"|host|co-host|me|anfitrión|coanfitrión)\)$"
)
_NUMBER: Final = re.compile(r"^\d{1,4}[.)]\s*(?=\D)")
_WITH_OTHER: Final = re.compile(r"(.+?)\s*\(([^()]+)\)")
_TELEPHONE: Final = re.compile(r"\+?[\d\s*x().-]{5,}")
_NO_PERSON: Final = re.compile(
    r"anonymous|anónimo|anonyme|anonym|unknown user|(?:call-in|dial-in|phone) user\W?\d*|call-in.*"
    r"|.*\b(?:notetaker|note taker|otter\.ai|fireflies\.ai|read\.ai|fathom)\b.*|zoom room.*|recording bot.*"
)


def normal_name(name: str) -> str:
    """A name in NFC and one case, without a number before it or "(Guest)" after it; "Ortiz, Lea" turned round."""
    text = _NUMBER.sub("", " ".join(normalize("NFC", name).casefold().split()))
    while (shorter := _SUFFIX.sub("", text)) != text:
        text = shorter
    last, comma, first = text.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and "," not in first and first.strip() else text


def possible_names(name: str) -> tuple[str, ...]:
    """The normal names by which somebody may be known: of "A (B)" the whole, B and A."""
    whole = normal_name(name)
    parts = _WITH_OTHER.fullmatch(whole)
    return (whole, normal_name(parts[2]), normal_name(parts[1])) if parts else (whole,)


def plain_name(name: str) -> str:
    """A normal name without accents, its words in alphabetical order, to find near ones."""
    letters = "".join(letter for letter in normalize("NFD", normal_name(name)) if not combining(letter))
    return " ".join(sorted(re.findall(r"\w+", letters)))


def is_no_person(name: str) -> bool:
    """Whether a name is that of a telephone line, a recorder of notes, or of nobody known."""
    text = normal_name(name)
    return _TELEPHONE.fullmatch(text) is not None or _NO_PERSON.fullmatch(text) is not None
