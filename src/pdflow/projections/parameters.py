"""Parameters of refusals as JSON: a day as ``{"day": "2026-10-01"}``, moments and codes likewise, tuples as lists.

Kept are numbers, days, codes and names; no note, nothing that only the pair may read, and no text that is no name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import Enum, StrEnum
from math import isfinite
from typing import Any, Final

import attrs

from pdflow.kernel.fields import NameLimit, personal_fields
from pdflow.kernel.messages import AnyCommand
from pdflow.kernel.refusal import Reason
from pdflow.people import PersonId
from pdflow.storage.person_ids import forms_in_json, forms_in_names, text_renamed

FOR_THE_PAIR: Final = frozenset(
    {
        ("observation.no_focus", "unknown"),
        ("teachback.below_standard", "criterion"),
        ("teachback.below_standard", "has"),
    }
)
"""The codes and parameters that say what only the pair may read: ratings, and what an observation looks at."""
NOTHING_KEPT: Final = "{}"


class _Unkept(Exception):
    """Raised for a value that is not kept."""


def kept_parameters(reason: Reason, command: AnyCommand) -> str:
    """The parameters of a reason that may be kept, as JSON."""
    notes, kept = [*_notes(command)], {}
    for name, value in reason.parameters.items():
        if (reason.code, name) not in FOR_THE_PAIR:
            try:
                kept[name] = _as_json(value, notes)
            except _Unkept:
                continue
    return json.dumps(kept)


def read_parameters(text: str | None) -> Mapping[str, Any]:
    """The parameters that were kept as JSON."""
    return {name: _value(each) for name, each in json.loads(text or NOTHING_KEPT).items()}


def texts_naming(person: PersonId) -> list[str]:
    """Texts of which one stands in all parameters that name a person, and in some others: to look for in a database."""
    return sorted({text for form in forms_in_names(person) for text in forms_in_json(form)})


def names_person(text: str | None, person: PersonId) -> bool:
    """Whether a person is named among parameters that were kept, also within the name of a stream or a record."""
    names = [*_texts(tuple(read_parameters(text).values()))]
    return any(text_renamed(name, form, "") != name for name in names for form in forms_in_names(person))


def _as_json(value: object, notes: list[str]) -> Any:
    match value:
        case Enum():
            return {"member": value.name, "of": type(value).__name__, "value": _as_json(value.value, notes)}
        case None | bool() | int():
            return value
        case float() if isfinite(value):
            return value
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case tuple() | list():
            return [_as_json(each, notes) for each in value]
        case str() if NameLimit().allows(value) and not any(note in value for note in notes):
            return str(value)
    raise _Unkept


def _value(value: Any) -> Any:
    match value:
        case {"moment": str(text)}:
            return datetime.fromisoformat(text)
        case {"day": str(text)}:
            return date.fromisoformat(text)
        case {"member": str(name), "of": str(kind), "value": held}:
            return _member(kind, name, held)
        case list():
            return tuple(map(_value, value))
    return value


def _member(kind: str, name: str, value: Any) -> Any:
    """A member like the one that was kept, by which its label is found; equal to it where that was a text."""
    make: Any = StrEnum if isinstance(value, str) else Enum
    return make(kind, {name: value})[name]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, str):
        yield value


def _notes(value: object) -> Iterator[str]:
    """Every personal text of a command, at any depth."""
    if isinstance(value, (tuple, list)):
        for each in value:
            yield from _notes(each)
    elif attrs.has(type(value)):
        kind: Any = type(value)
        personal = personal_fields(kind)
        for field in attrs.fields(kind):
            content = getattr(value, field.name)
            if field.name not in personal:
                yield from _notes(content)
            elif isinstance(content, str) and content:
                yield content
