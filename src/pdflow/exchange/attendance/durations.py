"""Durations as reports write them: 1h 7s, 1 hr 2 min, 201 mins, 1 godz. 2 min 3 sek., 1:02:30."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Final
from unicodedata import normalize

_UNITS: Final[Mapping[str, str]] = {
    "hours": "h hr hrs hour hours hora horas heure heures std stunde stunden ora ore uur godz godzina godziny",
    "minutes": "m min mins minute minutes minuto minutos minuten minuti minut minuta minuty",
    "seconds": "s sec secs second seconds seg segundo segundos seconde secondes sek sekunde sekunden secondi sekund",
}
_UNIT_OF: Final = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_PART: Final = re.compile(r"(\d{1,6})\s*([^\W\d]+)\.?[\s,]*")
_CLOCK: Final = re.compile(r"(\d{1,4}):([0-5]\d):([0-5]\d)")
_NUMBER: Final = re.compile(r"\d{1,6}(?:[.,]\d{1,6})?")


def duration_of(cell: str, *, in_minutes: bool = False) -> timedelta | None:
    """The duration in a cell; None where it cannot be read, also where a number has no unit.

    Args:
        cell: What the report writes.
        in_minutes: The header says that a number is one of minutes.
    """
    text = normalize("NFKC", cell).casefold().strip()
    if in_minutes and _NUMBER.fullmatch(text):
        return timedelta(minutes=float(text.replace(",", ".")))
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds = map(int, clock.groups())
        return timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return _sum_of_parts(text)


def _sum_of_parts(text: str) -> timedelta | None:
    parts, end = dict[str, int](), 0
    while part := _PART.match(text, end):
        unit = _UNIT_OF.get(part.group(2))
        if unit is None or unit in parts:
            return None
        parts[unit], end = int(part.group(1)), part.end()
    return timedelta(**parts) if parts and end == len(text) else None
