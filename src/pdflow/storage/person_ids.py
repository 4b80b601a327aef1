"""Person ids: those in an event's JSON values and in the names of streams, and how other ids are put in their place."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from pdflow.people import PERSON
from pdflow.storage.marked_ids import Replacer, ids_in, replacers, with_replaced

Rename = Callable[[str], str]
"""Of the id of a person, the id to put in its place; most stay as they are."""


def with_other_ids(kind: type, values: Mapping[str, Any], rename: Rename) -> dict[str, Any]:
    """The JSON values of a class of ours with every id of a person renamed, at any depth."""
    return with_replaced(values, lambda _, id: rename(id), replacers(kind, PERSON))


def ids_within(kind: type, values: Mapping[str, Any]) -> frozenset[str]:
    """The ids of people in the JSON values of a class of ours."""
    by_field = replacers(kind, PERSON)
    return frozenset(id for name, replacer in by_field.items() for _, id in ids_in(values.get(name), replacer))


def with_other_texts(value: Any, rename: Rename) -> Any:
    """A JSON value of unknown type with every text renamed, the names of its fields too."""
    match value:
        case str():
            return rename(value)
        case list():
            return [with_other_texts(each, rename) for each in value]
        case dict():
            return {rename(name): with_other_texts(each, rename) for name, each in value.items()}
    return value


def json_renamed(text: str, rename: Rename) -> str:
    """A JSON text of unknown type with every text in it renamed; where nothing is, or it is no JSON, as a text."""
    try:
        value = json.loads(text)
        changed = with_other_texts(value, rename)
    except (ValueError, RecursionError):
        return rename(text)
    return text if changed == value else json.dumps(changed)


def of_one_person(kind: type, values: Mapping[str, Any], person: str) -> dict[str, Any]:
    """The JSON values of a class of ours without other people: fewer items in lists, and blanks for single ids."""
    by_field = replacers(kind, PERSON)

    def shown(value: Any, replacer: Replacer) -> Any:
        if isinstance(value, list):
            value = [each for each in value if _is_shown(ids_in([each], replacer), person)]
        return replacer(value, lambda _, id: id if id == person else "")

    return {name: shown(value, by_field[name]) if name in by_field else value for name, value in values.items()}


def _is_shown(ids: list[tuple[str, str]], person: str) -> bool:
    return not ids or any(id == person for _, id in ids)


def forms_in_names(person: str) -> tuple[str, ...]:
    """The ways in which the id of a person is written within the name of a stream, the longest first."""
    hyphens_escaped = person.replace("%", "%25").replace("-", "%2D")
    return tuple(sorted({person, hyphens_escaped, quote(person, safe="")}, key=len, reverse=True))


def forms_in_json(text: str) -> tuple[str, ...]:
    """The ways in which a text is written within JSON."""
    return tuple({text, json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1]})


def stream_renamed(stream: str, person: str, pseudonym: str) -> str:
    """The name of a stream about a person with another id in the place of theirs.

    That is the end of the name, where streams are named as coordination names them; else every place where the id
    stands as a word of its own.
    """
    for form in forms_in_names(person):
        head = stream.removesuffix(form)
        if head != stream and not head[-1:].isalnum():
            return head + pseudonym
    for form in forms_in_names(person):
        stream = re.sub(rf"(?<![^\W_]){re.escape(form)}(?![^\W_])", pseudonym, stream)
    return stream


def text_renamed(text: str, name: str, new: str) -> str:
    """A text with another name wherever a name stands in it by itself: not in ``ana-2`` nor in ``mariana``."""
    within = r"[\w%@+~-]"
    return re.sub(rf"(?<!{within})(?<!\w\.){re.escape(name)}(?!{within})(?!\.\w)", lambda _: new, text)
