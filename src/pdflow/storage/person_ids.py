"""Person ids: where an event's JSON values name people, by the types of its fields, and how other ids are put there.

A session or a site that happens to be named like a person is none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin
from urllib.parse import quote

import attrs

from pdflow.kernel.fields import per_class, types_of
from pdflow.people import PERSON

Rename = Callable[[str], str]
"""Of the id of a person, the id to put in its place; most stay as they are."""
Replacer = Callable[[Any, Rename], Any]
"""Gives a JSON value with other ids of people in it."""


def with_other_ids(kind: type, values: Mapping[str, Any], rename: Rename) -> dict[str, Any]:
    """The JSON values of a class of ours with every id of a person renamed, at any depth."""
    replacers = _replacers(kind)
    return {name: replacers[name](value, rename) if name in replacers else value for name, value in values.items()}


def ids_within(kind: type, values: Mapping[str, Any]) -> frozenset[str]:
    """The ids of people in the JSON values of a class of ours."""
    return frozenset(id for name, replace in _replacers(kind).items() for id in _ids_in(values.get(name), replace))


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
    replacers = _replacers(kind)

    def only_them(id: str) -> str:
        return id if id == person else ""

    def shown(value: Any, replace: Replacer) -> Any:
        if isinstance(value, list):
            value = [each for each in value if person in _ids_in([each], replace) or not _ids_in([each], replace)]
        return replace(value, only_them)

    return {name: shown(value, replacers[name]) if name in replacers else value for name, value in values.items()}


def _ids_in(value: Any, replace: Replacer) -> list[str]:
    found: list[str] = []

    def found_as_it_is(person: str) -> str:
        found.append(person)
        return person

    replace(value, found_as_it_is)
    return found


@per_class
def _replacers(kind: type) -> Mapping[str, Replacer]:
    found = {name: _replacer(hint) for name, hint in types_of(kind).items() if name != "header"}
    return {name: replace for name, replace in found.items() if replace is not None}


def _replacer(hint: Any) -> Replacer | None:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _replace_id if PERSON in inner[1:] else _replacer(inner[0])
    if origin in (Union, UnionType):
        return next(filter(None, map(_replacer, inner)), None)
    if origin is tuple and inner[-1] is not ...:
        return _replacer_of_parts([_replacer(each) for each in inner])
    if origin in (tuple, set, frozenset):
        return _replacer_of_items(_replacer(inner[0]))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _replacer_of_items(_replacer_of_parts([_replacer(each) for each in inner]))
    return _replacer_of_class(hint) if isinstance(hint, type) and attrs.has(hint) and _replacers(hint) else None


def _replace_id(value: Any, rename: Rename) -> Any:
    return rename(value) if isinstance(value, str) else value


def _replacer_of_class(kind: type) -> Replacer:
    return lambda value, rename: with_other_ids(kind, value, rename) if isinstance(value, dict) else value


def _replacer_of_items(replace: Replacer | None) -> Replacer | None:
    if replace is None:
        return None
    return lambda value, rename: [replace(each, rename) for each in value] if isinstance(value, list) else value


def _replacer_of_parts(parts: list[Replacer | None]) -> Replacer | None:
    if not any(parts):
        return None

    def replace_parts(value: Any, rename: Rename) -> Any:
        if not isinstance(value, list) or len(value) != len(parts):
            return value
        return [part(each, rename) if part else each for part, each in zip(parts, value, strict=True)]

    return replace_parts


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
