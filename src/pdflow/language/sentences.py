"""Wording: how the parameters of a reason read in a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Final

import attrs

from pdflow.kernel.messages import EVENTS
from pdflow.language.formats import Formats
from pdflow.people import SUPPORTERS, SYSTEM

NOTHING: Final = "—"
PLACE = re.compile(r"\{(\w+)(?::(\w+))?\}")
WORD = re.compile(r"(?<!^)(?=[A-Z])")


@attrs.frozen
class Voice:
    """How things are said to a reader: by which texts of codes, and how days, times and numbers are written."""

    find: Callable[[str], str | None]
    """Finds the text of a code in the reader's language."""
    formats: Formats
    language: str


def worded(text: str, parameters: Mapping[str, object], voice: Voice) -> str:
    """The text with its places filled; a place no parameter belongs to stays as it stands."""

    def filled(place: re.Match[str]) -> str:
        name, kind = place.groups()
        return read(parameters[name], kind, voice) if name in parameters else place.group()

    return PLACE.sub(filled, text)


def named(code: str, parameters: Mapping[str, object], voice: Voice) -> str:
    """A code without a text, with its parameters."""
    told = ", ".join(f"{name} {read(value, None, voice)}" for name, value in parameters.items())
    return f"{code} ({told})" if told else code


def read(value: object, kind: str | None, voice: Voice) -> str:
    """A parameter in words; ``kind`` is what its place asks for: who, percent, or a group of labels."""
    match value:
        case None | () | []:
            return NOTHING
        case tuple() | list() if kind == "who":
            return _listed([voice.find(f"who.{role}") or str(role) for role in _told_as_one(value)], "list.or", voice)
        case tuple() | list():
            return _listed([read(item, kind, voice) for item in value], "list.and", voice)
        case bool():
            return voice.find(f"value.{value}".lower()) or str(value)
        case int() | float():
            write = voice.formats.share if kind == "percent" else voice.formats.number
            return write(value, voice.language)
        case datetime():
            return voice.formats.moment(value, voice.language)
        case date():
            return voice.formats.day(value, voice.language)
        case Enum():
            return voice.find(code_of(value)) or str(value.value)
        case str() if kind is not None:
            return voice.find(f"event.{_stored(value)}" if kind == "event" else f"{kind}.{value}") or value
    return str(value)


def code_of(value: Enum) -> str:
    """The code of a member's label: its type in small letters and its name, as in ``coaching_move.MODEL``."""
    return f"{WORD.sub('_', type(value).__name__).lower()}.{value.name}"


def count(parameters: Mapping[str, object]) -> int:
    """The number a plural form goes by: what is needed, the most, a count, else how many are named."""
    for name in ("needed", "most", "count"):
        number = parameters.get(name)
        if type(number) is int:
            return number
    return next((len(value) for value in parameters.values() if isinstance(value, (tuple, list))), 1)


def _listed(items: Sequence[str], joined: str, voice: Voice) -> str:
    *before, last = items
    if not before:
        return last
    return worded(voice.find(joined) or "{list}, {last}", {"list": ", ".join(before), "last": last}, voice)


def _told_as_one(roles: Sequence[object]) -> list[object]:
    """The people among these roles; supporters, where all of them are there, as the team they are on."""
    people = [role for role in roles if role != SYSTEM] or list(roles)
    if not set(SUPPORTERS) <= set(people):
        return people
    return list(dict.fromkeys("TEAM" if role in SUPPORTERS else role for role in people))


def _stored(event: str) -> str:
    """The stored name of an event, told by the name of its type; what is none is left as it is."""
    return next((name for name, known in EVENTS.items() if known.type.__name__ == event), event)
