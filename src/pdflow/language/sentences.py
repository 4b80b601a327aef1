"""Sentences: the parameters of a reason, written out and filled into the places of a text."""

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
PLACE: Final = re.compile(r"\{(\w+)(?::(\w+))?\}")
"""A place in a text: ``{name}``, or ``{name:kind}`` where the kind says how the parameter is written."""
_WORD_START: Final = re.compile(r"(?<!^)(?=[A-Z])")


@attrs.frozen
class ReaderTexts:
    """The texts and formats of a reader's language."""

    find: Callable[[str], str | None]
    """Finds the text of a code in the reader's language; None where no language has one."""
    formats: Formats
    language: str


def fill_places(text: str, parameters: Mapping[str, object], texts: ReaderTexts) -> str:
    """Write the parameters into the places of a text; a place without a parameter is left as it is."""

    def filled(place: re.Match[str]) -> str:
        name, kind = place.groups()
        return write_out(parameters[name], kind, texts) if name in parameters else place.group()

    return PLACE.sub(filled, text)


def code_with_parameters(code: str, parameters: Mapping[str, object], texts: ReaderTexts) -> str:
    """Write out a code that has no text, followed by its parameters."""
    written = ", ".join(f"{name} {write_out(value, None, texts)}" for name, value in parameters.items())
    return f"{code} ({written})" if written else code


def write_out(value: object, kind: str | None, texts: ReaderTexts) -> str:
    """Write a parameter in words.

    Args:
        value: The parameter.
        kind: What its place needs: ``who``, ``percent``, ``event``, or a group of labels such as ``phase``.
        texts: The texts and formats of the reader's language.
    """
    match value:
        case None | () | []:
            return NOTHING
        case tuple() | list() if kind == "who":
            return _listed([texts.find(f"who.{role}") or str(role) for role in _people(value)], "list.or", texts)
        case tuple() | list():
            return _listed([write_out(item, kind, texts) for item in value], "list.and", texts)
        case bool():
            return texts.find(f"value.{value}".lower()) or str(value)
        case int() | float():
            write = texts.formats.share if kind == "percent" else texts.formats.number
            return write(value, texts.language)
        case datetime():
            return texts.formats.moment(value, texts.language)
        case date():
            return texts.formats.day(value, texts.language)
        case Enum():
            return texts.find(label_code(value)) or str(value.value)
        case str() if kind is not None:
            return texts.find(f"event.{_stored_name(value)}" if kind == "event" else f"{kind}.{value}") or value
    return str(value)


def label_code(member: Enum) -> str:
    """The code of an enum member's label: its class in snake case and its name, such as ``coaching_move.MODEL``."""
    return f"{_WORD_START.sub('_', type(member).__name__).lower()}.{member.name}"


def plural_number(parameters: Mapping[str, object]) -> int:
    """The number that chooses a plural form: what is needed, the most, a count, or the length of the first list."""
    for name in ("needed", "most", "count"):
        number = parameters.get(name)
        if type(number) is int:
            return number
    return next((len(value) for value in parameters.values() if isinstance(value, (tuple, list))), 1)


def _listed(items: Sequence[str], frame: str, texts: ReaderTexts) -> str:
    """Join items by commas, the last by the text of a frame such as ``list.and``."""
    *before, last = items
    if not before:
        return last
    return fill_places(texts.find(frame) or "{list}, {last}", {"list": ", ".join(before), "last": last}, texts)


def _people(roles: Sequence[object]) -> list[object]:
    """The roles of people among these; where every supporter's role is, these are written as one, the team."""
    people = [role for role in roles if role != SYSTEM] or list(roles)
    if not set(SUPPORTERS) <= set(people):
        return people
    return list(dict.fromkeys("TEAM" if role in SUPPORTERS else role for role in people))


def _stored_name(event: str) -> str:
    """The stored name of the event class of this name; where there is no such class, the name itself."""
    return next((name for name, known in EVENTS.items() if known.type.__name__ == event), event)
